"""What was set aside in a row, and what else must be confirmed before it is taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portal.kernel.folding import fold
from portal.sheets.cancelling import says_cancelled, tells_cancelled
from portal.sheets.cells import Cells, shown
from portal.sheets.reading import address
from schedules.workbooks.headers import IN_LANGUAGES
from schedules.workbooks.results import CellProblem, Note

#: Fields whose value would be taken from a hidden column without anybody seeing it.
_SEEN = ("place", "date", "time", "who", "format", "venue", "subject", "ground")


def notes_of(cells: Cells, problems: Sequence[CellProblem]) -> list[Note]:
    """Notes of one row, in the order in which they are told."""
    return [*_hidden(cells), *_marks(cells), *_cancelled(cells, problems), *_weekday(problems)]


def _hidden(cells: Cells) -> Iterator[Note]:
    sheet, row = cells.sheet, cells.row
    if row in sheet.hidden_rows:
        yield Note("hidden")
    elif row in sheet.flat_rows:
        yield Note("zero_height")
    if not sheet.hidden_columns or row in sheet.hidden_rows:
        return
    for key in cells.header.columns:
        if key.partition("_")[0] in _SEEN:
            for column, value in cells.found(key):
                if sheet.is_column_hidden(column):
                    yield Note("hidden", address(row, column), shown(value)[:200])


def _marks(cells: Cells) -> Iterator[Note]:
    sheet, row = cells.sheet, cells.row
    filled = sorted(sheet.rows[row])
    struck = next((column for column in filled if (row, column) in sheet.struck), None)
    if struck is not None:
        yield Note("struck", address(row, struck))
    if sheet.comments:
        first, last = min(filled), max(filled)
        for (_row, column), text in sorted(item for item in sheet.comments.items() if item[0][0] == row):
            if first <= column <= last:
                yield Note("comment", address(row, column), text[:200])


def _cancelled(cells: Cells, problems: Sequence[CellProblem]) -> Iterator[Note]:
    told = next((problem for problem in problems if problem.code == "cancelled"), None)
    if told is not None:
        yield Note("cancelled", told.cell, told.written)
        return
    columns = cells.header.columns
    precise = {column for key in ("date", "time", "format", "number") for column in columns.get(key, ())}
    accepted: set[int] = set()
    if "kato" in columns:
        # In our own export, known by its codes of places, a text stands as it was accepted.
        accepted = {column for key in columns if key.partition("_")[0] in IN_LANGUAGES for column in columns[key]}
    for column, value in sorted(cells.sheet.rows[cells.row].items()):
        if not isinstance(value, str) or column in accepted:
            continue
        if (says_cancelled if column in precise else tells_cancelled)(fold(value)):
            yield Note("cancelled", address(cells.row, column), shown(value)[:200])
            return


def _weekday(problems: Sequence[CellProblem]) -> Iterator[Note]:
    told = next((problem for problem in problems if problem.code == "weekday_differs"), None)
    if told is not None:
        yield Note("weekday", told.cell, told.written)
