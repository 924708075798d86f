"""What an amendment asks of every row, before it is saved, filed or assembled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Conflict, Invalid
from portal.kernel.periods import Period
from schedules.errors import OUTSIDE_SCOPE, ROW_WITHDRAWN
from schedules.models import Proposal, ProposalRow
from schedules.queries.amendment import (
    Change,
    approved_entries,
    change_faults,
    in_force,
    proposal_chain,
    proposal_scope,
    row_changes,
    says,
)
from schedules.services.rows_data import RowData


def amends_what_is_in_force(*, kind: str, body: int, period_key: str) -> bool:
    """Whether a proposal opened now would change a published schedule."""
    return in_force(*proposal_chain(Proposal(kind=kind, body_id=body, period_key=period_key))) is not None


def check_row(proposal: Proposal, row: ProposalRow, data: RowData) -> None:
    """Before a row is saved. Costs nothing unless the proposal is open for an amendment.

    Raises Conflict for a withdrawn row unless only its reason is written, Invalid at "when" for a time outside the
    half-year of the revision.
    """
    if not proposal.is_amending:
        return
    if row.is_withdrawn:
        typed = ProposalRow(proposal=proposal, pk=row.pk)
        data.write_to(typed)
        # Why it is withdrawn is still to be said.
        if says(typed) != says(row):
            raise Conflict(ROW_WITHDRAWN, code="row_withdrawn")
        return
    scope = proposal_scope(proposal)
    if scope is None:
        return
    typed = ProposalRow(proposal=proposal, pk=row.pk)
    data.write_to(typed)
    changes = row_changes([typed], approved_entries(proposal) if row.pk else {})
    if not all(change.is_inside(scope) for change in changes):
        raise Invalid.at("when", OUTSIDE_SCOPE, code="outside_scope")


def is_approved(proposal: Proposal, row: ProposalRow) -> bool:
    """The meeting is in force: an amendment withdraws it and keeps the row, a draft just deletes it."""
    return proposal.is_amending and row.pk in approved_entries(proposal)


def check_filing(proposal: Proposal, *, today: date) -> None:
    """Every meeting that is not as approved has its reason, its time ahead, and lies in the half-year asked about.

    Raises Invalid; `errors` names the rows as `row_<id>`.
    """
    if proposal.is_amending:
        rows = proposal.rows.in_order()
        check_changes(row_changes(rows, approved_entries(proposal)), scope=proposal_scope(proposal), today=today)


def check_changes(changes: Iterable[Change], *, scope: Period | None, today: date | None) -> None:
    """Raises Invalid with a sentence for every row at fault. No `today` when it was judged on the day of filing."""
    errors: dict[str, list[object]] = {}
    codes: list[str] = []
    for change in changes:
        for code, sentence in change_faults(change, scope=scope, today=today):
            codes.append(code)
            source = change.reason or change.row or change.was
            errors.setdefault(f"row_{source.pk if source else ''}", []).append(sentence)
    if errors:
        sentence = _("Some changes of approved meetings cannot be filed like this.")
        raise Invalid(sentence, errors={"": [sentence], **errors}, code=codes[0])
