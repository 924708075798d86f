"""Reading the compact notation in which the demonstration has the places of a region as the classifier has them.

A line that is not indented is a district or a city (two digits after those of the region), or what lies in it (four);
below it stand its places (three digits more). After the digits stands column k of the classifier where it is not 2,
then the Kazakh and the Russian name. Rural districts and villages leave out their abbreviations; a name that begins
with «=» is whole, exactly as the classifier writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.bodies.rules.comparison import Row

#: The classifier is in force since this day.
EDITION_ON = date.fromisoformat("2025-02-01")
SOURCE = "КАТО, НК РК 11-2025"

#: Abbreviations that are left out: after the Kazakh name, before or after the Russian one.
_RURAL_DISTRICT = ("{} а.о.", "{} с.о.")
_VILLAGE = ("{} а.", "с.{}")
_CODE = 9


def read(region: str, table: str) -> dict[str, Row]:
    """Every row of the table by its code, the region first."""
    return {row.code: row for row in _rows(region[:2], table)}


def _rows(region: str, table: str) -> Iterator[Row]:
    above = ""
    for line in table.strip("\n").splitlines():
        if line.startswith(" "):
            yield from (_row(above, cell, _VILLAGE) for cell in line.strip().split("; "))
        else:
            row = _row(region, line, _RURAL_DISTRICT)
            above = row.code[:6]
            yield row


def _row(above: str, cell: str, written: tuple[str, str]) -> Row:
    digits, _space, names = cell.partition(" ")
    digits, _colon, type_code = digits.partition(":")
    kk, ru = names.removeprefix("=").split("/")
    if not names.startswith("="):
        kk, ru = (form.format(name) for form, name in zip(written, (kk, ru), strict=True))
    return Row((above + digits).ljust(_CODE, "0"), int(type_code or 2), kk, ru)
