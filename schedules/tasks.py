"""What beat wakes on this floor."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any, BinaryIO, cast

from celery import shared_task
from django.utils.translation import ngettext

from portal.accounts.models import User
from portal.bodies.permissions import actor_for
from portal.jobs.work import Progress, Result
from portal.kernel import clock
from portal.kit.translated import written_in_all
from schedules.models import Import
from schedules.services import agreement, hearings
from schedules.services.imports import apply_import, take_reading
from schedules.workbooks import guide_to, owner_of, read_workbook

logger = logging.getLogger(__name__)


@shared_task(name="schedules.tasks.close_silent_slots")
def close_silent_slots() -> None:
    """Count silence as agreement where the last day has passed; late or twice makes no difference."""
    today = clock.today()
    count = agreement.close_silent_slots(today=today) + hearings.close_silent_hearings(today=today)
    logger.info("agreement by silence: %s", count)


def read_import(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """Job: read the workbook of an import."""
    imported = Import.objects.select_related("proposal__body", "file").get(pk=args["import"])
    assert imported.file is not None
    proposal = imported.proposal
    progress.step(0, 2)
    with imported.file.content.open("rb") as source:
        reading = read_workbook(
            cast("BinaryIO", source),
            period=proposal.period,
            places=guide_to(proposal.kind, proposal.body, proposal.period, today),
            owner=owner_of(proposal.body, today),
        )
    progress.step(1, 2)
    imported = take_reading(imported=imported, reading=reading, today=today)
    puzzling = len(imported.rows.puzzling())
    understood = len(reading.rows) - puzzling

    def write() -> str:
        read = ngettext("%(count)s meeting was recognised.", "%(count)s meetings were recognised.", understood) % {
            "count": understood
        }
        if not puzzling:
            return read
        mend = ngettext("%(count)s row needs correcting.", "%(count)s rows need correcting.", puzzling)
        return f"{read} {mend % {'count': puzzling}}"

    return Result(summary=written_in_all(write), path=imported.get_absolute_url())


def take_over_import(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """Job: take the understood rows of an import into its proposal."""
    imported = Import.objects.select_related("proposal").get(pk=args["import"])
    outcome = apply_import(imported=imported, actor=actor_for(user, today), today=today, progress=progress)

    def write() -> str:
        said = [
            ngettext("%(count)s meeting was added.", "%(count)s meetings were added.", len(outcome.made))
            % {"count": len(outcome.made)}
        ]
        if outcome.present:
            said.append(
                ngettext(
                    "%(count)s meeting was in the proposal already.",
                    "%(count)s meetings were in the proposal already.",
                    outcome.present,
                )
                % {"count": outcome.present}
            )
        left = outcome.puzzling + outcome.left_out
        if left:
            said.append(ngettext("%(count)s row was skipped.", "%(count)s rows were skipped.", left) % {"count": left})
        return " ".join(said)

    return Result(summary=written_in_all(write), path=imported.proposal.get_absolute_url())
