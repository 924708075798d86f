"""Where a table stands on a sheet, and which rows about it are none of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from portal.kernel.folding import fold, has_kazakh_letters, tidy
from portal.sheets.headers import Vocabulary
from portal.sheets.reading import Sheet, Value

#: Rows a header may take, and columns one merged cell of it.
MAX_HEADER_ROWS = 4
MAX_HEADER_COLUMNS = 50
#: Rows by which the language of a table is told when its header does not.
_SAMPLE = 30
_SECTION = re.compile(r"полугоди|жартыжылд|жарты жыл|квартал|токсан|half|quarter")
_NOTE = re.compile(r"^\W*\*|^примеч|^ескерту|^note|могут быть|мумкин\b")
_SIGNATURE = re.compile(
    r"_{3,}|соглас|келис[иы]л|утвержд|бекит|^исп\b|исполнител|^орынд|тел\.|подпис|колы?\b|^министр\b|^вице-министр"
    r"|басшы(?:сы)?$|^руководител|^директор|^заместител|agreed|approved|signature"
)
_TOTAL = re.compile(r"^(?:итого|всего|барлыгы|жиыны|total)\b")
_ORDINAL = re.compile(r"\d{1,5}(?:\.\d{1,3})*[.)]?")


@dataclass(frozen=True)
class Header:
    """Where a table has which column. Keys are fields, or a field with its language ("subject_kk").

    `texts` are what stands over each column, also over those that are none of the fields.
    """

    top: int
    bottom: int
    columns: dict[str, tuple[int, ...]]
    language: str
    texts: dict[int, str] = field(default_factory=dict)

    def field_at(self, column: int) -> str:
        return next((key for key, columns in self.columns.items() if column in columns), "")


def bottom_of(sheet: Sheet, row: int) -> int:
    """The last row of a header that begins in this one, as its merged cells say."""
    bottom = row
    for column in sheet.rows[row]:
        merge = sheet.covering(row, column) if sheet.merges else None
        if merge and merge.top == row and merge.bottom < row + MAX_HEADER_ROWS:
            bottom = max(bottom, merge.bottom)
    return bottom


def says_more(sheet: Sheet, row: int, vocabulary: Vocabulary) -> bool:
    """The next row names columns that this one leaves empty."""
    below = sheet.rows.get(row + 1, {})
    return any(isinstance(v, str) and vocabulary.field_of(v) and sheet.seen(row, c) is None for c, v in below.items())


def texts_over(sheet: Sheet, top: int, bottom: int) -> dict[int, list[str]]:
    """What a header says over each column, from above."""
    named: dict[int, list[str]] = {}
    columns = {column for row in range(top, bottom + 1) for column in sheet.rows.get(row, {})}
    for merge in sheet.merges:
        if top <= merge.top <= bottom and merge.right - merge.left < MAX_HEADER_COLUMNS:
            columns.update(range(merge.left, merge.right + 1))
    for column in columns:
        for row in range(top, bottom + 1):
            text = sheet.seen(row, column)
            if isinstance(text, str) and tidy(text) and text not in named.get(column, []):
                named.setdefault(column, []).append(text)
    return named


def columns_of(named: dict[int, list[str]], vocabulary: Vocabulary) -> dict[str, list[int]]:
    """Every column that is called something, by its key."""
    keys: dict[str, list[int]] = {}
    for column in sorted(named):
        key = vocabulary.key_of(named[column])
        if key:
            keys.setdefault(key, []).append(column)
    return keys


def under_one(sheet: Sheet, row: int) -> set[int]:
    """Columns of a header row that share one cell over them."""
    spans = [merge for merge in sheet.merges if merge.top <= row <= merge.bottom and merge.right > merge.left]
    return {
        column
        for merge in spans
        if merge.right - merge.left < MAX_HEADER_COLUMNS
        for column in range(merge.left, merge.right + 1)
    }


def side_by_side(columns: list[int], named: dict[int, list[str]]) -> tuple[int, ...]:
    """The first column of a name and those right beside it under the very same header."""
    taken = [columns[0]]
    for column in columns[1:]:
        if column == taken[-1] + 1 and named[column] == named[taken[0]]:
            taken.append(column)
    return tuple(taken)


def language_below(sheet: Sheet, bottom: int) -> str:
    """The language of a table whose header is in both or in neither: Kazakh when most of its first texts are."""
    texts = [
        value
        for row in range(bottom + 1, bottom + 1 + _SAMPLE)
        for value in sheet.rows.get(row, {}).values()
        if isinstance(value, str) and len(value) > 3 and any(letter.isalpha() for letter in value)
    ]
    kazakh = sum(1 for text in texts if has_kazakh_letters(text))
    return "kk" if texts and kazakh * 2 >= len(texts) else "ru"


# -- rows that are none of the table -----------------------------------------------------------------------------------
def is_numbering(cells: dict[int, Value]) -> bool:
    """1, 2, 3 … under the header."""
    numbers = [_whole(cells[column]) for column in sorted(cells)]
    return (
        len(numbers) > 2
        and all(number is not None for number in numbers)
        and numbers == list(range(numbers[0] or 0, (numbers[0] or 0) + len(numbers)))
    )


def is_ordinal(value: Value | None) -> bool:
    """The number of a row: 7, "7.", "2.1"."""
    if isinstance(value, float):
        return value >= 0
    return isinstance(value, str) and _ORDINAL.fullmatch(tidy(value)) is not None


def why_no_row(text: str) -> str:
    """What a row with a text of its own is, when it is none of the table."""
    plain = fold(text)
    if _TOTAL.search(plain):
        return "total"
    if _NOTE.search(plain):
        return "note"
    if _SIGNATURE.search(plain):
        return "signature"
    if _SECTION.search(plain):
        return "section"
    return "text"


def _whole(value: Value) -> int | None:
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}", tidy(value)):
        return int(tidy(value))
    return None
