"""Refusals of this app and the words of its state tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.kernel.errors import Conflict

if TYPE_CHECKING:
    from schedules.models import ProposalRow

PROPOSAL_MOVED_ON = _("This proposal has moved on since you opened it. Look at its present state and decide again.")
#: Why rows may not be changed, by the state of the proposal.
NOT_OPEN = {
    "submitted": _("It is filed and waits to be judged. It can be changed again once it is taken back or returned."),
    "accepted": _("It is accepted and can no longer be changed. The authorised body may open it for an amendment."),
}
SCHEDULE_MOVED_ON = _("This schedule has moved on since you opened it. Look at its present state and decide again.")
ROW_WITHDRAWN = _("This meeting is withdrawn. Put it back before you change it.")
HEARING_MOVED_ON = _("The maslikhat has answered already, or the term has passed.")
ANSWER_STANDS = _("The answer of this ministry can no longer be changed.")

# What has to be said with a verb, and is not.
SAY_WHAT_TO_REVISE = _("Say what has to be revised.")
SAY_WHY_TO_CHANGE = _("Say why the meetings have to change.")
SAY_WHY_TAKEN_BACK = _("Say why the schedule is taken back.")
SAY_WHY_WITHDRAWN = _("Say why the amendment is withdrawn.")
WRITE_REMARKS = _("Write your remarks.")
SAY_WHY_REFUSED = _("Say why the calendar is not agreed to.")
WRITE_ANSWER = _("Write the answer.")
NO_REASON = _("Say why this meeting is changed, in Kazakh and in Russian.")
OUTSIDE_SCOPE = _("This amendment is of one half-year: only its meetings may be added, moved or taken out.")
TIME_PASSED = _("The time of this meeting has passed: an amendment cannot change it.")


class RowConflict(Conflict):
    """Somebody else changed the row since it was opened. `row` is the row as it is now."""

    code = "row_conflict"

    def __init__(self, row: ProposalRow) -> None:
        super().__init__(_("Somebody else has changed this row since you opened it. Nothing you typed is lost."))
        self.row = row


class RowGone(Conflict):
    """Somebody else has taken the row out since it was opened."""

    code = "row_gone"

    def __init__(self) -> None:
        super().__init__(_("Somebody else has taken this meeting out. Save to put it in again with what you typed."))


class RowsChanged(Conflict):
    """Somebody changed rows of a change of many since. `rows` are those as they are now; what is gone is not there."""

    code = "rows_changed"

    def __init__(self, rows: Sequence[ProposalRow], count: int) -> None:
        super().__init__(
            ngettext_lazy(
                "%(count)d of these rows was changed meanwhile. Nothing was done.",
                "%(count)d of these rows were changed meanwhile. Nothing was done.",
                "count",
            )
            % {"count": count}
        )
        self.rows, self.count = rows, count


class StaleProposal(Conflict):
    """The proposal was changed after the person read it: what was read is not what would be filed or accepted."""

    code = "stale_proposal"

    def __init__(self) -> None:
        super().__init__(_("The proposal has been changed since you opened it. Read it again before you decide."))
