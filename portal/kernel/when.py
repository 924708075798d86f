"""When something is: its days, or the month, quarter or half-year in which its day is still to be set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from portal.kernel.periods import Period, WrongPeriod

_PERIODS = ("month", "quarter", "half")


@dataclass(frozen=True)
class When:
    """Either days, the first one first, or a period; never both, never neither. Raises WrongPeriod."""

    days: tuple[date, ...] = ()
    period: Period | None = None

    def __post_init__(self) -> None:
        if bool(self.days) == (self.period is not None):
            raise WrongPeriod("days or a period are named, one of them")
        if self.period is not None and self.period.kind not in _PERIODS:
            raise WrongPeriod(f"a day is not left open for a whole {self.period.kind}")

    @classmethod
    def of(cls, day: date | None, more_days: Iterable[date] = (), key: str = "") -> When:
        """Of what columns hold: the first day and further ones, or the key of a period."""
        days = (day, *more_days) if day is not None else ()
        return cls(days, Period.parse(key) if key else None)

    @classmethod
    def parse(cls, key: str) -> When:
        """What `key` gave: a first day like 2027-03-18, or a period. Raises WrongPeriod."""
        try:
            return cls((date.fromisoformat(key),))
        except ValueError:
            return cls(period=Period.parse(key))

    @property
    def key(self) -> str:
        """The first day as 2027-03-18, or the key of the period."""
        return self.days[0].isoformat() if self.period is None else self.period.key

    @property
    def is_open(self) -> bool:
        """The day is still to be set."""
        return self.period is not None

    @property
    def start(self) -> date:
        return self.days[0] if self.period is None else self.period.start

    @property
    def end(self) -> date:
        """The day after the last: half-open, as periods are."""
        return self.days[-1] + timedelta(days=1) if self.period is None else self.period.end

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def contains(self, day: date) -> bool:
        """One of the days, or a day inside the period."""
        return day in self.days if self.period is None else self.period.contains(day)

    def holds(self, other: When) -> bool:
        """Whoever kept this time free is let down by nothing in `other`."""
        if self.period is None:
            return set(other.days) <= set(self.days) and not other.is_open
        return self.period.start <= other.start and other.end <= self.period.end

    def key_of(self, kind: str) -> str:
        """The key of the period when it is of that kind, for a column of its own; else empty."""
        return self.period.key if self.period is not None and self.period.kind == kind else ""

    def columns(self) -> dict[str, Any]:
        """As rows keep it."""
        return {
            "day": self.days[0] if self.days else None,
            "more_days": list(self.days[1:]),
            **{f"{kind}_key": self.key_of(kind) for kind in _PERIODS},
        }

    def __str__(self) -> str:
        return self.key
