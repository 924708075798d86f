"""Background work of this app."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from celery import shared_task
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.bodies import services
from portal.bodies.models import Edition
from portal.bodies.permissions import actor_for, can_load_classifier
from portal.bodies.services import complete_handovers, end_sessions_of_ended_roles
from portal.jobs.work import Progress, Result
from portal.kernel import clock
from portal.kit.translated import written_in_all

log = logging.getLogger(__name__)


@shared_task
def end_sessions() -> None:
    """End the sessions of people whose role has run out, and carry out handovers whose day has come."""
    log.info("handovers: %s carried out", complete_handovers(now=clock.now(), today=clock.today()))
    log.info("sessions of ended roles: %s people", end_sessions_of_ended_roles(today=clock.today()))


def apply_edition(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """Apply an edition of the classifier that waits. Run again, it does nothing more."""
    can_load_classifier(actor_for(user, today)).require()
    edition = services.apply_edition(edition=Edition.objects.get(pk=args["edition"]), today=today, step=progress.step)
    counts = edition.report["counts"]
    summary = written_in_all(
        lambda: _("Added: %(added)d, renamed: %(renamed)d, moved: %(moved)d, closed: %(closed)d.") % counts
    )
    return Result(summary=summary, path=edition.get_absolute_url())


def raise_akimats(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """Raise the offices that lack. Run again, it does nothing more."""
    can_load_classifier(actor_for(user, today)).require()
    progress.step(0, 1)
    raised = services.raise_akimats(on=today)
    progress.step(1, 1)
    counts = {"offices": raised.offices.total(), "maslikhats": raised.maslikhats.total()}
    summary = written_in_all(lambda: _("Offices added: %(offices)d, maslikhats added: %(maslikhats)d.") % counts)
    return Result(summary=summary, path="/work/classifier/")
