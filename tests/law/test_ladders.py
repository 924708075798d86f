"""On which days a reminder falls, what is told of those that came together, and when to look next. No database."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.deadlines.choices import DayKind
from portal.deadlines.rules.sweep_ping import is_ping_address
from portal.law import registry
from portal.law.counting.calendar import WorkingCalendar
from portal.law.ladders import (
    DEFAULT_LADDER,
    DEFAULT_LADDERS,
    FIRST_DAY_LATE,
    TO_OVERSEERS,
    TO_SUPERIOR,
    RungsDue,
    fault,
    next_look,
    reach,
    rung_day,
    rungs_due,
)

LADDER = (30, 14, 7, 3, 1, 0, -1, -3, -7)
#: A Sunday, after Christmas on Thursday the 7th; the 1st, 2nd and the observed 4th are days off too.
SUNDAY = date(2027, 1, 10)
#: A Tuesday; the Day of Independence follows on Wednesday the 16th.
TUESDAY = date(2026, 12, 15)
CALENDAR = WorkingCalendar(
    {
        date(2026, 12, 16): DayKind.HOLIDAY,
        date(2027, 1, 1): DayKind.HOLIDAY,
        date(2027, 1, 2): DayKind.HOLIDAY,
        date(2027, 1, 4): DayKind.OBSERVED,
        date(2027, 1, 7): DayKind.HOLIDAY,
    }
)
LONG_AGO = date(2026, 10, 1)


def due(on: date, due_on: date = SUNDAY, **facts: object) -> RungsDue:
    known: dict[str, object] = {"opened_on": LONG_AGO, "calendar": CALENDAR, **facts}
    return rungs_due(LADDER, due_on=due_on, on=on, **known)  # type: ignore[arg-type]


# -- the default ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("B-4.3", (30, 14, 7, 3, 1, 0, -1, -3, -7)),
        ("D-3.1", (30, 14, 7, 3, 1, 0, -1, -3, -7)),
        ("D-1.4", (14, 7, 3, 1, 0, -1, -3, -7)),
        ("P-3", (7, 1, 0, -1, -3, -7)),
        ("C-3.5c", (30, 14, 7, 3, 1, 0, -1, -3, -7)),
        ("L-9.3", (30, 14, 7, 3, 1, 0, -1, -3, -7)),
    ],
)
def test_default_is_shorter_for_what_comes_back_often(key: str, days: tuple[int, ...]) -> None:
    assert registry.duty(key).ladder == days


def test_every_default_could_be_set_by_hand_and_reaches_who_stands_above() -> None:
    for ladder in (DEFAULT_LADDER, *DEFAULT_LADDERS.values()):
        assert fault(ladder) == ""
        assert {FIRST_DAY_LATE, TO_SUPERIOR, TO_OVERSEERS} <= set(ladder)
        assert list(ladder) == sorted(set(ladder), reverse=True)


# -- days ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("due_on", "rung", "day"),
    [
        (SUNDAY, 30, date(2026, 12, 11)),
        # 27 December is a Sunday, 3 January too: the reminder goes before them.
        (SUNDAY, 14, date(2026, 12, 25)),
        (SUNDAY, 7, date(2026, 12, 31)),
        # The 7th is Christmas.
        (SUNDAY, 3, date(2027, 1, 6)),
        (SUNDAY, 1, date(2027, 1, 8)),
        (SUNDAY, 0, date(2027, 1, 8)),
        # After the day nothing moves: Monday the 11th, Wednesday, Sunday the 17th.
        (SUNDAY, -1, date(2027, 1, 11)),
        (SUNDAY, -3, date(2027, 1, 13)),
        (SUNDAY, -7, date(2027, 1, 17)),
        # 15 November is a Sunday.
        (TUESDAY, 30, date(2026, 11, 13)),
        (TUESDAY, 14, date(2026, 12, 1)),
        (TUESDAY, 3, date(2026, 12, 11)),
        (TUESDAY, 1, date(2026, 12, 14)),
        (TUESDAY, 0, TUESDAY),
        # The holiday does not hold lateness back.
        (TUESDAY, -1, date(2026, 12, 16)),
        (TUESDAY, -7, date(2026, 12, 22)),
    ],
)
def test_rung_falls_on_its_day_or_on_the_working_day_before(due_on: date, rung: int, day: date) -> None:
    assert rung_day(due_on, rung, CALENDAR) == day


def test_moved_working_saturday_is_a_day_to_remind_on() -> None:
    calendar = WorkingCalendar({date(2027, 1, 9): DayKind.WORKDAY})
    assert rung_day(SUNDAY, 1, calendar) == rung_day(SUNDAY, 0, calendar) == date(2027, 1, 9)


# -- what is told --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("on", "told", "passed"),
    [
        (date(2026, 12, 10), (), ()),
        (date(2026, 12, 11), (30,), ()),
        (date(2026, 12, 24), (30,), ()),
        # A hole of two weeks over the New Year: only what still makes sense.
        (date(2026, 12, 25), (14,), (30,)),
        (date(2027, 1, 6), (3,), (30, 14, 7)),
        (date(2027, 1, 8), (0,), (30, 14, 7, 3, 1)),
        (date(2027, 1, 10), (0,), (30, 14, 7, 3, 1)),
        # The day is over: no reminder of it says anything; lateness is told, each part to its own people.
        (date(2027, 1, 11), (-1,), (30, 14, 7, 3, 1, 0)),
        (date(2027, 1, 13), (-1, -3), (30, 14, 7, 3, 1, 0)),
        (date(2027, 6, 1), (-1, -3, -7), (30, 14, 7, 3, 1, 0)),
    ],
)
def test_of_rungs_that_came_together_only_the_nearest_is_told(
    on: date, told: tuple[int, ...], passed: tuple[int, ...]
) -> None:
    found = due(on)
    assert (found.told, found.passed) == (told, passed)
    assert found.all == tuple(sorted(told + passed, reverse=True))


def test_rung_added_after_a_nearer_one_was_told_is_passed_over() -> None:
    assert due(date(2027, 1, 6), written=frozenset({30, 7, 3})) == RungsDue(told=(), passed=(14,))


def test_rungs_before_the_duty_was_opened_are_not_due() -> None:
    assert due(date(2027, 1, 11), opened_on=date(2027, 1, 7)).all == (1, 0, -1)


def test_rungs_of_the_time_it_stood_fulfilled_are_not_due_but_lateness_is() -> None:
    assert due(date(2027, 1, 20), reopened_on=date(2027, 1, 20)).all == (-1, -3, -7)
    assert due(date(2027, 1, 9), reopened_on=date(2027, 1, 8)) == RungsDue(told=(0,), passed=(1,))


def test_rungs_written_are_not_due_again_when_the_clock_goes_back() -> None:
    written = frozenset({30, 14})
    assert not due(date(2026, 12, 27), written=written)
    assert not due(date(2026, 12, 11), written=written)


# -- when to look next ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "day"),
    [
        ((), date(2026, 12, 11)),
        ((30,), date(2026, 12, 25)),
        ((30, 14, 7, 3), date(2027, 1, 8)),
        ((30, 14, 7, 3, 1, 0), date(2027, 1, 11)),
        ((30, 14, 7, 3, 1, 0, -1, -3), date(2027, 1, 17)),
        (LADDER, None),
    ],
)
def test_next_look_is_the_day_of_the_next_rung(written: tuple[int, ...], day: date | None) -> None:
    found = next_look(LADDER, due_on=SUNDAY, opened_on=LONG_AGO, calendar=CALENDAR, written=frozenset(written))
    assert found == day


def test_empty_ladder_is_never_looked_at() -> None:
    assert next_look((), due_on=SUNDAY, opened_on=LONG_AGO, calendar=CALENDAR) is None
    assert reach(()) == 0
    assert reach(LADDER) == 30


# -- sweeping well and badly ---------------------------------------------------------------------------------------
_ON_A_BUSY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_RUNGS = st.lists(st.integers(-20, 40), min_size=1, max_size=9, unique=True)
_DUE = st.dates(date(2026, 12, 1), date(2027, 1, 31))
_DAYS = st.lists(st.dates(date(2026, 10, 1), date(2027, 4, 1)), min_size=1, max_size=15)


def climbed(ladder: list[int], due_on: date, opened_on: date, days: list[date]) -> tuple[set[int], set[int]]:
    """Rungs written and told by sweeps of `days`, in their order."""
    written: set[int] = set()
    told: set[int] = set()
    for on in days:
        new = rungs_due(
            ladder, due_on=due_on, opened_on=opened_on, on=on, calendar=CALENDAR, written=frozenset(written)
        )
        assert not written.intersection(new.all)
        written.update(new.all)
        told.update(new.told)
    return written, told


@_ON_A_BUSY_MACHINE
@given(ladder=_RUNGS, due_on=_DUE, opened=st.integers(0, 60), days=_DAYS)
def test_rungs_written_do_not_depend_on_the_days_of_sweeping(
    ladder: list[int], due_on: date, opened: int, days: list[date]
) -> None:
    opened_on = due_on - timedelta(days=opened)
    last = max(days)
    every_day = [opened_on + timedelta(days=ahead) for ahead in range((last - opened_on).days + 1)]
    written, told = climbed(ladder, due_on, opened_on, days)
    best, all_told = climbed(ladder, due_on, opened_on, every_day)
    at_once, _told = climbed(ladder, due_on, opened_on, [last])
    assert written == best or last < opened_on
    assert written == at_once
    # Nothing is told that an honest sweep would not have told, save the nearest of a hole; all lateness is.
    assert told <= written
    assert {rung for rung in written if rung < 0} == {rung for rung in told if rung < 0}
    assert {rung for rung in all_told if rung < 0} <= told or last < opened_on


@_ON_A_BUSY_MACHINE
@given(ladder=_RUNGS, due_on=_DUE, opened=st.integers(0, 60), days=_DAYS)
def test_next_look_skips_no_rung(ladder: list[int], due_on: date, opened: int, days: list[date]) -> None:
    """Looking only when told to leaves what looking each time leaves; a day too early only costs a look."""
    opened_on = due_on - timedelta(days=opened)
    written: set[int] = set()
    look_on: date | None = opened_on
    for on in days:
        if look_on is None or look_on > on:
            continue
        facts = {"due_on": due_on, "opened_on": opened_on, "calendar": CALENDAR}
        written.update(rungs_due(ladder, on=on, written=frozenset(written), **facts).all)  # type: ignore[arg-type]
        look_on = next_look(ladder, written=frozenset(written), **facts)  # type: ignore[arg-type]
        assert look_on is None or look_on > on
    always, _told = climbed(ladder, due_on, opened_on, days)
    assert written == always


@given(due_on=_DUE)
def test_rungs_never_overtake_each_other(due_on: date) -> None:
    days = [rung_day(due_on, rung, CALENDAR) for rung in LADDER]
    assert all(earlier <= later for earlier, later in pairwise(days))


# -- what may be set -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ladder", "code"),
    [
        ((), "empty"),
        ((181,), "far"),
        ((0, -91), "long"),
        (tuple(range(21)), "many"),
        ((180, 0, -90), ""),
        ((-1,), ""),
        (tuple(range(20)), ""),
    ],
)
def test_fault_names_what_is_wrong(ladder: tuple[int, ...], code: str) -> None:
    assert fault(ladder) == code


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://monitor.example.kz/ping/7", True),
        ("http://10.0.0.5:8080/x", True),
        ("file:///etc/passwd", False),
        ("ftp://example.kz/x", False),
        ("https://", False),
        ("monitor.example.kz", False),
        ("http://[::1", False),
        ("https://example.kz:port/", False),
    ],
)
def test_only_addresses_of_the_web_are_pinged(address: str, allowed: bool) -> None:
    assert is_ping_address(address) is allowed
