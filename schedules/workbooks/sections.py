"""Rows that head a part of a table: what they say is true of the rows below."""

from __future__ import annotations

from dataclasses import dataclass, replace

from portal.kernel.periods import Period
from portal.sheets.days import read_when
from schedules.workbooks.guides import Guide


@dataclass(frozen=True)
class Section:
    """`month` and `place` are lent to the rows below until another row of the kind; both may be unsaid."""

    month: Period | None = None
    kato: str = ""
    place: str = ""

    def after(self, text: str, *, period: Period, places: Guide, language: str) -> Section:
        """The section that a row with this one text begins; this one when the text names no part of a table."""
        when = read_when(text, period)
        if when.month:
            return replace(self, month=Period.parse(when.month))
        if when.quarter or when.half:
            return replace(self, month=None)
        found = places.find(text, language=language)
        if found.kato is not None and found.kato.endswith("0000000"):
            return replace(self, kato=found.kato, place=text)
        return self
