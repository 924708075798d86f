"""Long work of akim calendars."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.utils.translation import ngettext

from portal.accounts.models import User
from portal.bodies.permissions import actor_for
from portal.calendars.services import proposing
from portal.jobs.work import Progress, Result
from portal.kit.translated import written_in_all
from schedules.models import Proposal


def propose(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """Job: fill a calendar by the norms. Run again, it finds everything there."""
    run = proposing.propose(
        proposal=Proposal.objects.get(pk=args["proposal"]),
        actor=actor_for(user, today),
        today=today,
        days=args["days"],
        begins=time.fromisoformat(args["begins"]) if args["begins"] else None,
        progress=progress,
    )

    def write() -> str:
        said = [
            (ngettext("%(count)s meeting was added.", "%(count)s meetings were added.", run.added), run.added),
            (ngettext("%(count)s meeting was moved.", "%(count)s meetings were moved.", run.moved), run.moved),
            (
                ngettext("%(count)s meeting was taken out.", "%(count)s meetings were taken out.", run.removed),
                run.removed,
            ),
            (
                ngettext(
                    "For %(count)s meeting of the norms no free day is left.",
                    "For %(count)s meetings of the norms no free day is left.",
                    run.without_day,
                ),
                run.without_day,
            ),
        ]
        return " ".join(text % {"count": count} for text, count in said if count or text is said[0][0])

    return Result(summary=written_in_all(write), path=f"/work/proposals/{args['proposal']}/")
