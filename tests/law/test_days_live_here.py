"""No month or day number of law outside `portal/law/`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("portal", "meetings", "schedules")
ACTS = "portal/law/"

#: Modules that may name days of the calendar, and why. Nothing in them is a rule of law.
ALLOWED = {
    "portal/kernel/periods.py": "a period begins on the first day of a month",
    "portal/kernel/clock.py": "the instant when Kazakhstan went over to one zone",
    "portal/bodies/facts/": "since when a place or a body is what it is",
    "portal/demo/content/places.py": "since when the edition of the classifier that is shown is in force",
    "portal/sheets/epochs.py": "the days from which Excel counts",
    "portal/web/views/showcase.py": "the sample day on the page of components",
}

_DATE_CALLS = {"date", "datetime"}
_RULES = {
    *("FixedDay", "DayAfterPeriod", "MonthDay", "DaysAfter", "DaysBefore"),
    *("WorkingDaysAfter", "WorkingDaysBefore", "MonthsBefore"),
}
_DAY_WORDS = {"month", "day", "day_of_month", "month_of_year"}
_ISO = re.compile(r"\A\d{4}-\d{2}-\d{2}")
_SQL = re.compile(r"\bdate\s*'\d{4}-\d{2}-\d{2}'|\bmake_date\s*\(|'\d{4}-\d{2}-\d{2}'\s*::\s*date", re.IGNORECASE)


def named_days(source: str) -> Iterator[int]:
    """Lines that name a month or a day as a number."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            if _names_a_day(node):
                yield node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.search(node.value):
            yield node.lineno


def _names_a_day(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in _DATE_CALLS and any(_is_number(argument) for argument in call.args[1:3]):
        return True
    if name in _RULES and any(_is_number(argument) for argument in call.args):
        return True
    if name == "fromisoformat" and any(_is_iso_text(argument) for argument in call.args):
        return True
    return any(keyword.arg in _DAY_WORDS and _is_number(keyword.value) for keyword in call.keywords)


def _is_number(node: ast.expr) -> bool:
    """A number, or a text that stands for one, as in a crontab."""
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return False
    return isinstance(node.value, int) or (isinstance(node.value, str) and node.value[:1].isdigit())


def _is_iso_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(_ISO.match(node.value))


def product_files() -> Iterator[tuple[str, Path]]:
    for folder in PRODUCT:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and not name.startswith(ACTS):
                yield name, path


def test_no_module_outside_acts_names_a_day() -> None:
    found = [
        f"{name}:{line}"
        for name, path in product_files()
        if not name.startswith(tuple(ALLOWED))
        for line in named_days(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_allowed_module_still_needs_its_exception() -> None:
    needed = {
        allowed
        for name, path in product_files()
        for allowed in ALLOWED
        if name.startswith(allowed) and any(named_days(path.read_text(encoding="utf-8")))
    }
    assert needed == set(ALLOWED)


def test_acts_are_where_the_days_are() -> None:
    assert any(any(named_days(path.read_text(encoding="utf-8"))) for path in (ROOT / ACTS).glob("*.py"))


@pytest.mark.parametrize(
    "source",
    [
        "date(2027, 1, 10)",
        "datetime.date(year, 12, day)",
        "datetime(2027, month, 10)",
        "day.replace(month=1)",
        "day.replace(day=15)",
        "crontab(day_of_month='10')",
        "crontab(month_of_year=12)",
        "rows.filter(due_on__lt=date.fromisoformat('2027-01-10'))",
        "Q(month=1)",
        "FixedDay(-1, 12, 1, bound)",
        "DayAfterPeriod(10, bound)",
        "cursor.execute(\"SELECT DATE '2027-01-10'\")",
        "cursor.execute('SELECT make_date(%s, 1, 10)')",
    ],
)
def test_finder_finds(source: str) -> None:
    assert list(named_days(source)) == [1]


@pytest.mark.parametrize(
    "source",
    [
        "date(year, month, day)",
        "day.replace(day=rule.day)",
        "crontab(minute='*/15')",
        "instant.date()",
        "timedelta(days=30)",
        "'2027-01-10 is only a text'",
    ],
)
def test_finder_passes(source: str) -> None:
    assert list(named_days(source)) == []
