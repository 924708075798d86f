"""The Kyzylorda region as the classifier has it: every place of it, for the demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from portal.bodies.rules.comparison import Row
from portal.demo.content.kyzylorda_table import TABLE

REGION = "430000000"
#: The classifier is in force since this day.
EDITION_ON = date.fromisoformat("2025-02-01")
SOURCE = "КАТО, НК РК 11-2025"

#: Abbreviations that are left out: after the Kazakh name, before or after the Russian one.
_RURAL_DISTRICT = ("{} а.о.", "{} с.о.")
_VILLAGE = ("{} а.", "с.{}")
_CODE = 9


@cache
def classifier_rows() -> dict[str, Row]:
    """Every row of the region by its code, the region first."""
    return {row.code: row for row in _rows()}


def _rows() -> Iterator[Row]:
    above = ""
    for line in TABLE.strip("\n").splitlines():
        if line.startswith(" "):
            yield from (_row(above, cell, _VILLAGE) for cell in line.strip().split("; "))
        else:
            row = _row(REGION[:2], line, _RURAL_DISTRICT)
            above = row.code[:6]
            yield row


def _row(above: str, cell: str, written: tuple[str, str]) -> Row:
    digits, _space, names = cell.partition(" ")
    digits, _colon, type_code = digits.partition(":")
    kk, ru = names.removeprefix("=").split("/")
    if not names.startswith("="):
        kk, ru = (form.format(name) for form, name in zip(written, (kk, ru), strict=True))
    return Row((above + digits).ljust(_CODE, "0"), int(type_code or 2), kk, ru)
