"""Arithmetic of the classifier's codes: AB CD EF HIJ, nine digits, each pair or triple a step down."""

from __future__ import annotations

import re
from collections.abc import Container

_CODE = re.compile(r"[0-9]{9}")
#: Where each part of a code ends.
_ENDS = (2, 4, 6, 9)
#: AB from here on is a city of republican significance or the capital.
_FIRST_REPUBLICAN_CITY = "70"
#: CD from here on is a district, below it a city of regional significance.
_FIRST_DISTRICT = "30"
#: HIJ of the place in which an administration sits.
_SEAT = "100"

LEVELS = range(4)
#: Level of what lies in a district: rural districts, administrations of towns, settlements and villages.
ADMINISTRATION = 2
#: Level of what lies in one of those.
PLACE = 3


def is_code(text: str) -> bool:
    """Nine digits whose region is not empty."""
    return _CODE.fullmatch(text) is not None and text[:2] != "00"


def region(code: str) -> str:
    """The first two digits: the region."""
    return code[:2]


def district(code: str) -> str:
    """The first four digits: the district, or the city outside all districts."""
    return code[: _ENDS[1]]


def level(code: str) -> int:
    """0 for a region to 3 for a place: by the last filled part. It does not give the legal type."""
    return max(step for step, (start, end) in enumerate(_parts()) if step == 0 or code[start:end].strip("0"))


def direct_parent(code: str) -> str:
    """The code with its last filled part emptied; empty for a region. The row may not exist."""
    step = level(code)
    return code[: _ENDS[step - 1]].ljust(9, "0") if step else ""


def parent(code: str, existing: Container[str]) -> str:
    """The nearest code above that exists; empty when none does."""
    above = direct_parent(code)
    while above and above not in existing:
        above = direct_parent(above)
    return above


def stem(code: str) -> str:
    """What the codes of everything in the place begin with, and its own."""
    return code[: _ENDS[level(code)]]


def is_within(code: str, above: str) -> bool:
    """Whether the place lies in the other by its code, or is it."""
    return code.startswith(stem(above))


def all_above(code: str) -> list[str]:
    """Codes right above and further up, whether rows of them exist or not."""
    found = []
    while code := direct_parent(code):
        found.append(code)
    return found


def seat(code: str) -> str:
    """The place in which the administration of this code sits."""
    return code[:6] + _SEAT


def is_republican_city(code: str) -> bool:
    return region(code) >= _FIRST_REPUBLICAN_CITY


def is_district(code: str) -> bool:
    """Of a code of level 1: a district, not a city of regional significance."""
    return code[2:4] >= _FIRST_DISTRICT


def _parts() -> zip[tuple[int, int]]:
    return zip((0, *_ENDS), _ENDS, strict=False)
