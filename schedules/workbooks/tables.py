"""Finding tables of meetings on a sheet, and telling their rows from everything else that stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from portal.kernel.folding import fold, has_kazakh_letters, tidy
from portal.kernel.periods import Period
from portal.sheets.days import read_when
from portal.sheets.reading import Sheet, Value
from schedules.workbooks.headers import IN_LANGUAGES, field_of, language_of, language_of_headers, names_venue
from schedules.workbooks.places import PlaceIndex

#: Rows a header may take, and columns one merged cell of it.
MAX_HEADER_ROWS = 4
MAX_HEADER_COLUMNS = 50
#: Rows by which the language of a table is told when its header does not.
_SAMPLE = 30
#: One of each is in every header, or it is none; venue and time may stand for place and date.
_SPOTS = frozenset(("place", "venue"))
_TIMES = frozenset(("date", "time"))
#: Beside place and date a plan of meetings says at least one of these: a list of past meetings does not.
_TELLING = ("who", "format", "subject", "venue", "ground")
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
    """Where a table has which column. Keys are fields, or a field with its language ("subject_kk")."""

    top: int
    bottom: int
    columns: dict[str, tuple[int, ...]]
    language: str

    def field_at(self, column: int) -> str:
        return next((key for key, columns in self.columns.items() if column in columns), "")


def find_header(sheet: Sheet, row: int, *, period: Period, places: PlaceIndex) -> Header | None:
    """The header that begins in this row, if one does. It may take several rows, by merged cells or without."""
    filled = sheet.rows[row]
    named = {
        field_of(value)
        for line in (row, row + 1)
        for value in sheet.rows.get(line, {}).values()
        if isinstance(value, str)
    }
    if not (named & _SPOTS and named & _TIMES):
        return None
    bottom = row
    for column in filled:
        merge = sheet.covering(row, column) if sheet.merges else None
        if merge and merge.top == row and merge.bottom < row + MAX_HEADER_ROWS:
            bottom = max(bottom, merge.bottom)
    found = _header(sheet, row, bottom)
    if (
        bottom == row
        and len(filled) > 1
        and len(sheet.rows.get(row + 1, {})) > 1
        and (found is None or _says_more(sheet, row))
    ):
        found = _header(sheet, row, row + 1) or found
    if found is None or _is_data(sheet, found, period, places):
        return None
    return found


def _says_more(sheet: Sheet, row: int) -> bool:
    """The next row names columns that this one leaves empty."""
    below = sheet.rows.get(row + 1, {})
    return any(isinstance(v, str) and field_of(v) and sheet.seen(row, c) is None for c, v in below.items())


def _header(sheet: Sheet, top: int, bottom: int) -> Header | None:
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
    keys: dict[str, list[int]] = {}
    for column in sorted(named):
        key = _key(named[column])
        if key:
            keys.setdefault(key, []).append(column)
    _settle(keys, named)
    if "place" not in keys or "date" not in keys or not any(key.partition("_")[0] in _TELLING for key in keys):
        return None
    texts = [" ".join(named[column]) for columns_of in keys.values() for column in columns_of]
    # A column that is not merged with its neighbour stands for itself: the first of a name counts.
    return Header(
        top,
        bottom,
        {key: _together(found, named) for key, found in keys.items()},
        language_of_headers(texts) or _language_below(sheet, bottom),
    )


def _language_below(sheet: Sheet, bottom: int) -> str:
    """The language of a table whose header is in both or in neither: Kazakh when most of its first texts are."""
    texts = [
        value
        for row in range(bottom + 1, bottom + 1 + _SAMPLE)
        for value in sheet.rows.get(row, {}).values()
        if isinstance(value, str) and len(value) > 3 and any(letter.isalpha() for letter in value)
    ]
    kazakh = sum(1 for text in texts if has_kazakh_letters(text))
    return "kk" if texts and kazakh * 2 >= len(texts) else "ru"


def _key(texts: list[str]) -> str:
    """The lower header of a group decides («Кездесу: күні | уақыты»), then the two together, then the upper."""
    together = " ".join(texts)
    field = next((field_of(text) for text in (*reversed(texts), together) if field_of(text)), "")
    language = language_of(together) if field in IN_LANGUAGES else ""
    return f"{field}_{language}" if language else field


def _settle(keys: dict[str, list[int]], named: dict[int, list[str]]) -> None:
    """Columns whose header may mean two things, told by what else the table has."""
    if len(keys.get("place", [])) > 1 and "venue" not in keys:
        spots = [column for column in keys["place"] if names_venue(" ".join(named[column]))]
        if spots and len(spots) < len(keys["place"]):
            keys["venue"] = spots
            keys["place"] = [column for column in keys["place"] if column not in spots]
    if "place" not in keys and "venue" in keys:
        keys["place"] = keys.pop("venue")
    if "date" not in keys and "time" in keys:
        keys["date"] = keys.pop("time")


def _together(columns: list[int], named: dict[int, list[str]]) -> tuple[int, ...]:
    """The first column of a name and those right beside it under the very same header."""
    taken = [columns[0]]
    for column in columns[1:]:
        if column == taken[-1] + 1 and named[column] == named[taken[0]]:
            taken.append(column)
    return tuple(taken)


def _is_data(sheet: Sheet, header: Header, period: Period, places: PlaceIndex) -> bool:
    """Words of data also look like headers («Алматинская область», «I квартал»): what can be read is no header."""
    for row in range(header.top, header.bottom + 1):
        for column in header.columns["place"]:
            text = sheet.get(row, column)
            if isinstance(text, str):
                found = places.find(text, language=header.language)
                if found.kato or found.code in ("ambiguous", "several_places"):
                    return True
        if any(isinstance(sheet.get(row, column), float | datetime) for column in header.columns["date"]):
            return True
        texts = [value for value in sheet.rows.get(row, {}).values() if isinstance(value, str)]
        if any(read_when(text, period).code not in ("unclear_date", "no_date") for text in texts):
            return True
    return False


# -- rows that are no meetings -----------------------------------------------------------------------------------------
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


def why_no_meeting(text: str) -> str:
    """What a row with a text of its own is, when it is no meeting."""
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
