"""How an akim stands towards a unit: real days before, in and after a half-year."""

from __future__ import annotations

from datetime import date

import pytest

from portal.calendars.rules.coverage import Standing, standing
from portal.kernel.periods import Period
from portal.kernel.when import When

HALF = Period.parse("2027-H1")
SPRING, AUTUMN = When((date(2027, 4, 6),)), When((date(2027, 9, 7),))
QUARTER = When(period=Period.parse("2027-Q2"))
YEAR_END = date(2027, 12, 31)


@pytest.mark.parametrize(
    ("times", "today", "expected"),
    [
        ([], date(2027, 3, 1), Standing.MISSING),
        ([], date(2027, 6, 30), Standing.MISSING),
        ([], date(2027, 7, 1), Standing.MISSED),
        ([AUTUMN], date(2027, 3, 1), Standing.MISSING),
        ([SPRING], date(2027, 4, 6), Standing.PLANNED),
        ([SPRING], date(2027, 4, 7), Standing.UNRECORDED),
        ([SPRING, When((date(2027, 5, 4),))], date(2027, 4, 7), Standing.PLANNED),
        ([SPRING], YEAR_END, Standing.UNRECORDED),
        ([QUARTER], date(2027, 4, 7), Standing.UNDATED),
        ([QUARTER], date(2027, 7, 1), Standing.MISSED),
        # Promised for a time that is only partly in it.
        ([When(period=Period.parse("2027-Q3"))], date(2027, 3, 1), Standing.MISSING),
    ],
)
def test_a_unit_stands(times: list[When], today: date, expected: Standing) -> None:
    assert standing(HALF, times, today) == expected


def test_what_is_met_is_met_whatever_else_is_planned() -> None:
    assert standing(HALF, [], YEAR_END, met=Standing.MET) == Standing.MET
    assert standing(HALF, [SPRING], YEAR_END, met=Standing.LATE) == Standing.LATE
