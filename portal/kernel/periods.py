"""Calendar periods: year, half-year, quarter, month. Half-open: `start` is in, `end` is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kind = Literal["year", "half", "quarter", "month"]

_MONTHS: dict[Kind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_KEY = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<mark>[HQ])(?P<part>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)


class WrongPeriod(ValueError):
    """A text that names no period, or a period of the wrong kind."""


@dataclass(frozen=True, order=True)
class Period:
    """One period of one kind. `number` counts the period in its year from 1."""

    start: date
    end: date
    kind: Kind

    @classmethod
    def of(cls, kind: Kind, year: int, number: int = 1) -> Period:
        """The `number`-th period of `kind` in `year`. Raises WrongPeriod outside the year."""
        if kind not in _MONTHS:
            raise WrongPeriod(f"no such kind of period: {kind}")
        length = _MONTHS[kind]
        if not 1 <= number <= 12 // length:
            raise WrongPeriod(f"a year has no {kind} number {number}")
        first = (number - 1) * length
        last = first + length
        return cls(date(year, first + 1, 1), date(year + last // 12, last % 12 + 1, 1), kind)

    @classmethod
    def year(cls, year: int) -> Period:
        return cls.of("year", year)

    @classmethod
    def half(cls, year: int, number: int) -> Period:
        return cls.of("half", year, number)

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        return cls.of("quarter", year, number)

    @classmethod
    def month(cls, year: int, number: int) -> Period:
        return cls.of("month", year, number)

    @classmethod
    def containing(cls, kind: Kind, day: date) -> Period:
        """The period of `kind` that holds `day`."""
        return cls.of(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)

    @classmethod
    def parse(cls, key: str) -> Period:
        """The period named "2027", "2027-H1", "2027-Q3" or "2027-03". Raises WrongPeriod."""
        found = _KEY.fullmatch(key)
        if found is None:
            raise WrongPeriod(f"no period is named {key!r}")
        year = int(found["year"])
        if not 1 <= year < date.max.year:
            raise WrongPeriod(f"no period is named {key!r}")
        if found["month"]:
            return cls.month(year, int(found["month"]))
        if found["mark"] == "H":
            return cls.half(year, int(found["part"]))
        if found["mark"] == "Q":
            return cls.quarter(year, int(found["part"]))
        return cls.year(year)

    @property
    def number(self) -> int:
        return (self.start.month - 1) // _MONTHS[self.kind] + 1

    @property
    def key(self) -> str:
        """Stable name, sortable as text within a kind."""
        year = f"{self.start.year:04d}"
        if self.kind == "year":
            return year
        if self.kind == "month":
            return f"{year}-{self.number:02d}"
        return f"{year}-{'H' if self.kind == 'half' else 'Q'}{self.number}"

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def contains(self, day: date) -> bool:
        return self.start <= day < self.end

    def next(self) -> Period:
        return Period.containing(self.kind, self.end)

    def previous(self) -> Period:
        return Period.containing(self.kind, self.start - timedelta(days=1))

    def parts(self, kind: Kind) -> tuple[Period, ...]:
        """The periods of a shorter `kind` that make this one up, in order."""
        if _MONTHS[kind] > _MONTHS[self.kind]:
            raise WrongPeriod(f"a {self.kind} is not made of {kind} periods")
        return tuple(self._walk(kind))

    def _walk(self, kind: Kind) -> Iterator[Period]:
        part = Period.containing(kind, self.start)
        while part.start < self.end:
            yield part
            part = part.next()

    def __str__(self) -> str:
        return self.key
