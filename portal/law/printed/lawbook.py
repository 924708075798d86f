"""The law as a page of the documentation. It is printed from the acts, and a test keeps the page true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portal.kernel.periods import Kind, Period
from portal.law import catalogue
from portal.law.counting.due import Bound, DayAfterPeriod, DueRule, EndOfPeriod, FixedDay, MonthDay
from portal.law.counting.events import (
    Counting,
    DaysAfter,
    DaysBefore,
    Event,
    OfEach,
    WorkingDaysAfter,
    WorkingDaysBefore,
)
from portal.law.counting.planning import Span
from portal.law.duty import Act, Always, ByPeriod, Duty, OnEvents
from portal.law.owner_decisions import SETTLED
from portal.law.printed.plain import exempt_bodies
from portal.law.stating import AKIMS

_HEADING = """# The law the portal keeps

This page is printed by `python manage.py duties --format md > docs/law.md` from `portal/law/`; do not edit
it by hand. Wordings are the portal's own; all of them are in Kazakh and Russian too (`manage duties --format json`).

Dates are civil dates of Kazakhstan. Ranges are half-open: the second day is the first one no more in force. A day off
moves no due day: no such rule was found in the acts. *Before* a day: the last day in time is the day before it.
"""

_EVENTS = {
    Event.PLANNING: "the choice of regions",
    Event.MEETING_PLANNED: "the meeting",
    Event.MEETING_ENDED: "the end of the meeting",
    Event.RECEPTION_OFF: "a personal reception that cannot take place",
    Event.RECEPTION_ENDED: "the end of the personal reception",
    Event.SITUATION_WORSENS: "a worsening situation, or the threat of one",
    Event.HIGH_RISK: "high social risk",
    Event.SOCIAL_TENSION: "social tension, forecast or arisen",
    Event.PROBLEM_RAISED: "a problem raised at a meeting",
    Event.PUBLIC_DEMAND: "public demand, or need",
    Event.CALENDAR_CHANGED: "a change of the calendar",
    Event.APPLICATION_REGISTERED: "registration of the application",
    Event.PROTOCOL_SIGNED: "signing of the protocol",
    Event.FAULT_FOUND: "a fault found by an unscheduled inspection",
}
_PERIODS: dict[Kind, str] = {"year": "year", "half": "half-year", "quarter": "quarter", "month": "month"}
_BOUNDS = {Bound.NOT_LATER: "not later than", Bound.BY: "by", Bound.BEFORE: "before"}
#: The days are the same in every year.
_ANY_YEAR = Period.year(2027)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def lawbook() -> str:
    """The whole page, in Markdown."""
    return "\n".join(_page())


def due_words(duty: Duty) -> str:
    """When a duty is due by its act, in English."""
    if duty.counted_in:
        return f"owed in {', '.join(duty.counted_in)}, not beside them"
    if isinstance(duty.opens, Always):
        return "standing"
    if isinstance(duty.opens, OnEvents):
        events = ", ".join(_EVENTS[event] for event in duty.opens.events)
        if duty.opens.due is None:
            return f"on event: {events}; no day set"
        if isinstance(duty.opens.due, OfEach):
            return "; ".join(f"{_counted(how)} {_EVENTS[event]}" for event, how in duty.opens.due.countings)
        latest = "the latest of: " if len(duty.opens.events) > 1 else ""
        first = f", at first from {_EVENTS[duty.opens.events[0]]} alone" if latest else ""
        return f"{_counted(duty.opens.due)} {latest}{events}{first}"
    every = f"every {_PERIODS[duty.opens.kind]}"
    return f"{every}, no day set" if duty.due is None else f"{every}, {_named(duty.due, duty.opens)}"


def who(duty: Duty) -> str:
    """Whom the act obliges, with those it leaves out."""
    groups = duty.addressee.groups
    every_akim = set(AKIMS.groups) <= set(groups)
    named = [str(group).replace("_", " ") for group in groups if not (every_akim and group in AKIMS.groups)]
    named += ["akims of all levels"] if every_akim else []
    names = ", ".join(named) or f"holder of `{duty.addressee.function}`"
    left_out = (*exempt_bodies(duty), *(f"the holder of `{name}`" for name in duty.addressee.but_for))
    return f"{names}; not {', '.join(left_out)}" if left_out else names


def _page() -> Iterator[str]:
    yield _HEADING
    for act in catalogue.ACTS:
        yield from _act(act, catalogue.of_act(act.key))
    yield "## Decisions of the portal's owner\n"
    yield "| No. | Duties | What is settled | For periods from |"
    yield "|---|---|---|---|"
    settled: dict[tuple[int, str, str], list[str]] = {}
    for order in SETTLED:
        settled.setdefault((order.number, order.wording.en, order.applies_from.isoformat()), []).append(order.duty)
    for (number, wording, since), duties in settled.items():
        yield f"| {number} | {', '.join(duties)} | {wording} | {since} |"
    yield ""


def _act(act: Act, duties: Iterable[Duty]) -> Iterator[str]:
    yield f"## {act.key}. {act.short.en}\n"
    yield f"{act.title.en}.\n"
    yield f"- kk: {act.title.kk}\n- ru: {act.title.ru}"
    seen = "" if act.address_confirmed else " (address not confirmed)"
    yield f"- Official text: <{act.address}>{seen}"
    yield f"- In force: {_range(act.in_force)}. {act.note.en}\n"
    yield "| id | Clause | Who | What | When | For | Evidence | Text |"
    yield "|---|---|---|---|---|---|---|---|"
    for duty in duties:
        cells = (
            duty.key,
            duty.clause.en.removeprefix("clause "),
            who(duty),
            f"**{duty.title.en}.** {duty.wording.en}",
            due_words(duty),
            _range(duty.for_periods),
            ", ".join(duty.evidence),
            duty.confidence if duty.doubt is None else f"{duty.confidence}: {duty.doubt.en}",
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _range(span: Span | None) -> str:
    if span is None:
        return "never, a draft"
    last = "" if span.ends_on is None else span.ends_on.isoformat()
    return f"{span.starts_on.isoformat()} – {last}".rstrip()


def _counted(rule: Counting) -> str:
    if isinstance(rule, DaysAfter):
        return f"not later than {rule.days} days after" if rule.days > 1 else "not later than the day after"
    if isinstance(rule, WorkingDaysAfter):
        return f"not later than {rule.days} working days after"
    if isinstance(rule, DaysBefore):
        if rule.days == 1:
            return "not later than the day before"
        return f"{rule.days} days before" if rule.days else "not later than the day of"
    if isinstance(rule, WorkingDaysBefore):
        return f"{rule.days} working days before"
    return f"{rule.months} month before"


def _named(rule: DueRule, opens: ByPeriod) -> str:
    if isinstance(rule, EndOfPeriod):
        return "within it"
    said = _BOUNDS[rule.bound]
    if isinstance(rule, FixedDay):
        year = " of the year before" if rule.year_offset else ""
        return f"{said} {rule.day} {_MONTHS[rule.month - 1]}{year}"
    if isinstance(rule, DayAfterPeriod):
        return f"{said} the {rule.day}th of the next month"
    if rule.months == 0:
        return f"{said} its first day"
    return f"{said} {' and '.join(_days_of(rule, opens))}"


def _days_of(rule: MonthDay, opens: ByPeriod) -> Iterator[str]:
    """The days of one year that the rule names, from the earliest in the calendar."""
    for month in sorted(rule.named_day(part).month for part in _ANY_YEAR.parts(opens.kind)):
        yield f"{rule.day} {_MONTHS[month - 1]}"
