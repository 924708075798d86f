"""Opening a file of unknown origin as a table: CSV, or XLSX through the gate of workbooks, by content."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import IO, Any

from django.utils.translation import gettext as _

from portal.kernel.folding import composed
from portal.kit import unreadable
from portal.sheets.package import MAX_BYTES as LIMIT_BYTES
from portal.sheets.package import OFFICE, Package
from portal.sheets.reading import ErrorValue, Trouble, Value, read_rows
from portal.sheets.refusals import Unreadable

_ROWS = 60_000
_COLUMNS = 40
_SHEETS = 20
#: A line of a table: where it stands in the file, and its cells.
Line = tuple[int, list[Any]]


class Table:
    """One sheet. `ends_openly` is True when the file stops within a line: it may have been cut off."""

    def __init__(self, lines: Iterator[Line], *, ends_openly: bool = False) -> None:
        self.lines = lines
        self.ends_openly = ends_openly


def open_tables(file: IO[bytes]) -> Iterator[Table]:
    """The sheets of the file in turn. Raises Unreadable."""
    content = file.read(LIMIT_BYTES + 1)
    if not content:
        raise Unreadable(_("The file is empty."), code="empty")
    if len(content) > LIMIT_BYTES:
        raise Unreadable(_("The file is larger than 10 MB."), code="too_large")
    if content.startswith(OFFICE):
        yield from _sheets(content)
    else:
        yield _text(content)


def _sheets(content: bytes) -> Iterator[Table]:
    package = Package(io.BytesIO(content), sentences=_sentences())
    for rows in islice(read_rows(package, most=_ROWS), _SHEETS):
        yield Table(_line(number, cells) for number, cells in rows)


def _sentences() -> dict[str, Any]:
    return {**unreadable.SENTENCES, "too_many_rows": _("The file has more than %(count)d rows.") % {"count": _ROWS}}


def _line(number: int, cells: Mapping[int, Value]) -> Line:
    """Cells from the first column on. A formula that nobody has worked out says nothing."""
    width = min(max(cells), _COLUMNS)
    return number, [_said(cells.get(column)) for column in range(1, width + 1)]


def _said(value: Value | None) -> Any:
    if isinstance(value, Trouble):
        return None
    return value.shown if isinstance(value, ErrorValue) else value


def _text(content: bytes) -> Table:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as bad:
        line = content[: bad.start].count(b"\n") + 1
        raise Unreadable(
            _("Line %(line)d is not text in UTF-8: the file is cut off or is not a table.") % {"line": line},
            code="not_text",
        ) from bad
    if "\0" in text:
        raise Unreadable(_("The file is neither an XLSX workbook nor a CSV table."), code="not_a_table")
    return Table(_csv(composed(text)), ends_openly=not text.endswith(("\n", "\r")))


def _csv(text: str) -> Iterator[Line]:
    head = text[:20_000]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if start > _ROWS:
                raise Unreadable(_("The file has more than %(count)d rows.") % {"count": _ROWS}, code="too_many_rows")
            yield start, list(cells)
            start = reader.line_num + 1
    except csv.Error as bad:
        raise Unreadable(
            _("Line %(line)d is broken: the file may be cut off.") % {"line": start}, code="broken_line"
        ) from bad
