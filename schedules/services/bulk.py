"""Many rows of a proposal changed by one act, which can be taken back while nobody has changed them since.

Whoever moves, copies, proposes or imports many rows writes them here: the rows as they were are kept in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.core import serializers
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict
from schedules.errors import RowsChanged
from schedules.models import BulkAct, Proposal, ProposalRow
from schedules.queries.row_bodies import row_bodies
from schedules.rules import BULK_ACTS_KEPT
from schedules.services import amendment_checks
from schedules.services.facts import freeze_facts
from schedules.services.rows import RowChange
from schedules.services.rows_data import RowData, check_row
from schedules.services.steps import grow, writable

_WRITTEN = (*(each.name for each in fields(RowData)), "span_start")
_KEPT = (*_WRITTEN, "facts", "position")
_BATCH = 500


@dataclass(frozen=True)
class BulkOutcome:
    """Rows as they are after the act; `act` takes it back, and is nothing where nothing was changed."""

    act: BulkAct | None
    changed: tuple[ProposalRow, ...] = ()
    added: tuple[ProposalRow, ...] = ()
    removed: int = 0


@transaction.atomic
def change_many(
    *, proposal: Proposal, verb: str, changes: Sequence[RowChange], actor: Actor | None, today: date
) -> BulkOutcome:
    """All of it or nothing. What a row says already is left alone. No actor means the operator at the console.

    Raises RowsChanged when a row is not in the version that was read; Invalid for what no row may say; Conflict for a
    meeting in force that would be taken out: that is the person's own word, one by one.
    """
    proposal = writable(proposal, actor)
    work = _Work(proposal, today, row_bodies(proposal))
    work.read(changes)
    for change in changes:
        work.take(change)
    return work.written(verb, actor)


@transaction.atomic
def undo_many(*, act: BulkAct, actor: Actor, today: date, leaves_changed: bool = False) -> tuple[int, int]:
    """Put the rows back as they were before the latest act: how many were, and how many were left as they are now.

    Raises RowsChanged, with the rows, when some were changed since, unless they are to be left; Conflict when the act
    is not the latest any more.
    """
    proposal = writable(act.proposal, actor)
    latest = proposal.bulk_acts.first()
    if latest is None or latest.pk != act.pk:
        raise Conflict(_("Only the latest change of many rows can be taken back."), code="not_the_latest")
    present = proposal.rows.with_places().in_bulk([line["pk"] for line in latest.before])
    standing = [line for line in latest.before if _stands(line, present.get(line["pk"]))]
    left = len(latest.before) - len(standing)
    if left and not leaves_changed:
        since = [line["pk"] for line in latest.before if line not in standing]
        raise RowsChanged([present[pk] for pk in since if pk in present], left)
    versions = _put_back(proposal, standing, present)
    latest.delete()
    _follow(proposal, versions)
    grow(proposal)
    return len(standing), left


def keep_added(
    proposal: Proposal, rows: Sequence[ProposalRow], *, verb: str, actor: Actor | None, today: date
) -> BulkAct | None:
    """For whoever has added many rows: so that they can be taken out again together. In the caller's transaction."""
    return _kept(proposal, verb, [_line(row) for row in rows], actor, today) if rows else None


# -- the act ---------------------------------------------------------------------------------------------------------
@dataclass
class _Work:
    proposal: Proposal
    today: date
    bodies: frozenset[int]
    rows: dict[int, ProposalRow] = field(default_factory=dict)
    before: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    changed: list[ProposalRow] = field(default_factory=list)
    added: list[ProposalRow] = field(default_factory=list)
    removed: list[ProposalRow] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def read(self, changes: Sequence[RowChange]) -> None:
        """One statement. Every row is still as the person saw it, or nothing is done."""
        self.rows = self.proposal.rows.with_places().in_bulk([each.row for each in changes if each.row is not None])
        stale = [each for each in changes if each.row is not None and not self._is_as_read(each)]
        if stale:
            raise RowsChanged([self.rows[each.row] for each in stale if each.row in self.rows], len(stale))

    def _is_as_read(self, change: RowChange) -> bool:
        row = self.rows.get(change.row or 0)
        return row is not None and row.version == change.expected_version

    def take(self, change: RowChange) -> None:
        if change.data is None:
            self._remove(self.rows[change.row or 0])
        elif change.row is None:
            self._write(ProposalRow(proposal=self.proposal, sent_key=change.sent_key), change.data)
        elif not change.data.is_said_by(self.rows[change.row]):
            self._write(self.rows[change.row], change.data)

    def _write(self, row: ProposalRow, data: RowData) -> None:
        proposal = self.proposal
        check_row(data, body=proposal.body, period=proposal.period, kind=proposal.kind, bodies=self.bodies)
        amendment_checks.check_row(self.proposal, row, data)
        if row.pk is None:
            data.write_to(row)
            self.added.append(row)
            return
        self.before[row.pk] = _frozen(row)
        was = {name: getattr(row, name) for name in _WRITTEN}
        data.write_to(row)
        self.names.update(name for name in _WRITTEN if getattr(row, name) != was[name])
        row.version += 1
        self.changed.append(row)

    def _remove(self, row: ProposalRow) -> None:
        if amendment_checks.is_approved(self.proposal, row):
            raise Conflict(_("Meetings in force are taken out one by one, each with its reason."), code="in_force")
        self.before[row.pk] = _frozen(row)
        self.removed.append(row)

    def written(self, verb: str, actor: Actor | None) -> BulkOutcome:
        if not (self.changed or self.added or self.removed):
            return BulkOutcome(None)
        ProposalRow.objects.bulk_update(self.changed, [*sorted(self.names), "version"], batch_size=_BATCH)
        gone = [row.pk for row in self.removed]
        ProposalRow.objects.filter(pk__in=gone).delete()
        last = self.proposal.rows.count()
        for position, row in enumerate(self.added, start=last + 1):
            row.position = position
        freeze_facts(self.added, today=self.today)
        ProposalRow.objects.bulk_create(self.added, batch_size=_BATCH)
        grow(self.proposal)
        lines = [_line(row, self.before.get(row.pk)) for row in (*self.changed, *self.added)]
        lines += [{"pk": pk, "version": 0, "row": self.before[pk]} for pk in gone]
        act = _kept(self.proposal, verb, lines, actor, self.today)
        return BulkOutcome(act, tuple(self.changed), tuple(self.added), len(self.removed))


def _line(row: ProposalRow, before: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"pk": row.pk, "version": row.version, "row": before}


def _kept(proposal: Proposal, verb: str, lines: list[dict[str, Any]], actor: Actor | None, today: date) -> BulkAct:
    act = BulkAct.objects.create(
        proposal=proposal, verb=verb, before=lines, count=len(lines), by=actor.user if actor else None, on=today
    )
    kept = list(proposal.bulk_acts.values_list("pk", flat=True)[:BULK_ACTS_KEPT])
    proposal.bulk_acts.exclude(pk__in=kept).delete()
    return act


def _frozen(row: ProposalRow) -> dict[str, Any]:
    (content,) = serializers.serialize("python", [row])
    return content


# -- taking it back --------------------------------------------------------------------------------------------------
def _stands(line: Mapping[str, Any], row: ProposalRow | None) -> bool:
    """Nobody has touched the row since: it is in the version the act left, or gone as the act left it."""
    if row is None:
        return line["version"] == 0 or line["row"] is None
    return bool(line["version"] == row.version)


def _put_back(
    proposal: Proposal, lines: Iterable[Mapping[str, Any]], present: Mapping[int, ProposalRow]
) -> dict[int, tuple[int, int]]:
    """Versions of the rows put back: before the act, and now. They only grow, whatever is taken back."""
    lines = list(lines)
    added = [line["pk"] for line in lines if line["row"] is None]
    ProposalRow.objects.filter(proposal=proposal, pk__in=added).delete()
    kept = [line["row"] for line in lines if line["row"] is not None]
    rows: list[Any] = [each.object for each in serializers.deserialize("python", kept, ignorenonexistent=True)]
    again = [row for row in rows if row.pk not in present]
    versions = {}
    for row in rows:
        now = (present[row.pk].version if row.pk in present else row.version) + 1
        versions[row.pk] = (row.version, now)
        row.version = now
    ProposalRow.objects.bulk_create(again, batch_size=_BATCH)
    changed = [row for row in rows if row.pk in present]
    names = {name for row in changed for name in _KEPT if getattr(row, name) != getattr(present[row.pk], name)}
    ProposalRow.objects.bulk_update(changed, [*sorted(names), "version"], batch_size=_BATCH)
    return versions


def _follow(proposal: Proposal, versions: Mapping[int, tuple[int, int]]) -> None:
    """Rows that stand again as an earlier act left them are still its own, whatever their version is called now."""
    for act in proposal.bulk_acts.all():
        for line in act.before:
            was, now = versions.get(line["pk"], (0, 0))
            if line["version"] and line["version"] == was:
                line["version"] = now
        act.save(update_fields=["before"])
