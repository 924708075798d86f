"""Every case that was collected: each row as a careful clerk reads it, and nothing silently otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from portal.sheets.refusals import Unreadable
from schedules.management.commands.import_proposals import line_of
from schedules.workbooks import read_workbook
from tests.schedules.test_workbooks_reading import HEADER, PLACES, ROW, YEAR, read_rows
from tests.shared import is_there, shared

BOOKS = "data/samples/cases/books"
PACKAGES = "data/samples/cases/packages"
_EXPECTED = json.loads(shared(f"{BOOKS}/expected.json").read_text()) if is_there() else {}
_WHEN = ("dates", "month", "quarter", "half", "error")
_CASES = [
    pytest.param(name, row, id=f"{name}-{row['sheet']}-{row['row']}{row.get('col', '')}")
    for name, rows in _EXPECTED.items()
    if isinstance(rows, list)
    for row in rows
]


def lines_of(path: str) -> dict[tuple[str, int, str], dict[str, Any]]:
    with shared(path).open("rb") as source:
        reading = read_workbook(source, period=YEAR, places=PLACES)
    lines = [line_of(row) for row in reading.rows]
    return {(line["sheet"], line["row"], line.get("col", "")): line for line in lines}


@pytest.fixture(scope="module")
def read() -> dict[str, Any]:
    return {}


def is_asked(line: dict[str, Any]) -> bool:
    return bool(line.get("cell") or line.get("notes"))


@pytest.mark.parametrize(("name", "expected"), _CASES or [pytest.param("none", {}, id="none")])
def test_row_is_read_as_a_careful_clerk_reads_it(read: dict[str, Any], name: str, expected: dict[str, Any]) -> None:
    if name not in read:
        read[name] = lines_of(f"{BOOKS}/{name}")
    line = read[name][expected["sheet"], expected["row"], expected.get("col", "")]
    if "within" in expected:
        assert line["territory"].startswith(expected["within"])
    elif "territory" in expected:
        assert line["territory"] == expected["territory"]
    if "format" in expected:
        assert line["format"] == expected["format"]
    assert line.get("format_error", False) or "format_error" not in expected
    assert line.get("territory_error", False) == (expected.get("territory", True) is None)
    told = {key: line.get(key) for key in _WHEN}
    if told != {key: expected.get(key) for key in _WHEN}:
        assert "either" in expected
        assert is_asked(line)
    if "notes" in expected:
        assert line["notes"] == expected["notes"]
    if "flag" in expected:
        assert line["notes"]


@pytest.mark.parametrize("name", sorted(name for name, rows in _EXPECTED.items() if rows == "no_table") or ["none"])
def test_book_without_a_table_is_refused(name: str) -> None:
    with shared(f"{BOOKS}/{name}").open("rb") as source, pytest.raises(Unreadable) as refusal:
        read_workbook(source, period=YEAR, places=PLACES)
    assert refusal.value.code == "no_table"


_REFUSED = {
    "p15-cp1251.csv": "not_a_workbook",
    "p16-csv-named.xlsx": "not_a_workbook",
    "p17-html-named.xls": "not_a_workbook",
    "p18-ods.ods": "not_a_workbook",
    "p19-xls-renamed.xlsx": "old_format",
    "p20-docx-renamed.xlsx": "not_a_workbook",
    "p23-21000-numbers.xlsx": "too_many_rows",
}


def _packages() -> list[str]:
    return sorted(path.name for path in shared(PACKAGES).iterdir()) if is_there() else ["none"]


@pytest.mark.parametrize("name", _packages())
def test_package_is_read_or_refused_for_the_right_reason(name: str) -> None:
    if name in _REFUSED:
        with shared(f"{PACKAGES}/{name}").open("rb") as source, pytest.raises(Unreadable) as refusal:
            read_workbook(source, period=YEAR, places=PLACES)
        assert refusal.value.code == _REFUSED[name]
        return
    lines = lines_of(f"{PACKAGES}/{name}").values()
    assert lines
    assert not any(is_asked(line) for line in lines)


def test_day_with_words_in_brackets_is_asked() -> None:
    written = shared("data/samples/cases/dates-in-brackets.txt").read_text().split("\n")
    dates = [line for line in written if line]
    rows = read_rows(HEADER, *([number, ROW[1], line, *ROW[3:]] for number, line in enumerate(dates, start=1))).rows
    assert [row.written["date"] for row in rows] == dates
    assert [row.written["date"] for row in rows if row.is_understood or row.dates or row.period_key] == []
