"""Evidence files of all ministries at once: a piece of work for each, so that one too large holds up no other."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.deadlines.documents.evidence_file_jobs import MAKE_FILE, OFFICIAL, job_title
from portal.deadlines.queries.evidence_file import Stretch
from portal.jobs.services import start
from portal.kernel.periods import Period

__all__ = ["OFFICIAL", "start_files"]

_ENDING = "zip"


def start_files(*, year: int, language: str, user: User, today: date) -> int:
    """Ask for the files of the ministries on the portal for a year, up to today; says for how many.

    Whether the person may is decided by the caller and again when each file is made. Asked twice, made once.
    """
    period = Period.year(year)
    stretch = Stretch(period.start, min(period.last_day, today))
    bodies = list(Body.objects.in_force(today).ministries().on_the_portal().order_by("slug"))
    with transaction.atomic():
        for body in bodies:
            args = {
                "body": body.pk,
                "since": stretch.since.isoformat(),
                "until": stretch.until.isoformat(),
                "ending": _ENDING,
                "language": language,
            }
            start(kind=MAKE_FILE, args=args, user=user, title=job_title(body, stretch))
    return len(bodies)
