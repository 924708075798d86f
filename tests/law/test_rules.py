"""Rules over plain values: no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.deadlines.choices import DayKind, StateKind
from portal.kernel.periods import Period
from portal.law.counting.calendar import NoWorkingDay, WorkingCalendar
from portal.law.counting.due import Bound, DayAfterPeriod, FixedDay, WrongPeriodKind, due_date
from portal.law.counting.explaining import Step, StepKind, explain
from portal.law.counting.planning import (
    Addressee,
    BodyFacts,
    Group,
    Key,
    Opening,
    Span,
    Term,
    becomes_late,
    is_obliged,
    openings,
)
from portal.law.counting.states import Facts, State, days_late, state

DUE = date(2027, 1, 10)


# -- due days ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("bound", "due_on"),
    [(Bound.NOT_LATER, date(2027, 1, 15)), (Bound.BY, date(2027, 1, 15)), (Bound.BEFORE, date(2027, 1, 14))],
)
def test_due_date_counts_the_named_day_unless_before(bound: Bound, due_on: date) -> None:
    assert due_date(FixedDay(0, 1, 15, bound), Period.year(2027)) == due_on


def test_due_date_before_the_first_of_a_month_falls_into_the_month_before() -> None:
    assert due_date(FixedDay(0, 3, 1, Bound.BEFORE), Period.year(2028)) == date(2028, 2, 29)


def test_day_after_period_counts_from_its_end() -> None:
    rule = DayAfterPeriod(10, Bound.BY)
    assert due_date(rule, Period.quarter(2026, 4)) == date(2027, 1, 10)
    assert due_date(rule, Period.month(2027, 2)) == date(2027, 3, 10)
    assert due_date(rule, Period.half(2027, 1)) == date(2027, 7, 10)


def test_due_date_of_the_wrong_kind_of_period_is_an_error() -> None:
    with pytest.raises(WrongPeriodKind):
        due_date(FixedDay(0, 1, 15, Bound.BY), Period.quarter(2027, 1))
    with pytest.raises(WrongPeriodKind):
        due_date(DayAfterPeriod(10, Bound.BY), Period.year(2027))


# -- states --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        (Facts(DUE, DUE), date(2026, 12, 1), State(StateKind.UPCOMING, 40)),
        (Facts(DUE, DUE), date(2027, 1, 2), State(StateKind.UPCOMING, 8)),
        (Facts(DUE, DUE), date(2027, 1, 3), State(StateKind.DUE_SOON, 7)),
        (Facts(DUE, DUE), DUE, State(StateKind.DUE_SOON, 0)),
        (Facts(DUE, DUE), date(2027, 1, 11), State(StateKind.OVERDUE, 1)),
        (Facts(DUE, date(2027, 1, 1)), date(2026, 12, 1), State(StateKind.EXTENDED, 40)),
        (Facts(DUE, date(2027, 1, 20)), date(2026, 12, 1), State(StateKind.UPCOMING, 40)),
        (Facts(None, None, is_waiting=True), DUE, State(StateKind.WAITING)),
        (Facts(None, None), DUE, State(StateKind.STANDING)),
        (Facts(DUE, DUE, released_as="gone"), DUE, State(StateKind.GONE)),
        (Facts(DUE, DUE, met_on=DUE), date(2027, 3, 1), State(StateKind.MET)),
        (
            Facts(DUE, DUE, met_on=date(2027, 1, 14), late_since=date(2027, 1, 11)),
            date(2027, 3, 1),
            State(StateKind.MET_LATE, 4),
        ),
        # Noted late while nothing was known; the document then proved to be of a day in time.
        (Facts(DUE, DUE, met_on=DUE, late_since=date(2027, 1, 11)), date(2027, 3, 1), State(StateKind.MET)),
        (Facts(DUE, DUE, released_as="waived"), date(2027, 3, 1), State(StateKind.WAIVED)),
        (Facts(DUE, DUE, met_on=DUE, released_as="exempt"), date(2027, 3, 1), State(StateKind.EXEMPT)),
    ],
)
def test_state_is_derived_from_dates(facts: Facts, on: date, expected: State) -> None:
    assert state(facts, on) == expected


def test_days_late_is_nothing_in_time() -> None:
    assert [days_late(DUE, day) for day in (date(2027, 1, 9), DUE, date(2027, 1, 14))] == [0, 0, 4]


# -- who is obliged ------------------------------------------------------------------------------------------------
EVER = Span(date(2018, 1, 1))


def term(due_on: date = DUE, addressee: Addressee | None = None) -> Term:
    opens_on = due_on - timedelta(days=60)
    return Term("X", "2027", addressee or Addressee(Group.MINISTRIES), "B", due_on, opens_on, asked_on=due_on)


def ministry(**facts: object) -> BodyFacts:
    defaults: dict[str, object] = {
        "id": 1,
        "groups": frozenset({Group.MINISTRIES}),
        "span": EVER,
        "joined_on": date(2026, 1, 1),
    }
    return BodyFacts(**{**defaults, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "obliged"),
    [
        (ministry(), True),
        (ministry(groups=frozenset({Group.REGIONAL_AKIMATS})), False),
        (ministry(groups=frozenset()), False),
        (ministry(joined_on=DUE), True),
        (ministry(joined_on=date(2027, 1, 11)), False),
        (ministry(span=Span(date(2027, 1, 11))), False),
        (ministry(span=Span(date(2018, 1, 1), DUE)), False),
        (ministry(span=Span(date(2018, 1, 1), date(2027, 1, 11))), True),
        (ministry(exemptions=(("B", EVER),)), False),
        (ministry(exemptions=(("D", EVER),)), True),
        (ministry(exemptions=(("B", Span(date(2018, 1, 1), DUE)),)), True),
    ],
)
def test_is_obliged_asks_of_the_due_day(body: BodyFacts, obliged: bool) -> None:
    assert is_obliged(term(), body) is obliged


def test_is_obliged_by_function_follows_the_holder_on_the_due_day() -> None:
    wanted = term(addressee=Addressee(function="authorised_information"))
    held = Span(date(2023, 9, 1), DUE)
    assert not is_obliged(wanted, ministry())
    assert not is_obliged(wanted, ministry(functions=(("authorised_information", held),)))
    assert is_obliged(wanted, ministry(functions=(("authorised_information", EVER),)))


def test_openings_begin_when_the_duty_becomes_visible() -> None:
    assert list(openings(term(), [ministry()], date(2026, 11, 10))) == []
    expected = [Opening(Key("X", 1, "2027"), DUE, date(2026, 11, 11))]
    assert list(openings(term(), [ministry()], date(2026, 11, 11))) == expected
    assert list(openings(term(), [ministry()], date(2027, 6, 1))) == expected


def test_openings_of_a_body_that_joins_later_wait_for_it() -> None:
    joins = ministry(joined_on=date(2026, 12, 20))
    assert list(openings(term(), [joins], date(2026, 12, 19))) == []
    assert [found.opened_on for found in openings(term(), [joins], date(2027, 1, 5))] == [date(2026, 12, 20)]


def test_becomes_late_once() -> None:
    assert not becomes_late(DUE, None, DUE)
    assert becomes_late(DUE, None, date(2027, 1, 11))
    assert not becomes_late(DUE, date(2027, 1, 11), date(2027, 1, 12))


# -- the working calendar ------------------------------------------------------------------------------------------
CALENDAR = WorkingCalendar(
    {
        date(2027, 1, 1): DayKind.HOLIDAY,
        date(2027, 1, 2): DayKind.HOLIDAY,
        date(2027, 1, 4): DayKind.OBSERVED,
        date(2027, 1, 7): DayKind.HOLIDAY,
        date(2026, 12, 26): DayKind.WORKDAY,
        date(2026, 12, 31): DayKind.DAY_OFF,
    }
)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2027, 1, 8), True),
        (date(2027, 1, 9), False),
        (date(2027, 1, 10), False),
        (date(2027, 1, 7), False),
        (date(2027, 1, 4), False),
        (date(2026, 12, 26), True),
        (date(2026, 12, 31), False),
    ],
)
def test_working_day(day: date, working: bool) -> None:
    assert CALENDAR.is_working(day) is working


def test_last_working_day_before_10_january_2027_is_friday_the_8th() -> None:
    assert CALENDAR.last_working_day(DUE) == date(2027, 1, 8)
    assert CALENDAR.last_working_day(date(2027, 1, 8)) == date(2027, 1, 8)
    assert CALENDAR.last_working_day(date(2027, 1, 4)) == date(2026, 12, 30)


def test_last_working_day_of_a_broken_table_is_an_error() -> None:
    rest = WorkingCalendar({date(2027, 1, day): DayKind.DAY_OFF for day in range(1, 32)})
    with pytest.raises(NoWorkingDay):
        rest.last_working_day(date(2027, 1, 31))


# -- why this date -------------------------------------------------------------------------------------------------
def test_explain_counts_from_the_quarter_and_warns_of_the_day_off() -> None:
    steps = explain(
        period=Period.quarter(2026, 4),
        rule=DayAfterPeriod(10, Bound.NOT_LATER),
        act_rule=DayAfterPeriod(25, Bound.BY),
        due_on=DUE,
        calendar=CALENDAR,
    )
    assert steps == (
        Step(StepKind.ENDED, date(2026, 12, 31)),
        Step(StepKind.MONTH_DAY, DUE),
        Step(StepKind.ACT_DIFFERS, DUE, date(2027, 1, 25)),
        Step(StepKind.OFF, DUE),
        Step(StepKind.LAST_WORKING, date(2027, 1, 8)),
    )


def test_explain_says_when_the_act_sets_no_day() -> None:
    steps = explain(
        period=Period.quarter(2027, 2),
        rule=DayAfterPeriod(10, Bound.NOT_LATER),
        act_rule=None,
        due_on=date(2027, 7, 10),
        calendar=WorkingCalendar(),
    )
    assert [step.kind for step in steps] == [
        StepKind.ENDED,
        StepKind.MONTH_DAY,
        StepKind.ACT_SILENT,
        StepKind.OFF,
        StepKind.LAST_WORKING,
    ]


def test_explain_shows_the_nominal_day_of_a_bound_before() -> None:
    rule = FixedDay(0, 1, 15, Bound.BEFORE)
    steps = explain(
        period=Period.year(2027), rule=rule, act_rule=rule, due_on=date(2027, 1, 14), calendar=WorkingCalendar()
    )
    assert steps == (
        Step(StepKind.YEAR, date(2027, 1, 1)),
        Step(StepKind.DAY_BEFORE, date(2027, 1, 14), date(2027, 1, 15)),
        Step(StepKind.WORKING, date(2027, 1, 14)),
    )


def test_explain_shows_a_day_that_was_moved_for_one_obligation() -> None:
    rule = FixedDay(-1, 12, 1, Bound.NOT_LATER)
    steps = explain(
        period=Period.year(2027), rule=rule, act_rule=rule, due_on=date(2026, 12, 8), calendar=WorkingCalendar()
    )
    assert steps == (
        Step(StepKind.YEAR, date(2027, 1, 1)),
        Step(StepKind.NAMED_DAY, date(2026, 12, 1)),
        Step(StepKind.MOVED, date(2026, 12, 8), date(2026, 12, 1)),
        Step(StepKind.WORKING, date(2026, 12, 8)),
    )
