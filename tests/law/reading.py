"""Situations of the law as a lawyer writes them: read from YAML, checked for what is not understood, asked of the law.

What the keys mean is said in `situations/README.md`, in Russian and Kazakh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import holidays
import yaml

from portal.kernel.periods import Period, WrongPeriod
from portal.kernel.wording import Lines
from portal.law import catalogue
from portal.law.counting.calendar import WorkingCalendar
from portal.law.counting.events import Event
from portal.law.kinds import DayKind, DayOffRule
from portal.law.owner_decisions import SHIPPED, Order

FOLDER = Path(__file__).parent / "situations"

#: What is told of a situation.
TOLD = {
    *("what", "duty", "act", "period", "happened", "day"),
    *("decisions", "on a day off", "days off", "working days"),
}
#: What is expected of the law.
EXPECTED = {
    *("last day", "by the act", "in time", "late", "warned on", "rests on", "edition", "settled by"),
    *("owed", "day set", "counted so", "in force"),
}
DAY_OFF = {
    "does not move": DayOffRule.NONE,
    "next working day": DayOffRule.NEXT,
    "working day before": DayOffRule.PREVIOUS,
}
NOT_YET = "not yet"
#: An answer that leaves nothing else to ask.
_WHOLE = {"owed", "day set", "counted so", "in force"}
_OF_A_DAY = {"in time", "late", "warned on"}

_CYRILLIC = re.compile("[а-яәғқңөұүһі]", re.IGNORECASE)
#: Years of which the official days off are known to the situations.
_YEARS = range(2016, 2031)
_HOLIDAYS = dict.fromkeys(holidays.KZ(years=_YEARS, language="en_US"), DayKind.HOLIDAY)


class WrongSituation(Exception):
    """The file says something that is not understood. The text names file, case and what to mend."""


@dataclass(frozen=True)
class Situation:
    """One case of one file. `happened` holds None for what is not over yet; `expected` is as the file has it."""

    name: str
    what: str
    duty: str
    act: str
    period: Period | None
    happened: Mapping[Event, date | None]
    day: date | None
    orders: tuple[Order, ...]
    calendar: WorkingCalendar
    expected: Mapping[str, Any]


class _Loader(yaml.SafeLoader):
    """YAML in which a key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        twice = {str(key) for key in keys if keys.count(key) > 1}
        if twice:
            raise WrongSituation(f"line {node.start_mark.line + 1}: said twice: {', '.join(sorted(twice))}")
        return super().construct_mapping(node, deep=deep)


def situations(folder: Path = FOLDER) -> Iterator[Situation]:
    """Every case of every file. Raises WrongSituation, also for a folder or a file with none."""
    files = sorted(folder.glob("*.y*ml"))
    if not files:
        raise WrongSituation(f"{folder.name}: no file of situations")
    for path in files:
        yield from read(path.stem, path.read_text(encoding="utf-8"))


def read(name: str, text: str) -> Iterator[Situation]:
    """The cases of one file. Raises WrongSituation."""
    try:
        cases = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, WrongSituation) as broken:
        raise WrongSituation(f"{name}: {broken}") from broken
    if not isinstance(cases, list) or not cases:
        raise WrongSituation(f"{name}: a list of cases is expected, each beginning with “- what:”")
    for number, case in enumerate(cases, start=1):
        place = f"{name}, case {number}"
        try:
            yield _situation(place, case)
        except WrongSituation as wrong:
            what = case.get("what", "") if isinstance(case, dict) else ""
            raise WrongSituation(f"{place} ({what}): {wrong}") from wrong


def _situation(place: str, case: Any) -> Situation:
    if not isinstance(case, dict):
        raise WrongSituation("a case is written as “key: value”, line after line")
    _refuse_unknown(case, TOLD | EXPECTED)
    expected = {key: value for key, value in case.items() if key in EXPECTED}
    if not expected:
        raise WrongSituation(f"nothing is expected; say one of: {', '.join(sorted(EXPECTED))}")
    if len(expected) > 1 and (whole := sorted(expected.keys() & _WHOLE)):
        raise WrongSituation(f"“{whole[0]}” is the whole answer: nothing else is expected beside it")
    if expected.get("last day") == NOT_YET and expected.keys() & _OF_A_DAY:
        raise WrongSituation("where there is no last day yet, no day is in time or late")
    what = case.get("what")
    if not isinstance(what, str) or not _CYRILLIC.search(what):
        raise WrongSituation("“what” says in Russian or Kazakh what the case is about")
    duty, act = str(case.get("duty", "")), str(case.get("act", ""))
    if bool(duty) is bool(act):
        raise WrongSituation("a case is about one duty or about one act")
    if duty and duty not in catalogue.KEYS:
        raise WrongSituation(f"there is no duty {duty}")
    if act and act not in {each.key for each in catalogue.ACTS}:
        raise WrongSituation(f"there is no act {act}")
    _refuse_unknown(case, _needed(case, act))
    return Situation(
        name=f"{place}: {what}",
        what=what,
        duty=duty,
        act=act,
        period=_period(case["period"]) if "period" in case else None,
        happened=_happened(case.get("happened", {})),
        day=_date("day", case["day"]) if "day" in case else None,
        orders=_orders(case, duty),
        calendar=_calendar(case),
        expected={key: _expectation(key, value) for key, value in expected.items()},
    )


def _needed(case: dict[str, Any], act: str) -> set[str]:
    """What can be said of a case that asks in the way this one does. Raises WrongSituation for two ways, or none."""
    ways = [key for key in ("period", "happened", "day") if key in case]
    if len(ways) != 1:
        raise WrongSituation("a case says one of: the period, what happened, or the day it asks about")
    if ways == ["day"]:
        return {"what", "duty", "act", "day", "decisions", "in force"}
    if act:
        raise WrongSituation("of an act only “in force” on a “day” is asked")
    by_events = {"by the act", "settled by", "counted so"} if ways == ["happened"] else set()
    return (TOLD | EXPECTED) - {"act", "day", "in force"} - by_events


def _refuse_unknown(case: dict[str, Any], known: set[str]) -> None:
    strange = [str(key) for key in case if key not in known]
    if strange:
        raise WrongSituation(f"not known here: {', '.join(strange)}; known are: {', '.join(sorted(known))}")


def _period(named: Any) -> Period:
    try:
        return Period.parse(str(named))
    except WrongPeriod as wrong:
        raise WrongSituation("a period is written 2027, 2027-H1, 2027-Q1 or 2027-01") from wrong


def _happened(told: Any) -> dict[Event, date | None]:
    if not isinstance(told, dict):
        raise WrongSituation("“happened” names events with their days")
    events = {event.value: event for event in Event}
    for name in told:
        if name not in events:
            raise WrongSituation(f"there is no event {name}; known are: {', '.join(events)}")
    return {events[name]: None if day == NOT_YET else _date(name, day) for name, day in told.items()}


def _orders(case: dict[str, Any], duty: str) -> tuple[Order, ...]:
    told = case.get("decisions", [])
    numbers = {order.number for order in SHIPPED}
    if told == "all":
        orders = SHIPPED
    elif isinstance(told, list) and set(told) <= numbers:
        orders = tuple(order for order in SHIPPED if order.number in told)
    else:
        raise WrongSituation(f"“decisions” is “all” or a list of their numbers: {sorted(numbers)}")
    if "on a day off" not in case:
        return orders
    rule = DAY_OFF.get(case["on a day off"])
    if rule is None:
        raise WrongSituation(f"“on a day off” is one of: {', '.join(DAY_OFF)}")
    supposed = Lines("", "", "")
    return (*orders, Order(max(numbers) + 1, duty, supposed, supposed, date.min, day_off=rule))


def _calendar(case: dict[str, Any]) -> WorkingCalendar:
    off = dict.fromkeys(_dates("days off", case.get("days off", [])), DayKind.DAY_OFF)
    on = dict.fromkeys(_dates("working days", case.get("working days", [])), DayKind.WORKDAY)
    return WorkingCalendar({**_HOLIDAYS, **off, **on})


def _expectation(key: str, value: Any) -> Any:
    if key == "last day":
        return None if value == NOT_YET else _date(key, value)
    if key == "by the act":
        return None if value == "no day" else _date(key, value)
    if key == "warned on":
        return _date(key, value)
    if key in {"in time", "late"}:
        return _dates(key, value)
    if key in _WHOLE - {"in force"}:
        if value is not False:
            raise WrongSituation(f"“{key}” can only be “no”: where it is “yes”, say the last day")
        return value
    if key == "in force" and not isinstance(value, bool):
        raise WrongSituation("“in force” is “yes” or “no”")
    if key == "rests on" and value not in {"act", "decision"}:
        raise WrongSituation("“rests on” is “act” or “decision”")
    return value


def _dates(key: str, value: Any) -> list[date]:
    """One day or several; never none, as nothing would be asked."""
    days = value if isinstance(value, list) else [value]
    if not days and key in EXPECTED:
        raise WrongSituation(f"“{key}” names no day")
    return [_date(key, day) for day in days]


def _date(key: str, value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise WrongSituation(f"“{key}” is a day written 2027-01-10, not {value}")
    return value
