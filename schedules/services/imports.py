"""From a workbook into a proposal: give, read, mend, take over. Before the last nothing reaches the proposal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.bodies.services.localities import make_localities
from portal.files.choices import Purpose
from portal.files.services import store
from portal.files.services.discarding import discard
from portal.jobs.models import Job
from portal.jobs.services import start
from portal.jobs.work import Progress
from portal.kernel.errors import Conflict
from portal.kit.translated import written_in_all
from schedules.choices import BulkVerb, ImportState
from schedules.models import Import, ImportRow, Proposal, ProposalRow
from schedules.permissions import can_edit_proposal
from schedules.queries.row_bodies import row_bodies
from schedules.rules import IMPORTS_KEPT
from schedules.services import amendment_checks
from schedules.services.bulk import keep_added
from schedules.services.facts import freeze_facts
from schedules.services.imports_rows import Known, Resolver, outside_unit, row_data, stored, without_notes
from schedules.services.rows_data import check_row
from schedules.services.steps import grow, locked_import, writable

if TYPE_CHECKING:
    from schedules.workbooks import Reading

#: Originals that are forgotten in one call.
ROUND = 500
READ, APPLY = "schedules.read_workbook", "schedules.apply_import"


@dataclass(frozen=True)
class Outcome:
    """What taking over did: rows that became meetings, that were there already, and that were left aside."""

    made: tuple[ProposalRow, ...]
    present: int
    puzzling: int
    left_out: int


@transaction.atomic
def start_import(*, proposal: Proposal, upload: UploadedFile, actor: Actor, today: date) -> tuple[Import, Job]:
    """Keep the workbook and have it read by a worker. Raises Invalid (field "file") for what is no workbook at all."""
    proposal = writable(proposal, actor)
    file = store(actor=actor, upload=upload, purpose=Purpose.WORKBOOK)
    imported = Import.objects.create(
        proposal=proposal, file=file, name=file.name, started_by=actor.user, started_on=today
    )
    job = start(
        kind=READ,
        args={"import": imported.pk},
        user=actor.user,
        title=written_in_all(lambda: _("Reading the file “%(name)s”") % {"name": imported.name}),
        then=imported.get_absolute_url(),
    )
    return imported, job


@transaction.atomic
def take_reading(*, imported: Import, reading: Reading, today: date) -> Import:
    """Note what was read, in place of any earlier reading: reading twice gives the same rows.

    Raises Conflict when the import was taken over or set aside meanwhile.
    """
    imported = locked_import(imported)
    if imported.state not in (ImportState.READING, ImportState.READY):
        raise Conflict(_("This file was already imported, or its import was cancelled."), code="import_ended")
    if imported.proposal.its_kind.rows.of_bodies_below:
        assert imported.proposal.body.territory is not None
        make_localities({imported.proposal.body.territory.kato[:2]}, on=max(today, imported.proposal.period.start))
    resolver = Resolver(imported.proposal, today, {row.territory for row in reading.rows if row.territory})
    imported.rows.all().delete()
    ImportRow.objects.bulk_create([stored(imported, row, resolver) for row in reading.rows], batch_size=1000)
    imported.skipped = [
        {"sheet": line.sheet, "row": line.row, "why": line.why, "written": line.written[:200]}
        for line in reading.skipped
    ]
    imported.sha256 = reading.sha256
    imported.state = ImportState.READY
    imported.save()
    return imported


@dataclass(frozen=True)
class Mend:
    """What a person settled about a row. `values` are columns of the row, `settled` the fields they answer.

    `still` are problems the person's answer has itself, in the place of the settled ones.
    """

    values: Mapping[str, Any]
    settled: frozenset[str]
    still: tuple[Mapping[str, Any], ...] = ()
    is_left_out: bool | None = None


@transaction.atomic
def mend_rows(*, imported: Import, mends: Mapping[int, Mend], expected_version: int, actor: Actor) -> Import:
    """Apply corrections, by row id. Raises Conflict when somebody else has corrected the import since it was read."""
    imported = locked_import(imported)
    can_edit_proposal(actor, imported.proposal).require()
    _require_ready(imported)
    _require_read(imported, expected_version)
    rows = {row.pk: row for row in imported.rows.with_places().filter(pk__in=mends)}
    for pk, mend in mends.items():
        if pk in rows:
            _mend(rows[pk], mend)
            if imported.proposal.its_kind.rows.of_bodies_below:
                # An akim and a place that were each chosen well may not go together.
                rows[pk].problems += outside_unit(rows[pk], mend.settled)
    ImportRow.objects.bulk_update(
        rows.values(),
        ["official", "territory", "days", "period_when", "start_time", "format", "texts", "problems", "is_left_out"],
    )
    imported.version += 1
    imported.save(update_fields=["version"])
    return imported


@transaction.atomic
def confirm_notes(*, imported: Import, code: str, takes: bool, expected_version: int, actor: Actor) -> int:
    """Take all rows with a note over all the same, or leave them all out; how many. Their other problems stay."""
    imported = locked_import(imported)
    can_edit_proposal(actor, imported.proposal).require()
    _require_ready(imported)
    _require_read(imported, expected_version)
    rows = [row for row in imported.rows.puzzling() if any(note["code"] == code for note in row.notes)]
    for row in rows:
        if takes:
            row.problems = without_notes(row.problems, (code,))
        else:
            row.is_left_out = True
    ImportRow.objects.bulk_update(rows, ["problems", "is_left_out"], batch_size=1000)
    imported.version += 1
    imported.save(update_fields=["version"])
    return len(rows)


@transaction.atomic
def start_applying(*, imported: Import, expected_version: int, actor: Actor, today: date) -> Job:
    """Have the understood rows taken into the proposal by a worker."""
    imported = locked_import(imported)
    writable(imported.proposal, actor)
    _require_ready(imported)
    _require_read(imported, expected_version)
    return start(
        kind=APPLY,
        args={"import": imported.pk, "version": imported.version},
        user=actor.user,
        title=written_in_all(
            lambda: _("Taking the meetings of “%(name)s” into the proposal") % {"name": imported.name}
        ),
        then=imported.proposal.get_absolute_url(),
    )


@transaction.atomic
def apply_import(*, imported: Import, actor: Actor | None, today: date, progress: Progress | None = None) -> Outcome:
    """Make a row of the proposal of every understood row. No actor means the operator at the console.

    What an earlier import of the same file has made, or what stands in the proposal word for word, is not made again:
    the same workbook given twice changes nothing. Raises IllegalTransition when the proposal was filed meanwhile.
    """
    imported = locked_import(imported)
    proposal = writable(imported.proposal, actor)
    if imported.state == ImportState.APPLIED:
        return _outcome(imported, [], imported.rows.exclude(made=None).count())
    _require_ready(imported)
    made, present = _take_over(imported, proposal, today, progress or Progress())
    keep_added(proposal, made, verb=BulkVerb.IMPORT, actor=actor, today=today)
    imported.state = ImportState.APPLIED
    imported.applied_by = actor.user if actor else None
    imported.applied_on = today
    imported.save()
    if made:
        grow(proposal)
    return _outcome(imported, made, present)


@transaction.atomic
def discard_import(*, imported: Import, actor: Actor) -> Import:
    """Set the workbook aside; the proposal is as it was."""
    imported = locked_import(imported)
    can_edit_proposal(actor, imported.proposal).require()
    if imported.state == ImportState.APPLIED:
        raise Conflict(_("This file was already imported, or its import was cancelled."), code="import_ended")
    imported.state = ImportState.DISCARDED
    imported.save(update_fields=["state"])
    return imported


@transaction.atomic
def import_rows(
    *,
    proposal: Proposal,
    reading: Reading,
    name: str,
    actor: Actor | None,
    today: date,
    confirmed: Collection[str] = (),
) -> Outcome:
    """Read and take over in one step, for the console: understood rows become meetings, the rest is reported.

    `confirmed` are codes of notes whose rows are taken over all the same.
    """
    proposal = writable(proposal, actor)
    imported = Import.objects.create(
        proposal=proposal, name=name[:150], started_by=actor.user if actor else None, started_on=today
    )
    imported = take_reading(imported=imported, reading=reading, today=today)
    if confirmed:
        rows = list(imported.rows.puzzling())
        for row in rows:
            row.problems = without_notes(row.problems, confirmed)
        ImportRow.objects.bulk_update(rows, ["problems"], batch_size=1000)
    return apply_import(imported=imported, actor=actor, today=today)


def clear_imports(*, today: date) -> int:
    """Forget workbooks nobody has touched for a month, with their files and everything read of them; how many.

    Some at a time: whoever calls goes on until there is none.

    What was taken over stands in the proposal. An original may name people, so no copy of it outlives its use; the
    bare fact of an import that was taken over stays, with the hash that makes a second one harmless.
    """
    old = Import.objects.filter(started_on__lt=today - IMPORTS_KEPT)
    gone = 0
    for imported in old.exclude(file=None).select_related("file").order_by("pk")[:ROUND]:
        with transaction.atomic():
            file, imported.file = imported.file, None
            imported.save(update_fields=["file"])
            assert file is not None
            discard(file)
        gone += 1
    # Never before its original: nothing else says that the file is one of an import.
    old.filter(file=None).exclude(state=ImportState.APPLIED).delete()
    old.exclude(skipped=[]).update(skipped=[])
    read = ImportRow.objects.filter(of__in=old)
    # What is said about a row that nothing was made of repeats its cells.
    read.filter(made=None).delete()
    nothing: dict[str, Any] = {"texts": {}, "written": {}, "unused": {}, "problems": [], "note": ""}
    read.exclude(**nothing).update(**nothing)
    return gone


# -- steps -----------------------------------------------------------------------------------------------------------
def _require_ready(imported: Import) -> None:
    if imported.state != ImportState.READY:
        raise Conflict(_("This file was already imported, or its import was cancelled."), code="import_ended")


def _require_read(imported: Import, expected_version: int) -> None:
    """What is corrected or taken over is what the person has seen."""
    if expected_version != imported.version:
        sentence = _("Somebody else has corrected this import meanwhile. Look at it again before going on.")
        raise Conflict(sentence, code="import_stale")


def _mend(row: ImportRow, mend: Mend) -> None:
    for name, value in mend.values.items():
        if name == "texts":
            row.texts = {**row.texts, **value}
        else:
            setattr(row, name, value)
    row.problems = [problem for problem in row.problems if problem["field"] not in mend.settled] + list(mend.still)
    if mend.is_left_out is not None:
        row.is_left_out = mend.is_left_out


def _take_over(imported: Import, proposal: Proposal, today: date, progress: Progress) -> tuple[list[ProposalRow], int]:
    rows = list(imported.rows.understood().with_places().order_by("pk"))
    there = list(proposal.rows.all())
    before = _made_before(imported)
    known = Known(there)
    bodies = row_bodies(proposal)
    made: list[ProposalRow] = []
    present = 0
    for number, row in enumerate(rows, start=1):
        progress.step(number, len(rows))
        data = row_data(row)
        check_row(data, body=proposal.body, period=proposal.period, kind=proposal.kind, bodies=bodies)
        new = ProposalRow(proposal=proposal, position=len(there) + len(made) + 1)
        data.write_to(new)
        same = before.get((row.sheet, row.number, row.column)) or known.like(new, row.texts)
        if same is not None:
            row.made = same
            present += 1
            continue
        amendment_checks.check_row(proposal, new, data)
        made.append(new)
        row.made = new
        known.add(new)
    freeze_facts(made, today=today)
    ProposalRow.objects.bulk_create(made, batch_size=1000)
    ImportRow.objects.bulk_update(rows, ["made"], batch_size=1000)
    return made, present


def _made_before(imported: Import) -> dict[tuple[str, int, str], ProposalRow]:
    """What an earlier import of the same bytes made of each row, as far as it still stands."""
    if not imported.sha256:
        return {}
    earlier = ImportRow.objects.filter(
        of__proposal=imported.proposal, of__sha256=imported.sha256, of__state=ImportState.APPLIED, made__isnull=False
    ).select_related("made")
    return {(row.sheet, row.number, row.column): row.made for row in earlier if row.made is not None}


def _outcome(imported: Import, made: Iterable[ProposalRow], present: int) -> Outcome:
    return Outcome(
        made=tuple(made),
        present=present,
        puzzling=imported.rows.puzzling().count(),
        left_out=imported.rows.left_out().count(),
    )
