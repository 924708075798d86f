"""States, releases and kinds of days, by the values that are stored. `portal.deadlines.choices` labels them."""

from __future__ import annotations

from enum import StrEnum


class StateKind(StrEnum):
    """How an obligation stands on a day. Derived, never stored."""

    UPCOMING = "upcoming"
    DUE_SOON = "due_soon"
    EXTENDED = "extended"
    WAITING = "waiting"
    MET = "met"
    CONFIRMED = "confirmed"  # entered late, dated in time, and another body confirmed the day
    CLAIMED = "claimed"  # the same by its own word alone: late until somebody else confirms it
    MET_LATE = "met_late"
    RETURNED = "returned"  # the receiver gave it back, and it is not replaced; its last day is not over
    RETURNED_LATE = "returned_late"  # the same after the last day
    OVERDUE = "overdue"
    WAIVED = "waived"
    EXEMPT = "exempt"
    STANDING = "standing"
    GONE = "gone"


class Release(StrEnum):
    """Why nothing more is expected, although nothing was done."""

    WAIVED = "waived"
    EXEMPT = "exempt"
    GONE = "gone"  # what it was about did not take place: a meeting called off


class DayOffRule(StrEnum):
    """What a day off does to a due day."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


class Reading(StrEnum):
    """Whether a norm that names units and what lies in them counts the villages inside each unit apart, too."""

    NARROW = "narrow"
    WIDE = "wide"


class TermKind(StrEnum):
    """How a decision counts a last day from what happened."""

    DAYS_AFTER = "days_after"
    WORKING_DAYS_AFTER = "working_days_after"
    DAYS_BEFORE = "days_before"
    WORKING_DAYS_BEFORE = "working_days_before"


class DayKind(StrEnum):
    """What a day listed in the working calendar is."""

    HOLIDAY = "holiday"
    OBSERVED = "observed"
    DAY_OFF = "day_off"
    WORKDAY = "workday"
    PLAIN = "plain"  # taken out of the list: it follows the week
