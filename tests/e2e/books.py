"""Small workbooks, written as an office would write them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook


def written(rows: Sequence[Sequence[object]]) -> BytesIO:
    """One sheet of these rows below a title, with a signature under them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ұсыныстар"
    sheet.append(["Предложения по встречам с населением"])
    for row in rows:
        sheet.append(list(row))
    sheet.append(["Министр ______________"])
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream
