"""Who may look at a job, at what came of it, and stop it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.jobs.models import Job
from portal.jobs.querysets import Viewer
from portal.kernel.verdicts import ALLOWED, Verdict, denied


def can_see_job(viewer: Viewer, job: Job) -> Verdict:
    """Whoever asked for it; administrators see how it stands."""
    if viewer.is_administrator or job.user_id == viewer.user.pk:
        return ALLOWED
    return denied("not_yours", _("Only the person who asked for this work sees it."))


def can_see_result(viewer: Viewer, job: Job) -> Verdict:
    """Whoever asked for it, and nobody else: a result may hold what only that person may read."""
    if job.user_id == viewer.user.pk:
        return ALLOWED
    return denied("not_yours", _("Only the person who asked for this work sees its result."))


def can_cancel_job(viewer: Viewer, job: Job) -> Verdict:
    """Whoever asked for it; an administrator may stop work that holds up others."""
    return can_see_job(viewer, job)
