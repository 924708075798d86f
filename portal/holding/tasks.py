"""Work of the beat and of whoever was woken."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any, BinaryIO, cast

from celery import shared_task

from portal.accounts.models import User
from portal.bodies.permissions import actor_for
from portal.files.models import StoredFile
from portal.holding.forms.month import check_month, number_of
from portal.holding.services import preparing
from portal.holding.services.month import record_rows
from portal.holding.workbooks import read_month
from portal.jobs.work import Progress, Result
from portal.kernel import clock
from portal.kit.translated import written_in_all

logger = logging.getLogger(__name__)


@shared_task(name="portal.holding.tasks.prepare_photos")
def prepare_photos() -> None:
    """Make the small copies of photos that wait for it."""
    if prepared := preparing.prepare_photos():
        logger.info("photos prepared: %d", prepared)


def record_month(*, args: dict[str, Any], user: User, today: date, progress: Progress) -> Result:
    """Job: record the rows of a workbook of a month that its person has looked at, each whole or not at all."""
    file = StoredFile.objects.get(pk=args["file"], uploaded_by=user)
    actor = actor_for(user, today)
    with file.content.open("rb") as source:
        reading = read_month(cast("BinaryIO", source))
    seen = args["seen"]
    entries = [entry for entry in check_month(reading.lines, actor=actor) if number_of(entry.line) in seen]
    outcome = record_rows(
        rows=(entry.row(seen[number_of(entry.line)]) for entry in entries),
        count=len(entries),
        file=file,
        actor=actor,
        now=clock.now(),
        progress=progress,
    )
    return Result(summary=written_in_all(outcome.said), path="/work/meetings/month/")
