"""What the pages of jobs show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.files import queries as files
from portal.jobs.choices import State
from portal.jobs.models import Job
from portal.jobs.permissions import can_cancel_job, can_see_result
from portal.jobs.querysets import JobQuerySet, Viewer
from portal.jobs.rules import ATTEMPTS_LIMIT
from portal.kit import formats

#: Tone and icon of a state.
_LOOKS = {
    State.WAITING: ("", "clock"),
    State.RUNNING: ("info", "sync"),
    State.DONE: ("ok", "check"),
    State.FAILED: ("danger", "warning"),
    State.CANCELLED: ("", "cancelled"),
}
#: A reader who listens is told of every so many per cents.
_TOLD_EVERY = 25
#: Of those a page names at once.
_LEFT = 5


@dataclass(frozen=True)
class Shown:
    """One job in words."""

    job: Job
    tone: str
    icon: str
    label: str
    progress: str
    share: int | None
    told: str
    sees_result: bool
    may_cancel: bool
    download: str = ""
    onward: str = ""
    back: str = ""
    #: A file was given for it that nothing needs any more.
    keeps_given: bool = False
    #: The person waits for that page and nothing else: the work ended where it was to lead.
    leads_on: bool = False


def jobs_of(viewer: Viewer, *, everybody: bool) -> JobQuerySet:
    """The viewer's own, or everybody's for an administrator; newest first."""
    jobs = Job.objects.visible_to(viewer) if everybody else Job.objects.of(viewer.user)
    return jobs.select_related("user", "file").order_by("-pk")


def shown(job: Job, viewer: Viewer) -> Shown:
    """No statement when `job` came from `jobs_of`."""
    tone, icon = _LOOKS[State(job.state)]
    sees_result = bool(can_see_result(viewer, job))
    return Shown(
        job=job,
        tone=tone,
        icon=icon,
        label=_stopping() if _is_stopping(job) else job.get_state_display(),
        progress=_progress(job),
        share=job.per_cent if job.state == State.RUNNING else None,
        told=_told(job),
        sees_result=sees_result,
        may_cancel=job.is_open and job.cancel_asked_at is None and bool(can_cancel_job(viewer, job)),
        download=files.link(job.file, viewer.user) if sees_result and job.file else "",
        onward=_page(job.path) if sees_result and job.state == State.DONE else "",
        back=_page(job.then) if sees_result else "",
        keeps_given=sees_result and not job.is_open and job.given_id is not None,
        leads_on=sees_result
        and job.state == State.DONE
        and bool(job.path)
        and job.path == job.then
        and not job.file_id,
    )


def given_and_left(viewer: Viewer, kind: str) -> list[Job]:
    """Ended work of that kind of the viewer's own, whose given file is still there; the last first. One statement."""
    left = Job.objects.of(viewer.user).filter(kind=kind, given__isnull=False, ended_at__isnull=False)
    return list(left.select_related("given").order_by("-pk")[:_LEFT])


def steps(job: Job) -> list[dict[str, Any]]:
    """What happened when: asked, begun, ended."""
    taken = [{"label": _("Asked for"), "at": job.created_at}]
    if job.started_at:
        taken.append({"label": _("Begun"), "at": job.started_at})
    if job.cancel_asked_at:
        taken.append({"label": _("Asked to stop"), "at": job.cancel_asked_at})
    if job.ended_at:
        taken.append({"label": _("Ended"), "at": job.ended_at})
    return taken


def tries(job: Job) -> str:
    """A sentence when the work had to be begun anew."""
    if job.attempts <= 1 or not job.is_open:
        return ""
    return _("The work was interrupted and begun anew: try %(number)s of %(limit)s.") % {
        "number": formats.number(job.attempts),
        "limit": formats.number(ATTEMPTS_LIMIT),
    }


def _is_stopping(job: Job) -> bool:
    return job.is_open and job.cancel_asked_at is not None


def _stopping() -> str:
    return _("is being stopped")


def _progress(job: Job) -> str:
    if job.state != State.RUNNING:
        return ""
    if not job.total:
        return _("Begun; how much there is to do is being counted.")
    return ngettext("%(done)s of %(total)s step", "%(done)s of %(total)s steps", job.total) % {
        "done": formats.number(job.done),
        "total": formats.number(job.total),
    }


def _told(job: Job) -> str:
    """What is read out when it changes: the state, and how far it is in coarse steps."""
    if job.state == State.DONE:
        return _("The work is done.")
    if job.state == State.FAILED:
        return _("The work failed.")
    if job.state == State.CANCELLED:
        return _("The work was cancelled.")
    per_cent = job.per_cent
    if job.state == State.RUNNING and per_cent is not None and per_cent >= _TOLD_EVERY:
        return _("%(share)s%% done") % {"share": formats.number(per_cent // _TOLD_EVERY * _TOLD_EVERY)}
    return _("The work goes on.")


def _page(path: str) -> str:
    return f"/{formats.language()}{path}" if path else ""
