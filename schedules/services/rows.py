"""Rows of a proposal: add, change, take out; one by one, or as many as were pasted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, DomainError, Invalid
from schedules.errors import RowConflict, RowGone
from schedules.models import Proposal, ProposalRow
from schedules.services import amendment_checks, facts
from schedules.services.amendment_rows import withdraw_row
from schedules.services.delegation import tell_written, writable_part
from schedules.services.rows_data import RowData, check_row
from schedules.services.steps import grow

#: How many rows one request may bring.
MOST_ROWS = 1000


@dataclass(frozen=True)
class RowChange:
    """What becomes of one row: `data` is written to it; no `data` takes it out. No `row` adds one.

    `sent_key` is given by whoever adds a row and may have to send it twice: the second time changes nothing.
    """

    data: RowData | None
    row: int | None = None
    expected_version: int | None = None
    sent_key: str = ""


@dataclass(frozen=True)
class RowOutcome:
    """The row as it is now (None when it is taken out), or why nothing was done."""

    row: ProposalRow | None = None
    refusal: DomainError | None = None


@transaction.atomic
def save_row(
    *,
    proposal: Proposal,
    row: ProposalRow | None,
    data: RowData,
    expected_version: int | None,
    actor: Actor,
    today: date,
    sent_key: str = "",
) -> ProposalRow:
    """Add a row (`row` is None), or change one. `expected_version` is the version of the row that the person read.

    Raises RowConflict, with the row as it is now, when somebody else has changed it since; RowGone when somebody has
    taken it out; Invalid with the fields at fault. Missing texts are allowed until filing.
    """
    change = RowChange(data, row.pk if row else None, expected_version, sent_key)
    (outcome,) = save_rows(proposal=proposal, changes=[change], actor=actor, today=today)
    if outcome.refusal is not None:
        raise outcome.refusal
    assert outcome.row is not None
    return outcome.row


@transaction.atomic
def save_rows(*, proposal: Proposal, changes: Sequence[RowChange], actor: Actor, today: date) -> list[RowOutcome]:
    """Save what can be saved of many rows, in one transaction; an outcome for each, in order.

    Raises what concerns the proposal as a whole: permission, state, too many rows.
    """
    if len(changes) > MOST_ROWS:
        raise Invalid(_("This is too many rows at once. Paste them in parts."), code="too_many_rows")
    proposal, bodies, is_part = writable_part(proposal, actor)
    work = _Work.over(proposal, changes, actor, today, bodies, is_part=is_part)
    outcomes = []
    for change in changes:
        try:
            outcomes.append(RowOutcome(row=_done(work, change)))
        except (Invalid, Conflict) as refusal:
            outcomes.append(RowOutcome(refusal=refusal))
    if work.has_changed:
        grow(proposal)
    if work.written and is_part:
        tell_written(proposal, work.written, actor, today)
    return outcomes


@transaction.atomic
def delete_row(*, proposal: Proposal, row: ProposalRow, expected_version: int, actor: Actor, today: date) -> None:
    """Take a row out; one that is in force stays as withdrawn, for its reason and its key.

    Raises RowConflict when it was changed since it was read; gone already is gone.
    """
    change = RowChange(None, row.pk, expected_version)
    (outcome,) = save_rows(proposal=proposal, changes=[change], actor=actor, today=today)
    if outcome.refusal is not None:
        raise outcome.refusal


# -- one row ---------------------------------------------------------------------------------------------------------
@dataclass
class _Work:
    """What saving rows of one request shares, so that 500 of them ask no more than one."""

    proposal: Proposal
    actor: Actor
    today: date
    rows: dict[int, ProposalRow]
    by_key: dict[str, ProposalRow]
    position: int
    bodies: frozenset[int]
    is_part: bool
    facts: dict[int, dict[str, Any]] = field(default_factory=dict)
    has_changed: bool = False
    #: Whose rows were changed.
    written: set[int] = field(default_factory=set)

    @classmethod
    def over(
        cls,
        proposal: Proposal,
        changes: Sequence[RowChange],
        actor: Actor,
        today: date,
        bodies: frozenset[int],
        *,
        is_part: bool,
    ) -> _Work:
        """Four statements. Rows of bodies that are not the actor's to write are as if they were not there."""
        of_proposal = ProposalRow.objects.filter(proposal=proposal).with_places()
        own = of_proposal.filter(official__body__in=bodies) if is_part else of_proposal
        keys = [change.sent_key for change in changes if change.sent_key]
        regions = {change.data.territory.region.pk for change in changes if change.data}
        return cls(
            proposal=proposal,
            actor=actor,
            today=today,
            rows=own.in_bulk([change.row for change in changes if change.row is not None]),
            by_key={row.sent_key: row for row in of_proposal.filter(sent_key__in=keys)} if keys else {},
            position=proposal.rows.count(),
            bodies=bodies,
            is_part=is_part,
            facts=facts.frozen(today, regions),
        )

    def added_as(self, key: str) -> ProposalRow | None:
        """What this key has added before. Raises RowGone when it was given to an akim of somebody else since."""
        row = self.by_key.get(key)
        if row is not None and self.is_part and row.official.body_id not in self.bodies:
            raise RowGone
        return row


def _done(work: _Work, change: RowChange) -> ProposalRow | None:
    if change.data is None:
        return _taken_out(work, change)
    row = work.rows.get(change.row) if change.row is not None else work.added_as(change.sent_key)
    if row is None and change.row is not None:
        raise RowGone
    if row is not None:
        # What was sent twice, because the first answer was lost on the way, is saved already.
        if change.data.is_said_by(row):
            return row
        if change.expected_version != row.version:
            raise RowConflict(row)
        return _written(work, row, change.data)
    new = ProposalRow(proposal=work.proposal, position=work.position + 1, sent_key=change.sent_key, version=0)
    return _written(work, new, change.data)


def _written(work: _Work, row: ProposalRow, data: RowData) -> ProposalRow:
    proposal = work.proposal
    check_row(data, body=proposal.body, period=proposal.period, kind=proposal.kind, bodies=work.bodies)
    amendment_checks.check_row(work.proposal, row, data)
    if row.pk is None:
        work.position = row.position
    else:
        # A row given to another akim is missed by the one it was of.
        work.written.add(row.official.body_id)
    work.written.add(data.official.body_id)
    if row.pk is None or row.facts is None or row.territory_id != data.territory.pk:
        row.facts = work.facts.get(data.territory.region.pk)
    data.write_to(row)
    row.version += 1
    row.save()
    work.has_changed = True
    if row.sent_key:
        work.by_key[row.sent_key] = row
    return row


def _taken_out(work: _Work, change: RowChange) -> ProposalRow | None:
    row = work.rows.get(change.row or 0) or work.added_as(change.sent_key)
    if row is None or row.pk is None:
        return None
    # Who has just added a row and heard no answer yet knows its key, not its version.
    was_only_added = change.row is None and row.version == 1
    if change.expected_version != row.version and not was_only_added:
        raise RowConflict(row)
    if amendment_checks.is_approved(work.proposal, row):
        withdraw_row(
            proposal=work.proposal,
            row=row,
            expected_version=row.version,
            actor=work.actor,
            today=work.today,
        )
        # It has counted the change itself.
        work.proposal.refresh_from_db(fields=["version"])
        return ProposalRow.objects.with_places().get(pk=row.pk)
    work.written.add(row.official.body_id)
    row.delete()
    work.has_changed = True
    return None
