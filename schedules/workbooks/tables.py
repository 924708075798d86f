"""Finding tables of meetings on a sheet, by their header."""

from __future__ import annotations

from datetime import datetime

from portal.kernel.folding import fold
from portal.kernel.periods import Period
from portal.sheets.beside import between
from portal.sheets.days import read_when
from portal.sheets.headers import Vocabulary
from portal.sheets.reading import Sheet
from portal.sheets.tables import (
    Header,
    bottom_of,
    columns_of,
    language_below,
    says_more,
    side_by_side,
    texts_over,
    under_one,
)
from schedules.workbooks.guides import Guide
from schedules.workbooks.headers import chosen, names_venue

#: One of each is in every header, or it is none; venue and time may stand for place and date.
_SPOTS = frozenset(("place", "venue"))
#: Codes of a text that names no day at all: «Дата с учетом переноса» is a header and says that something was moved.
NO_DAY = ("unclear_date", "no_date", "cancelled")
_TIMES = frozenset(("date", "time"))
#: Beside place and date a plan of meetings says at least one of these: a list of past meetings does not.
#: Fields that may have several columns of which each counts.
_SEVERAL = frozenset(("place", "date", "who", "format"))
_TELLING = ("who", "format", "subject", "venue", "ground")


def find_header(sheet: Sheet, row: int, *, period: Period, places: Guide) -> Header | None:
    """The header that begins in this row, if one does. It may take several rows, by merged cells or without."""
    named = {
        places.words.field_of(value)
        for line in (row, row + 1)
        for value in sheet.rows.get(line, {}).values()
        if isinstance(value, str)
    }
    if not (named & _SPOTS and named & _TIMES):
        return None
    bottom = bottom_of(sheet, row)
    spanned = under_one(sheet, bottom)
    below = sheet.rows.get(bottom + 1, {})
    found = _header(sheet, row, bottom, places.words)
    if (
        found is not None
        and below
        and spanned.issuperset(below)
        and not any(isinstance(value, float | datetime) for value in below.values())
        and not _is_data(sheet, found, period, places)
    ):
        # «Дата проведения» over «I кв. | II кв.»: what stands only under shared cells is of the header.
        return _header(sheet, row, bottom + 1, places.words)
    if (
        bottom == row
        and len(sheet.rows[row]) > 1
        and len(sheet.rows.get(row + 1, {})) > 1
        and (found is None or says_more(sheet, row, places.words))
    ):
        found = _header(sheet, row, row + 1, places.words) or found
    if found is None or _is_data(sheet, found, period, places):
        return None
    return found


def _header(sheet: Sheet, top: int, bottom: int, words: Vocabulary) -> Header | None:
    named = texts_over(sheet, top, bottom)
    keys = columns_of(named, words)
    _settle(keys, named)
    if "place" not in keys or "date" not in keys or not any(key.partition("_")[0] in _TELLING for key in keys):
        return None
    texts = [" ".join(named[column]) for columns in keys.values() for column in columns]
    # Several columns may tell of one place or one time; of the other fields the first column of a name counts.
    return Header(
        top,
        bottom,
        {
            key: tuple(chosen(key, found, named)) if key in _SEVERAL else side_by_side(found, named)
            for key, found in keys.items()
        },
        words.language_of_headers(texts) or language_below(sheet, bottom),
        {column: " ".join(each) for column, each in named.items()},
    )


def split_of(sheet: Sheet, row: int, *, period: Period, places: Guide) -> int | None:
    """The column in which a second table begins beside the first, when the row is the header of two."""
    fields = {
        column: places.words.field_of(value) for column, value in sheet.rows[row].items() if isinstance(value, str)
    }
    if sum(1 for field in fields.values() if field in _TIMES) < 2:
        return None
    ordered = sorted(fields)
    for place, column in enumerate(ordered[2:], start=2):
        if not all(
            _SPOTS.intersection(side) and _TIMES.intersection(side)
            for side in ([fields[each] for each in ordered[:place]], [fields[each] for each in ordered[place:]])
        ):
            continue
        said = fold(str(sheet.rows[row][column]))
        is_repeated = said in {fold(str(sheet.rows[row][each])) for each in ordered[:place]}
        is_apart = ordered[place - 1] < column - 1
        if (is_repeated or is_apart) and all(
            find_header(between(sheet, left, right), row, period=period, places=places)
            for left, right in ((1, column - 1), (column, None))
        ):
            return column
    return None


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


def _is_data(sheet: Sheet, header: Header, period: Period, places: Guide) -> bool:
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
        if any(read_when(text, period).code not in NO_DAY for text in texts):
            return True
    return False
