"""When letters may go out, what a digest keeps, how failures are waited out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.kernel import clock
from portal.notices.rules import (
    DIGEST_LIMIT,
    Told,
    by_matter,
    grouped,
    latest_of_threads,
    makes_another,
    may_go,
    next_try,
)

TODAY = date(2026, 11, 24)
TOMORROW = date(2026, 11, 25)
YESTERDAY = date(2026, 11, 23)


def at(hour: int, minute: int) -> datetime:
    return clock.local(clock.at(TODAY, hour, minute))


@pytest.mark.parametrize(
    ("hour", "minute", "ordinary", "due_today"),
    [
        (0, 0, False, False),
        (7, 59, False, False),
        (8, 0, True, True),
        (8, 1, True, True),
        (19, 59, True, True),
        (20, 0, False, True),
        (20, 1, False, True),
        (23, 59, False, True),
    ],
)
def test_may_go_by_the_clock(hour: int, minute: int, ordinary: bool, due_today: bool) -> None:
    assert may_go(at(hour, minute), None) is ordinary
    assert may_go(at(hour, minute), TOMORROW) is ordinary
    assert may_go(at(hour, minute), YESTERDAY) is ordinary
    assert may_go(at(hour, minute), TODAY) is due_today


@pytest.mark.parametrize(
    ("digests", "due", "expected"),
    [
        (0, [], True),
        (0, [TOMORROW], True),
        (1, [TOMORROW, None, YESTERDAY], False),
        (1, [TOMORROW, TODAY], True),
        (2, [TODAY], True),
    ],
)
def test_makes_another_only_for_what_is_due_today(digests: int, due: list[date | None], expected: bool) -> None:
    assert makes_another(digests, due, TODAY) is expected


@pytest.mark.parametrize(("failures", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60), (100, 60)])
def test_next_try_waits_longer_up_to_an_hour(failures: int, minutes: int) -> None:
    now = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    assert next_try(now, failures) == now + timedelta(minutes=minutes)


def told(order: int, thread: str = "", due_on: date | None = None) -> Told:
    return Told(order=order, thread=thread, due_on=due_on, line=f"line {order}", path="/")


def test_latest_of_threads_keeps_the_last_of_a_thread_and_everything_without_one() -> None:
    kept = latest_of_threads([told(3, "a"), told(1, "a"), told(2), told(4), told(5, "b")])
    assert [each.order for each in kept] == [2, 3, 4, 5]


def test_latest_of_threads_puts_the_nearest_due_day_first() -> None:
    kept = latest_of_threads([told(1), told(2, due_on=TOMORROW), told(3, due_on=YESTERDAY), told(4, due_on=TODAY)])
    assert [each.order for each in kept] == [3, 4, 2, 1]


def copy(order: int) -> Told:
    return replace(told(order), is_copy=True)


def test_grouped_puts_own_matters_before_copies() -> None:
    rows = [copy(1), told(2), copy(3), told(4)]
    found = grouped(by_matter(rows))
    assert [each.first.order for each in found.own] == [2, 4]
    assert [each.first.order for each in found.copies] == [1, 3]
    assert found.left_out == 0


@pytest.mark.parametrize(("own", "copies", "shown"), [(50, 5, (40, 0, 15)), (38, 5, (38, 2, 3)), (0, 41, (0, 40, 1))])
def test_grouped_leaves_out_what_nobody_would_read(own: int, copies: int, shown: tuple[int, int, int]) -> None:
    rows = [told(order) for order in range(own)] + [copy(order) for order in range(copies)]
    found = grouped(by_matter(rows))
    assert (len(found.own), len(found.copies), found.left_out) == shown
    assert DIGEST_LIMIT == 40


def test_matters_stand_where_their_first_notice_stands_and_copies_apart() -> None:
    meeting = {"matter": "event:1:meeting:12", "named": "a meeting"}
    rows = [
        told(1),
        replace(told(2), **meeting),
        told(3),
        replace(told(4), **meeting),
        replace(told(5), is_copy=True, **meeting),
        told(6),
    ]
    assert [[part.order for part in each.parts] for each in by_matter(rows)] == [[1], [2, 4], [3], [5], [6]]


def test_parts_of_one_matter_are_one_line_of_the_limit() -> None:
    rows = [replace(told(order), matter="event:1:meeting:12") for order in range(60)] + [told(61)]
    found = grouped(by_matter(rows))
    assert (len(found.own), found.left_out) == (2, 0)
