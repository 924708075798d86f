"""What closing a duty writes, and what opening it again clears."""

from __future__ import annotations

from datetime import date

from portal.deadlines.models import Obligation

CLOSING = (
    *("met_on", "met_by", "entered_on", "known_on", "returned_on", "outside_reason", "closed_by_officer"),
    "late_reason",
)
CONFIRMED = ("confirmed_on", "confirmed_by", "confirmed_for", "confirm_reason")


def reopen(obligation: Obligation, *, today: date, returned: bool = False) -> None:
    """A locked obligation is owed again; whatever changed while it stood done, the ladder looks anew."""
    obligation.met_on = obligation.entered_on = obligation.known_on = None
    obligation.met_by, obligation.late_reason, obligation.outside_reason = None, "", ""
    obligation.closed_by_officer = False
    obligation.returned_on = today if returned else None
    clear_confirmation(obligation)
    obligation.reopened_on = obligation.look_on = today
    obligation.save(update_fields=[*CLOSING, *CONFIRMED, "reopened_on", "look_on"])


def clear_confirmation(obligation: Obligation) -> None:
    """What was confirmed was another day. The caller saves."""
    obligation.confirmed_on = obligation.confirmed_by = obligation.confirmed_for = None
    obligation.confirm_reason = ""
