"""Single meetings of an amendment: taken out of what is in force, and put back."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict
from schedules.errors import RowConflict
from schedules.models import Proposal, ProposalRow, ScheduleEntry
from schedules.queries.amendment import approved_entries
from schedules.services.rows_data import RowData
from schedules.services.steps import grow, writable

_COPIED = tuple(field.name for field in fields(RowData))


@transaction.atomic
def withdraw_row(
    *,
    proposal: Proposal,
    row: ProposalRow,
    expected_version: int,
    actor: Actor,
    today: date,
    reason_kk: str = "",
    reason_ru: str = "",
    reason_en: str = "",
) -> ProposalRow:
    """Mark an approved meeting as taken out; its row stays for the reason and the key. Reasons are asked at filing.

    Raises RowConflict when it was changed since it was read, Conflict for a row that is not in force (delete it).
    """
    proposal, row = _editable(proposal, row, expected_version, actor)
    was = approved_entries(proposal).get(row.pk) if proposal.is_amending else None
    if was is None:
        raise Conflict(_("This meeting is not in force: simply take it out."), code="not_in_force")
    restore(row, was, save=False)
    row.is_withdrawn = True
    row.change_reason_kk, row.change_reason_ru, row.change_reason_en = reason_kk, reason_ru, reason_en
    row.save()
    grow(proposal)
    return row


@transaction.atomic
def restore_row(
    *, proposal: Proposal, row: ProposalRow, expected_version: int, actor: Actor, today: date
) -> ProposalRow:
    """Put a withdrawn meeting back as it was approved. Raises RowConflict; Conflict for one of an earlier amendment."""
    proposal, row = _editable(proposal, row, expected_version, actor)
    was = approved_entries(proposal).get(row.pk)
    if was is None:
        raise Conflict(_("This meeting is not in force any more: add it as a new one."), code="not_in_force")
    restore(row, was)
    grow(proposal)
    return row


def _editable(
    proposal: Proposal, row: ProposalRow, expected_version: int, actor: Actor
) -> tuple[Proposal, ProposalRow]:
    proposal = writable(proposal, actor)
    present = ProposalRow.objects.get(pk=row.pk, proposal=proposal)
    if expected_version != present.version:
        raise RowConflict(present)
    present.version += 1
    return proposal, present


def restore(row: ProposalRow, was: ScheduleEntry, *, save: bool = True) -> None:
    """The row says again what is in force."""
    for name in _COPIED:
        setattr(row, name, getattr(was, name))
    row.span_start, row.facts, row.is_withdrawn = was.span_start, was.facts, False
    row.change_reason_kk = row.change_reason_ru = row.change_reason_en = ""
    if save:
        row.save()
