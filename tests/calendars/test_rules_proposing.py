"""The proposer: even, grouped, never twice on a day, stable; what is there counts and stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from portal.calendars.rules.proposing import Days, Given, Have, Proposed, Want, Why, Wish, proposed
from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar

YEAR = Period.year(2027)
HALVES = YEAR.parts("half")
HOLIDAY, MOVED_WORK = date(2027, 7, 6), date(2027, 3, 20)
CALENDAR = WorkingCalendar({HOLIDAY: "holiday", MOVED_WORK: "workday", date(2027, 3, 22): "day_off"})


def district(code: int, units: int = 11) -> list[Want]:
    """A district whose akim goes to each rural district once a half-year."""
    akim = f"{430000000 + code * 200000}"
    codes = [f"{430000000 + code * 200000 + 20000 + number * 1000}" for number in range(units)]
    return [Want("cov-3", akim, unit, unit, half) for unit in codes for half in HALVES]


REGION = [want for code in range(15, 22) for want in district(code)]


def kept(found: Proposed, *, is_ours: bool = True) -> list[Have]:
    """What was proposed, written down."""
    return [
        Have(number, each.want.akim, each.want.unit, each.day, each.day + timedelta(1), (each.day,), is_ours)
        for number, each in enumerate(found.given, start=1)
    ]


def days(found: Proposed) -> dict[tuple[str, str, Period], date]:
    return {(each.want.akim, each.want.unit, each.want.period): each.day for each in found.given}


def test_every_want_has_a_working_day_in_its_period_and_no_akim_two_on_one() -> None:
    found = proposed(REGION, (), CALENDAR)
    assert Counter(each.want for each in found.given) == Counter(REGION)
    assert all(each.want.period.contains(each.day) and CALENDAR.is_working(each.day) for each in found.given)
    assert max(Counter((each.want.akim, each.day) for each in found.given).values()) == 1
    assert (found.without_day, found.dropped) == ([], [])
    assert found.by_norm() == {"cov-3": len(REGION)}


def test_the_same_question_in_any_order_has_the_same_answer() -> None:
    assert proposed(reversed(REGION), (), CALENDAR).given == proposed(REGION, (), CALENDAR).given


def test_weeks_are_even() -> None:
    many = [want for code in range(40) for want in district(code)]
    weeks = Counter(each.day.isocalendar()[1] for each in proposed(many, (), CALENDAR).given)
    whole = [weeks[week] for week in range(1, 53)]
    assert max(whole) < 1.5 * sum(whole) / len(whole)
    assert min(whole) > 0


def test_an_akim_meets_at_even_distances() -> None:
    first = sorted(each.day for each in proposed(district(15), (), CALENDAR).given if each.want.period == HALVES[0])
    apart = [later - earlier for earlier, later in pairwise(first)]
    assert max(apart) - min(apart) <= timedelta(days=4)


def test_visits_of_one_group_follow_each_other() -> None:
    akim = "433200000"
    mixed = [Want("cov-3", akim, f"43323{number}00", f"43323{number % 3}000", HALVES[0]) for number in range(100, 112)]
    found = sorted(proposed(mixed, (), CALENDAR).given, key=lambda each: each.day)
    groups = [each.want.group for each in found]
    assert groups == sorted(groups)


def test_what_is_there_counts_and_keeps_its_day_to_itself() -> None:
    alone = proposed(district(15), (), CALENDAR)
    other = alone.given[3]
    by_hand = Have(7, other.want.akim, alone.given[0].want.unit, other.day, other.day + timedelta(1), (other.day,))
    found = proposed(district(15), [by_hand], CALENDAR)
    assert other.day not in {each.day for each in found.given if each.want.period == other.want.period}
    assert found.by_norm() == {"cov-3": 22}
    assert len(found.given) == 21
    taken = [each for each in found.given if each.why is Why.TAKEN]
    assert [(each.want.unit, each.aimed) for each in taken] == [(other.want.unit, other.day)]


def test_a_meeting_whose_day_is_open_counts_in_its_period() -> None:
    unit = district(15)[0]
    month = Period.month(2027, 4)
    found = proposed(district(15), [Have(7, unit.akim, unit.unit, month.start, month.end)], CALENDAR)
    assert (unit.unit, HALVES[0]) not in {(each.want.unit, each.want.period) for each in found.given}
    # A whole year is no promise for either half.
    found = proposed(district(15), [Have(7, unit.akim, unit.unit, YEAR.start, YEAR.end)], CALENDAR)
    assert len(found.given) == 22


def test_a_rerun_changes_nothing() -> None:
    first = proposed(REGION, (), CALENDAR)
    again = proposed(REGION, kept(first), CALENDAR)
    assert (again.given, again.dropped) == ([], [])
    assert again.by_norm() == first.by_norm()


def test_a_new_holiday_moves_the_meetings_of_that_day_alone_and_not_far() -> None:
    first = proposed(REGION, (), CALENDAR)
    day = Counter(each.day for each in first.given).most_common(1)[0][0]
    rows = kept(first)
    found = proposed(REGION, rows, WorkingCalendar({**CALENDAR.days, day: "holiday"}))
    hit = [row.key for row in rows if row.days == (day,)]
    assert hit
    assert [each.instead_of for each in found.given] == hit
    assert {each.why for each in found.given} == {Why.MOVED}
    assert all(abs(each.day - day) <= timedelta(days=7) for each in found.given)
    assert found.dropped == []


def test_a_new_unit_is_added_and_one_that_is_none_any_more_taken_out() -> None:
    first = proposed(REGION, (), CALENDAR)
    new = Want("cov-3", REGION[0].akim, "433099000", "433099000", HALVES[1])
    found = proposed([*REGION[1:], new], kept(first), CALENDAR)
    assert [each.want for each in found.given] == [new]
    gone = next(row.key for row, each in zip(kept(first), first.given, strict=True) if each.want == REGION[0])
    assert found.dropped == [gone]


def test_what_a_person_wrote_is_never_moved_or_taken_out() -> None:
    first = proposed(district(15), (), CALENDAR)
    theirs = kept(first, is_ours=False)
    on_holiday = replace(theirs[0], starts_on=HOLIDAY, ends_on=HOLIDAY + timedelta(1), days=(HOLIDAY,))
    strange = replace(theirs[1], unit="433000001")
    found = proposed(district(15), [on_holiday, strange, *theirs[2:]], CALENDAR)
    assert found.dropped == []
    assert all(each.instead_of is None for each in found.given)
    assert len(found.given) <= 2


def test_an_akim_of_another_unit_changes_nobody_elses_days() -> None:
    before = days(proposed(REGION, (), CALENDAR))
    after = days(proposed([*REGION, *district(30)], (), CALENDAR))
    assert before.items() <= after.items()


@pytest.mark.parametrize("wish", [Wish(days=Days.OFF), Wish(not_before=date(2027, 1, 29))])
def test_wishes_are_kept(wish) -> None:
    found = proposed(REGION, (), CALENDAR, wish)
    assert len(found.given) == len(REGION)
    for each in found.given:
        assert CALENDAR.is_working(each.day) is (wish.days is Days.WORKING)
        assert wish.not_before is None or each.day >= wish.not_before


def test_where_there_are_fewer_days_than_meetings_the_rest_is_told_of() -> None:
    month = Period.month(2027, 1)
    crowd = [Want("cov-4", "433230000", f"4332301{number:02}", "433230000", month) for number in range(40)]
    found = proposed(crowd, (), CALENDAR)
    working = sum(CALENDAR.is_working(month.start + timedelta(n)) for n in range(31))
    assert (len(found.given), len(found.without_day)) == (working, 40 - working)


def test_a_day_says_its_place_in_the_row() -> None:
    found = proposed(district(15), (), CALENDAR).given
    first: list[Given] = [each for each in found if each.want.period == HALVES[0]]
    assert [(each.place, each.out_of) for each in first] == [(number, 11) for number in range(1, 12)]
    assert all(each.why is Why.EVEN and each.aimed == each.day for each in first)
