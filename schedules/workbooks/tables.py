"""Finding tables of meetings on a sheet, by their header."""

from __future__ import annotations

from datetime import datetime

from portal.kernel.periods import Period
from portal.sheets.days import read_when
from portal.sheets.reading import Sheet
from portal.sheets.tables import Header, bottom_of, columns_of, language_below, says_more, side_by_side, texts_over
from schedules.workbooks.headers import PLAN_WORDS, names_venue
from schedules.workbooks.places import PlaceIndex

#: One of each is in every header, or it is none; venue and time may stand for place and date.
_SPOTS = frozenset(("place", "venue"))
_TIMES = frozenset(("date", "time"))
#: Beside place and date a plan of meetings says at least one of these: a list of past meetings does not.
_TELLING = ("who", "format", "subject", "venue", "ground")


def find_header(sheet: Sheet, row: int, *, period: Period, places: PlaceIndex) -> Header | None:
    """The header that begins in this row, if one does. It may take several rows, by merged cells or without."""
    named = {
        PLAN_WORDS.field_of(value)
        for line in (row, row + 1)
        for value in sheet.rows.get(line, {}).values()
        if isinstance(value, str)
    }
    if not (named & _SPOTS and named & _TIMES):
        return None
    bottom = bottom_of(sheet, row)
    found = _header(sheet, row, bottom)
    if (
        bottom == row
        and len(sheet.rows[row]) > 1
        and len(sheet.rows.get(row + 1, {})) > 1
        and (found is None or says_more(sheet, row, PLAN_WORDS))
    ):
        found = _header(sheet, row, row + 1) or found
    if found is None or _is_data(sheet, found, period, places):
        return None
    return found


def _header(sheet: Sheet, top: int, bottom: int) -> Header | None:
    named = texts_over(sheet, top, bottom)
    keys = columns_of(named, PLAN_WORDS)
    _settle(keys, named)
    if "place" not in keys or "date" not in keys or not any(key.partition("_")[0] in _TELLING for key in keys):
        return None
    texts = [" ".join(named[column]) for columns in keys.values() for column in columns]
    # A column that is not merged with its neighbour stands for itself: the first of a name counts.
    return Header(
        top,
        bottom,
        {key: side_by_side(found, named) for key, found in keys.items()},
        PLAN_WORDS.language_of_headers(texts) or language_below(sheet, bottom),
    )


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
