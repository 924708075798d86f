"""Opening a file of unknown origin as a table: CSV or XLSX by content, bounded, without formulas, links or macros."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from portal.bodies.errors import Unreadable

LIMIT_BYTES = 10 * 1024 * 1024
_UNPACKED_BYTES = 100 * 1024 * 1024
_MEMBERS = 2_000
_ROWS = 60_000
_COLUMNS = 40
_SHEETS = 20
#: A compound document: an old .xls, or a workbook under a password.
_COMPOUND = b"\xd0\xcf\x11\xe0"

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
    if content.startswith(b"PK\x03\x04"):
        yield from _sheets(content)
    elif content.startswith(_COMPOUND):
        raise Unreadable(
            _("The file is protected by a password or is an old XLS workbook. Save it as XLSX without a password."),
            code="protected",
        )
    else:
        yield _text(content)


def _sheets(content: bytes) -> Iterator[Table]:
    _inspect(content)
    try:
        # Values as they were last computed; links to other workbooks are not followed or even kept.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:_SHEETS]:
            # A sheet may claim a size it does not have; it is read to its real end, within the limits below.
            sheet.reset_dimensions()
            yield Table(_rows(sheet))
    except Unreadable:
        raise
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        EOFError,
        ParseError,
        AttributeError,
    ) as bad:
        raise Unreadable(_("The workbook is damaged and cannot be read."), code="broken") from bad


def _inspect(content: bytes) -> None:
    """What a ZIP holds, before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as bad:
        raise Unreadable(_("The workbook is damaged and cannot be read."), code="broken") from bad
    if len(members) > _MEMBERS or sum(member.file_size for member in members) > _UNPACKED_BYTES:
        raise Unreadable(_("The workbook unpacks to more than 100 MB and is not read."), code="bomb")
    names = {member.filename.lower() for member in members}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(_("The file contains macros. Save it without macros and upload it again."), code="macros")
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(_("The file is protected by a password."), code="protected")
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("The file is not an XLSX workbook."), code="not_a_workbook")


def _rows(sheet: Any) -> Iterator[Line]:
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=_COLUMNS), start=1):
            if number > _ROWS:
                raise Unreadable(_("The file has more than %(count)d rows.") % {"count": _ROWS}, code="too_long")
            yield number, list(cells)
    except (KeyError, ValueError, TypeError, EOFError, ParseError, AttributeError, zipfile.BadZipFile) as bad:
        raise Unreadable(_("The workbook is damaged and cannot be read."), code="broken") from bad


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
    return Table(_csv(text), ends_openly=not text.endswith(("\n", "\r")))


def _csv(text: str) -> Iterator[Line]:
    head = text[:20_000]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if start > _ROWS:
                raise Unreadable(_("The file has more than %(count)d rows.") % {"count": _ROWS}, code="too_long")
            yield start, list(cells)
            start = reader.line_num + 1
    except csv.Error as bad:
        raise Unreadable(
            _("Line %(line)d is broken: the file may be cut off.") % {"line": start}, code="broken_line"
        ) from bad
