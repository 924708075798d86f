"""The workbook of a month is recorded: a job, row by row, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from meetings.services.held import Facts
from portal.bodies.permissions import Actor
from portal.files.choices import Purpose
from portal.files.models import StoredFile
from portal.files.services import discard, store
from portal.holding.services.logging import Log, log_meeting
from portal.jobs.models import Job
from portal.jobs.services import start
from portal.jobs.work import Progress
from portal.kernel.errors import DomainError, Invalid
from portal.kit.translated import sentence, written_in_all

KIND = "holding.record_month"
_NAMESPACE = UUID("6c1d0f5e-3a0b-5b8e-9f59-7a5a3c1f2b10")


@transaction.atomic
def start_month(*, upload: UploadedFile, seen: Mapping[str, int], month: str, actor: Actor) -> Job:
    """Have the rows recorded that were looked at. `seen` says which meetings, and how often each had changed by then.

    Raises Invalid (field "file").
    """
    file = store(actor=actor, upload=upload, purpose=Purpose.WORKBOOK)
    return start(
        kind=KIND,
        args={"file": file.pk, "seen": dict(seen)},
        user=actor.user,
        title=written_in_all(lambda: str(_("Recording held meetings from a workbook"))),
        then=f"/work/meetings/month/?month={month}",
        given=file,
    )


@dataclass(frozen=True)
class MonthRow:
    """A row of a workbook, ready to be recorded, or with what is wrong with it. `sequence`: as it was looked at."""

    number: str
    is_done: bool = False
    wrong: str = ""
    meeting: Meeting | None = None
    facts: Facts | None = None
    log: Log | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    sequence: int = 0


@dataclass
class Outcome:
    """What came of a workbook; of each row that is not recorded, why not."""

    made: int = 0
    done: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    def said(self) -> str:
        """In the active language, as far as the reasons were."""
        made = ngettext("%(count)s meeting is recorded.", "%(count)s meetings are recorded.", self.made)
        said = [made % {"count": self.made}]
        if self.done:
            told = ngettext("%(count)s was recorded already.", "%(count)s were recorded already.", self.done)
            said.append(told % {"count": self.done})
        if self.failed:
            count = len(self.failed)
            told = ngettext("%(count)s row is not recorded:", "%(count)s rows are not recorded:", count)
            said += [told % {"count": count}, *(f"{number}: {why}" for number, why in self.failed)]
        return "\n".join(said)


def record_rows(
    *, rows: Iterable[MonthRow], count: int, file: StoredFile, actor: Actor, now: datetime, progress: Progress
) -> Outcome:
    """Each row whole or not at all; one that is recorded already stays as it is. The workbook is kept no longer."""
    outcome = Outcome()
    for place, row in enumerate(rows):
        progress.step(place, count)
        if row.is_done:
            outcome.done += 1
        elif why := row.wrong or _record(row, file.sha256, actor, now):
            outcome.failed.append((row.number, why))
        else:
            outcome.made += 1
    discard(file)
    return outcome


def _record(row: MonthRow, sha256: str, actor: Actor, now: datetime) -> str:
    """Why the row is not recorded; empty when it is. The same row of the same workbook, sent twice, is one record."""
    assert row.meeting is not None
    assert row.facts is not None
    assert row.log is not None
    try:
        with transaction.atomic():
            log_meeting(
                meeting=row.meeting,
                facts=row.facts,
                log=row.log,
                key=uuid5(_NAMESPACE, f"{row.number}:{sha256}"),
                actor=actor,
                today=actor.on,
                now=now,
                expected_sequence=row.sequence,
                **row.reasons,
            )
    except Invalid as refused:
        return "; ".join(str(each) for sentences in refused.errors.values() for each in sentences)
    except DomainError as refused:
        return sentence(refused.message)
    return ""
