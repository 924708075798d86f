"""Writing the workbook of a month, and reading it back as plain values, cell by cell. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext, override, pgettext, pgettext_lazy

from meetings.models import Meeting
from portal.bodies.choices import Post
from portal.holding.choices import Obtained
from portal.kernel.folding import fold, tidy
from portal.kit import formats
from portal.sheets.cells import shown
from portal.sheets.package import Package
from portal.sheets.reading import Sheet, Value, address, read_sheets
from portal.sheets.writing import Column, workbook_bytes
from portal.sheets.writing import Sheet as Written
from schedules.workbooks.sentences import UNREADABLE

#: Columns by their keys: what they are called, and how wide they are.
COLUMNS: dict[str, tuple[Any, int]] = {
    "number": (pgettext_lazy("month column", "Number of the meeting"), 14),
    "akim": (pgettext_lazy("month column", "Who meets the people"), 30),
    "place": (pgettext_lazy("month column", "Place"), 26),
    "day": (pgettext_lazy("month column", "Announced day"), 14),
    "as_planned": (pgettext_lazy("month column", "Held as announced"), 14),
    "held_on": (pgettext_lazy("month column", "Day it was held, if another"), 16),
    "start_time": (pgettext_lazy("month column", "Beginning"), 10),
    "end_time": (pgettext_lazy("month column", "End"), 10),
    "attendance": (pgettext_lazy("month column", "People who came"), 10),
    "talk_minutes": (pgettext_lazy("month column", "Minutes of talk"), 10),
    "questions_minutes": (pgettext_lazy("month column", "Minutes of questions"), 10),
    "obtained": (pgettext_lazy("month column", "How the minutes are known"), 20),
    "attendees": (pgettext_lazy("month column", "Who took part, one a line"), 30),
    "questions": (pgettext_lazy("month column", "Questions, one a line"), 50),
    "reason_kk": (pgettext_lazy("month column", "Why on another day, in Kazakh"), 26),
    "reason_ru": (pgettext_lazy("month column", "Why on another day, in Russian"), 26),
    "held_by": (pgettext_lazy("month column", "Who held it, if another"), 26),
}
#: Those an office fills in.
FILLED = tuple(COLUMNS)[4:]
#: A header stands near the top, and names so many columns at least.
_HEADER_WITHIN, _HEADER_NAMES = 30, 4
_SHOWN = 200


@dataclass(frozen=True)
class MonthLine:
    """One row of the table: its values by the keys of columns, each with its cell."""

    sheet: str
    row: int
    values: dict[str, tuple[str, Value]]

    def value(self, key: str) -> Value | None:
        return self.values[key][1] if key in self.values else None

    def cell(self, key: str) -> str:
        """The address of the cell; of an empty one that of the row's number."""
        return self.values.get(key, self.values["number"])[0]

    @property
    def is_filled(self) -> bool:
        return any(key in self.values for key in FILLED)


@dataclass(frozen=True)
class MonthReading:
    """`unused` says what was found and is not read: sheet or cell, and what stands there."""

    lines: list[MonthLine] = field(default_factory=list)
    unused: list[tuple[str, str]] = field(default_factory=list)


def yes_and_no() -> tuple[str, str]:
    """In the active language."""
    return pgettext("held as announced", "yes"), pgettext("held as announced", "no")


def somebody_else() -> str:
    """In the active language, as the log says it."""
    return gettext("Somebody else in their place")


def write_month(meetings: Iterable[Meeting], *, title: str, made_on: date) -> bytes:
    """In the active language. Texts stay texts: no cell can begin a formula."""
    lists = {
        "as_planned": yes_and_no(),
        "obtained": tuple(str(label) for label in Obtained.labels),
        "held_by": (*(str(label) for label in Post.labels), somebody_else()),
    }
    columns = [Column(str(name), width, lists.get(key, ())) for key, (name, width) in COLUMNS.items()]
    rows = [
        [
            meeting.number,
            str(meeting.official.title),
            str(meeting.territory.name),
            meeting.on or formats.when_text(meeting.when),
            *([None] * len(FILLED)),
        ]
        for meeting in meetings
    ]
    hint = gettext("Fill in the rows of the meetings that were held; leave the others empty.")
    sheet = Written(pgettext("sheet of a workbook", "Meetings"), columns, rows, title=[title, hint])
    return workbook_bytes([sheet], title=title, made_on=made_on)


def read_month(source: BinaryIO) -> MonthReading:
    """Every row with a number below a header of ours, whatever the order of the columns. Raises Unreadable."""
    reading = MonthReading()
    for sheet in read_sheets(Package(source, sentences=UNREADABLE)):
        found = _header(sheet)
        if found is None:
            if sheet.rows:
                reading.unused.append((sheet.name, gettext("no table of a month")))
            continue
        top, columns = found
        for column, value in sheet.rows[top].items():
            if column not in columns:
                reading.unused.append((f"{sheet.name}!{address(top, column)}", shown(value)[:_SHOWN]))
        for row in sorted(row for row in sheet.rows if row > top):
            _take(reading, sheet, row, columns)
    return reading


def _take(reading: MonthReading, sheet: Sheet, row: int, columns: dict[int, str]) -> None:
    values = {}
    for column, value in sheet.rows[row].items():
        cell = address(row, column)
        if column in columns and not (isinstance(value, str) and not value.strip()):
            values[columns[column]] = (cell, value)
        elif column not in columns:
            reading.unused.append((f"{sheet.name}!{cell}", shown(value)[:_SHOWN]))
    if "number" in values:
        reading.lines.append(MonthLine(sheet.name, row, values))
    elif values:
        text = "; ".join(shown(value) for _cell, value in values.values())
        reading.unused.append((f"{sheet.name}!{address(row, 1)}", text[:_SHOWN]))


def _header(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    names = _names()
    for row in sorted(sheet.rows)[:_HEADER_WITHIN]:
        found: dict[int, str] = {}
        for column, value in sheet.rows[row].items():
            key = names.get(fold(tidy(value))) if isinstance(value, str) else None
            if key is not None and key not in found.values():
                found[column] = key
        if len(found) >= _HEADER_NAMES and "number" in found.values():
            return row, found
    return None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """What columns are called in any language, folded."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {fold(str(name)): key for key, (name, _width) in COLUMNS.items()}
    return found
