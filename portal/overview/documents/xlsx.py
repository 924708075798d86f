"""Workbooks: all the numbers of a half-year, and every line of a long rehearsal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.kit import formats
from portal.overview.documents.wording import SummaryWords, Table
from portal.overview.queries.rehearsing import COLUMNS, header, part_title
from portal.sheets.writing import Column, Sheet, Value, workbook_bytes

#: A column of a larger share holds names, a smaller one a number or a day.
_OF_NUMBER = 25
_NARROWEST = 14


def summary_xlsx(words: SummaryWords) -> bytes:
    """A sheet a table, and the definitions; the same content makes the same bytes."""
    return workbook_bytes(_sheets(words), title=f"{words.title}. {words.subtitle}", made_on=words.made_on)


def _sheets(words: SummaryWords) -> Iterator[Sheet]:
    with override(words.language):
        heading = (words.title, words.subtitle, words.foot)
        for table in words.tables:
            yield Sheet(table.title, _columns(table), table.rows, heading)
        lines = [*words.paragraphs, "", *words.definitions, "", words.address]
        yield Sheet(
            words.definitions_title, [Column(words.definitions_title, 110)], [[line] for line in lines], heading
        )


def _columns(table: Table) -> list[Column]:
    """Breadths for a screen: names in full, numbers as narrow as their headers allow."""
    widths = [44 if share > _OF_NUMBER else _NARROWEST for share in table.widths]
    return [Column(text, width) for text, width in zip(table.headers, widths, strict=True)]


def rehearsal_xlsx(rows: Iterable[Mapping[str, object]], *, first: date, last: date, made_on: date) -> bytes:
    """In the active language."""
    title = _("Trial run of the deadline check")
    days = f"{formats.day(first)} – {formats.day(last)}"
    widths = {"title": 44, "name": 44, "subject": 24}
    columns = [Column(header(name), widths.get(name, 14)) for name in COLUMNS]
    sheet = Sheet(title, columns, ([_value(name, row[name]) for name in COLUMNS] for row in rows), (title, days))
    return workbook_bytes([sheet], title=title, made_on=made_on)


def _value(name: str, value: object) -> Value:
    if name == "what":
        return part_title(str(value))
    if name in ("day", "due_on"):
        return date.fromisoformat(str(value)) if value else None
    return value if isinstance(value, int) else None if value is None else str(value)
