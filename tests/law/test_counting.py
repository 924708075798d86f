"""Counting from events: literal days, edges of months and years, working days, the steps in words of data."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.choices import DayKind
from portal.kernel.periods import Period
from portal.law import catalogue, registry
from portal.law.counting.calendar import NoWorkingDay, WorkingCalendar
from portal.law.counting.due import Bound, EndOfPeriod, MonthDay, due_date
from portal.law.counting.events import (
    Counting,
    DaysAfter,
    DaysBefore,
    Event,
    MonthsBefore,
    OfEach,
    WorkingDaysAfter,
    WorkingDaysBefore,
    event_due_date,
    opening_day,
)
from portal.law.counting.explaining import Step, StepKind, explain_events
from portal.law.counting.from_events import CountKind, CountStep, count_from
from tests.law.asking import CALENDAR

MEETING, RECEPTION = Event.MEETING_ENDED, Event.RECEPTION_ENDED
NLT, BY, BEFORE = Bound.NOT_LATER, Bound.BY, Bound.BEFORE


def test_counting_starts_the_day_after() -> None:
    """The example of the law: a meeting ending 3 March has its ten days end on 13 March."""
    counted = count_from(DaysAfter(10, NLT), {MEETING: date(2027, 3, 3)}, CALENDAR)
    assert counted is not None
    assert counted.steps == (
        CountStep(CountKind.HAPPENED, date(2027, 3, 3), MEETING),
        CountStep(CountKind.FIRST_DAY, date(2027, 3, 4)),
        CountStep(CountKind.CALENDAR_DAY, date(2027, 3, 13), count=10),
    )
    assert (counted.nominal, counted.effective) == (date(2027, 3, 13), date(2027, 3, 13))


def test_latest_of_several_events_opens() -> None:
    happened = {MEETING: date(2027, 3, 3), RECEPTION: date(2027, 3, 4)}
    counted = count_from(DaysAfter(10, NLT), happened, CALENDAR)
    assert counted is not None
    assert counted.nominal == date(2027, 3, 14)
    assert counted.steps[:3] == (
        CountStep(CountKind.HAPPENED, date(2027, 3, 3), MEETING),
        CountStep(CountKind.HAPPENED, date(2027, 3, 4), RECEPTION),
        CountStep(CountKind.LATEST, date(2027, 3, 4), RECEPTION),
    )


def test_day_is_provisional_from_the_first_event_and_final_from_the_latest() -> None:
    first = count_from(DaysAfter(10, NLT), {MEETING: date(2027, 3, 3), RECEPTION: None}, CALENDAR)
    both = count_from(DaysAfter(10, NLT), {MEETING: date(2027, 3, 3), RECEPTION: date(2027, 3, 5)}, CALENDAR)
    # Declared not to have been: it is not among what is counted from.
    alone = count_from(DaysAfter(10, NLT), {MEETING: date(2027, 3, 3)}, CALENDAR)
    assert first is not None
    assert both is not None
    assert alone is not None
    assert (first.nominal, first.awaited) == (date(2027, 3, 13), (RECEPTION,))
    assert (both.nominal, both.awaited) == (date(2027, 3, 15), ())
    assert (alone.nominal, alone.awaited) == (date(2027, 3, 13), ())


def test_reception_before_the_end_of_the_meeting_moves_nothing() -> None:
    counted = count_from(DaysAfter(10, NLT), {MEETING: date(2027, 3, 3), RECEPTION: date(2027, 3, 2)}, CALENDAR)
    assert counted is not None
    assert counted.nominal == date(2027, 3, 13)


def test_nothing_is_counted_before_the_event_that_opens_the_duty() -> None:
    assert count_from(DaysAfter(10, NLT), {MEETING: None, RECEPTION: date(2027, 3, 3)}, CALENDAR) is None
    assert count_from(DaysAfter(10, NLT), {MEETING: None, RECEPTION: None}, CALENDAR) is None
    assert opening_day([]) is None
    assert opening_day([None]) is None
    assert opening_day([None, date(2027, 3, 3)]) is None
    assert opening_day([date(2027, 3, 3), None]) == date(2027, 3, 3)
    assert opening_day([date(2027, 3, 3), date(2027, 3, 1)]) == date(2027, 3, 3)


@pytest.mark.parametrize(
    ("ended", "due_on", "awaited"),
    [
        (None, date(2021, 3, 9), (MEETING,)),
        (date(2021, 3, 10), date(2021, 3, 11), ()),
        (date(2021, 3, 11), date(2021, 3, 12), ()),
    ],
)
def test_each_event_has_a_counting_of_its_own(ended: date | None, due_on: date, awaited: tuple[Event, ...]) -> None:
    """The reception the day before the meeting, and the one after it."""
    rule = OfEach(((Event.MEETING_PLANNED, DaysBefore(1, BY)), (MEETING, DaysAfter(1, NLT))))
    happened = {Event.MEETING_PLANNED: date(2021, 3, 10), MEETING: ended}
    counted = count_from(rule, happened, CALENDAR)
    assert counted is not None
    assert (counted.nominal, counted.awaited) == (due_on, awaited)


def test_provisional_day_is_explained_by_what_moves_it() -> None:
    steps = explain_events(
        rule=DaysAfter(10, NLT),
        act_rule=DaysAfter(10, NLT),
        happened={MEETING: date(2027, 3, 3), RECEPTION: None},
        due_on=date(2027, 3, 13),
        calendar=CALENDAR,
    )
    assert [step.kind for step in steps] == [
        CountKind.HAPPENED,
        CountKind.FIRST_DAY,
        CountKind.CALENDAR_DAY,
        StepKind.PROVISIONAL,
        StepKind.OFF,
        StepKind.LAST_WORKING,
    ]
    assert steps[3] == Step(StepKind.PROVISIONAL, event=RECEPTION)


def test_days_of_an_obligation_stand_in_the_order_of_the_act() -> None:
    (duty,) = [duty for duty in catalogue.versions("A-2p") if duty.act.key == "A"]
    kept = {"meeting_ended": None, "meeting_planned": "2021-03-10"}
    assert list(registry.days_of(duty, kept).items()) == [
        (Event.MEETING_PLANNED, date(2021, 3, 10)),
        (Event.MEETING_ENDED, None),
    ]
    assert registry.days_of(duty, {"meeting_planned": "2021-03-10"}) == {Event.MEETING_PLANNED: date(2021, 3, 10)}


@pytest.mark.parametrize(
    ("rule", "event", "due_on"),
    [
        (DaysAfter(10, NLT), date(2027, 12, 31), date(2028, 1, 10)),
        (DaysAfter(10, BEFORE), date(2027, 3, 3), date(2027, 3, 12)),
        (DaysAfter(1, BY), date(2028, 2, 28), date(2028, 2, 29)),
        (DaysAfter(1, BY), date(2027, 2, 28), date(2027, 3, 1)),
        (DaysBefore(14, BY), date(2028, 3, 14), date(2028, 2, 29)),
        (DaysBefore(7, BEFORE), date(2027, 1, 7), date(2026, 12, 30)),
        (MonthsBefore(1, BY), date(2027, 1, 31), date(2026, 12, 31)),
        (MonthsBefore(1, BY), date(2028, 3, 30), date(2028, 2, 29)),
        (MonthsBefore(12, BY), date(2028, 2, 29), date(2027, 2, 28)),
        (WorkingDaysAfter(3, NLT), date(2027, 12, 15), date(2027, 12, 21)),
        (WorkingDaysAfter(1, NLT), date(2027, 10, 22), date(2027, 10, 26)),
        (WorkingDaysBefore(2, BY), date(2027, 3, 9), date(2027, 3, 4)),
    ],
)
def test_day_counted_from_an_event(rule: Counting, event: date, due_on: date) -> None:
    assert event_due_date(rule, event, CALENDAR) == due_on


@pytest.mark.parametrize(
    ("day_off", "effective"),
    [("none", date(2027, 3, 13)), ("next", date(2027, 3, 16)), ("previous", date(2027, 3, 12))],
)
def test_day_off_moves_the_day_only_where_a_rule_says_so(day_off: str, effective: date) -> None:
    """13 March 2027 is a Saturday and the 15th is Constitution Day."""
    counted = count_from(DaysAfter(10, NLT), {MEETING: date(2027, 3, 3)}, CALENDAR, day_off)
    assert counted is not None
    assert counted.nominal == date(2027, 3, 13)
    assert counted.effective == effective
    assert (counted.steps[-1].kind is CountKind.SETTLED) is (day_off != "none")


def test_counting_back_and_the_day_before_are_said() -> None:
    counted = count_from(DaysBefore(7, BEFORE), {Event.MEETING_PLANNED: date(2027, 1, 8)}, CALENDAR)
    assert counted is not None
    assert [step.kind for step in counted.steps] == [
        CountKind.HAPPENED,
        CountKind.COUNTED_BACK,
        CountKind.DAY_BEFORE,
    ]
    assert [step.day for step in counted.steps] == [date(2027, 1, 8), date(2027, 1, 1), date(2026, 12, 31)]


def test_working_days_are_said_as_such() -> None:
    counted = count_from(WorkingDaysAfter(3, NLT), {Event.PROTOCOL_SIGNED: date(2027, 6, 1)}, CALENDAR)
    assert counted is not None
    assert counted.steps[-1] == CountStep(CountKind.WORKING_DAY, date(2027, 6, 4), count=3)


@pytest.mark.parametrize(
    ("rule", "period", "due_on"),
    [
        (EndOfPeriod(), Period.year(2028), date(2028, 12, 31)),
        (EndOfPeriod(), Period.half(2028, 1), date(2028, 6, 30)),
        (EndOfPeriod(), Period.quarter(2028, 1), date(2028, 3, 31)),
        (EndOfPeriod(), Period.month(2028, 2), date(2028, 2, 29)),
        (MonthDay(-1, 15, BEFORE), Period.half(2027, 1), date(2026, 12, 14)),
        (MonthDay(-1, 15, BEFORE), Period.half(2027, 2), date(2027, 6, 14)),
        (MonthDay(0, 1, BEFORE), Period.quarter(2027, 1), date(2026, 12, 31)),
        (MonthDay(7, 15, BY), Period.half(2027, 2), date(2028, 2, 15)),
        (MonthDay(-12, 31, BY), Period.year(2027), date(2026, 1, 31)),
    ],
)
def test_day_counted_from_a_period(rule: EndOfPeriod | MonthDay, period: Period, due_on: date) -> None:
    assert due_date(rule, period) == due_on


def test_day_the_month_does_not_have_is_an_error() -> None:
    with pytest.raises(ValueError, match="day"):
        MonthDay(1, 31, BY).named_day(Period.quarter(2027, 1))


def test_calendar_without_working_days_is_an_error() -> None:
    closed = WorkingCalendar({date.fromordinal(n): DayKind.HOLIDAY for n in range(738000, 742000)})
    with pytest.raises(NoWorkingDay):
        closed.next_working_day(date(2027, 1, 1))
