"""What a duty is: one obligation an act lays on bodies, in the words of the portal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from portal.deadlines.rules.due import DueRule
from portal.deadlines.rules.planning import Addressee, Span
from portal.kernel.periods import Period
from portal.kernel.wording import Lines

#: Days before the due day on which people are reminded; -1 is the first day late.
LADDER = (30, 14, 7, 3, 1, 0, -1)
#: How long before its due day a duty is put on the desk.
VISIBLE_DAYS = 60

_ROMAN = ("I", "II", "III", "IV")


class Closing(StrEnum):
    """What closes a duty."""

    PORTAL = "portal"  # an act done in the portal itself
    RECORD = "record"  # evidence entered by hand


class Confidence(StrEnum):
    VERIFIED = "verified"
    UNVERIFIED = "unverified"


@dataclass(frozen=True)
class Act:
    """An act or one edition of it. `in_force` is empty for a draft that never came into force."""

    key: str
    title: Lines
    short: Lines
    note: Lines
    in_force: Span | None


@dataclass(frozen=True)
class Duty:
    """One duty of one act or edition.

    `for_periods` is the range of periods, by their first day, for which the act itself orders it; empty for a draft.
    `exempt_under` names the regime whose exempt bodies do not owe it. `due` is empty where the act sets no day.
    `action` takes {year}, {roman} and {number}: the year and the part of the year of the period.
    """

    key: str
    act: Act
    clause: Lines
    title: Lines
    action: Lines
    wording: Lines
    proof: Lines
    addressee: Addressee
    exempt_under: str
    period_kind: Literal["year", "quarter"]
    due: DueRule | None
    for_periods: Span | None
    recipient_function: str
    control_function: str
    closing: Closing
    confidence: Confidence
    visible_days: int = VISIBLE_DAYS
    ladder: tuple[int, ...] = LADDER

    def binds_by_act(self, period: Period) -> bool:
        return self.for_periods is not None and self.for_periods.holds(period.start)

    def action_for(self, period: Period) -> Lines:
        """What is to be done, with the period named, in each language."""
        names = {
            "year": f"{period.start.year}",
            "number": f"{period.number}",
            "roman": _ROMAN[period.number - 1] if period.kind == "quarter" else "",
        }
        return Lines.written(lambda language: self.action.get(language).format(**names))


def since(first: date, end: date | None = None) -> Span:
    """Half-open range of days, said shortly."""
    return Span(first, end)
