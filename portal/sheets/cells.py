"""The cells of one row of a table: by field, with what merged areas and ditto marks lend to them."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime, time

from portal.kernel.folding import small, tidy
from portal.sheets.reading import ErrorValue, Merge, Sheet, Trouble, Value, address
from portal.sheets.tables import Header

_DITTO = re.compile(r"[-–—\s]*(?://|\"|''|〃|«|»|″|ıı)[-–—\s]*|то же(?: самое)?|там же|сол жерде|солай")


@dataclass
class Cells:
    """`above` are the values of the row before, which a ditto mark in a field of `repeatable` stands for."""

    sheet: Sheet
    header: Header
    row: int
    above: dict[str, Value]
    repeatable: Container[str]
    _found: dict[str, tuple[int, int, Value | None]] = field(default_factory=dict)

    def at(self, key: str) -> tuple[int, int, Value | None]:
        """Row and column where the value of a field stands, and the value. Row 0 when the table has no such column."""
        if key not in self._found:
            self._found[key] = self._look(key)
        return self._found[key]

    def value(self, key: str) -> Value | None:
        return self.at(key)[2]

    def address(self, key: str) -> str:
        row, column, _value = self.at(key)
        return address(row, column) if row else ""

    def found(self, key: str) -> list[tuple[int, Value]]:
        """Every filled cell of a field, by its column, from the left: a table may have several columns of one kind."""
        values: list[tuple[int, Value]] = []
        lent: set[Merge] = set()
        columns = self.header.columns.get(key, ())
        for column in columns:
            value = self.sheet.get(self.row, column)
            if value is None and self.sheet.merges:
                merge = self.sheet.covering(self.row, column)
                if merge and merge not in lent and merge.left in columns and self.header.bottom < merge.top < self.row:
                    lent.add(merge)
                    value = self.sheet.get(merge.top, merge.left)
            elif value is not None:
                value = self._or_above(key, value)
            if value is not None:
                values.append((column, value))
        return values

    def _look(self, key: str) -> tuple[int, int, Value | None]:
        columns = self.header.columns.get(key, ())
        for column in columns:
            value = self.sheet.get(self.row, column)
            if value is not None:
                return self.row, column, self._or_above(key, value)
        for column in columns:
            merge = self.sheet.covering(self.row, column) if self.sheet.merges else None
            if merge and merge.left in columns and self.header.bottom < merge.top < self.row:
                return self.row, column, self.sheet.get(merge.top, merge.left)
        return (self.row, columns[0], None) if columns else (0, 0, None)

    def _or_above(self, key: str, value: Value) -> Value:
        if key not in self.repeatable or key not in self.above:
            return value
        return self.above[key] if isinstance(value, str) and _DITTO.fullmatch(small(value)) else value


def shown(value: Value | None) -> str:
    """A cell as a person sees it, near enough to recognise it."""
    if value is None or isinstance(value, Trouble):
        return ""
    if isinstance(value, ErrorValue):
        return value.shown
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y" if value.time() == time() else "%d.%m.%Y %H:%M")
    return repr(value).removesuffix(".0") if isinstance(value, float) else tidy(value)
