"""Random histories of sweeps, crashes, holes, acts and decisions, compared with a slow reference of the contract."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from portal.deadlines.models import DutyStart, Obligation, ObligationEvent, Rung
from portal.deadlines.services import sweep
from portal.notices.models import Notice
from tests.deadlines.chronicle import OF_EVENTS, SENT, Chronicle, undone
from tests.deadlines.conftest import Country, make_country
from tests.deadlines.doing import file_proposals
from tests.factories.deadlines import seed_law

pytestmark = pytest.mark.django_db

#: Days that pass, and then an act of `Chronicle` with its numbers.
Act = tuple[str, tuple[int, ...]]
Program = list[tuple[int, Act]]

#: Acts of one kind are few in a history that shrinks well; days pass between any two.
_few, _some = st.integers(0, 2), st.integers(0, 25)


def _acts() -> st.SearchStrategy[Act]:
    """A name of an act of `Chronicle` and its numbers: a failing history prints as what was done in it."""
    return st.one_of(
        st.tuples(st.just("sweep"), st.tuples(st.integers(0, 12), st.integers(1, 2))),
        st.tuples(st.just("killed_sweep"), st.tuples(st.integers(1, 60), st.integers(0, 3))),
        st.tuples(st.just("file"), st.tuples(_few, _few, _few)),
        st.tuples(st.just("record"), st.tuples(_few, _few, _some)),
        st.tuples(st.just("attach"), st.tuples(_few, _few, _some)),
        st.tuples(st.just("give_back"), st.just(())),
        st.tuples(st.just("confirm"), st.just(())),
        st.tuples(st.just("withdraw"), st.tuples(_few, _few)),
        st.tuples(st.just("correct"), st.tuples(_few, _few, _some)),
        st.tuples(st.just("extend"), st.tuples(_few, _few, _some)),
        st.tuples(st.just("release"), st.tuples(_few, _few, st.integers(0, 1))),
        st.tuples(st.just("revoke"), st.tuples(_few)),
        st.tuples(st.just("happen"), st.tuples(st.integers(1, 2), _few, _some)),
        st.tuples(st.just("move_event"), st.tuples(st.integers(1, 2), _few, _some)),
        st.tuples(st.just("call_off"), st.tuples(st.integers(1, 2))),
        st.tuples(st.just("do_about"), st.tuples(st.integers(1, 2), _few, _few)),
    )


HISTORIES = st.lists(st.tuples(st.integers(0, 12), _acts()), max_size=14)

#: Lived through each time, whatever chance brings. A meeting that is called off and takes place after all:
CALLED_OFF_AND_BACK: Program = [
    (1, ("happen", (1, 0, 20))),
    (0, ("sweep", (0, 1))),
    (2, ("call_off", (1,))),
    (4, ("happen", (1, 0, 20))),
    (3, ("do_about", (1, 0, 1))),
]
#: Released, and done all the same: in time, and when the day is over.
RELEASED_AND_DONE: Program = [
    (1, ("sweep", (0, 1))),
    (2, ("release", (1, 1, 0))),
    (2, ("file", (1, 0, 0))),
]
RELEASED_AND_DONE_LATER: Program = [
    (1, ("sweep", (0, 1))),
    (2, ("release", (1, 1, 0))),
    (12, ("sweep", (0, 1))),
    (12, ("sweep", (0, 1))),
    (12, ("file", (1, 0, 0))),
]
#: An extension after the first day late, which is not forgotten, and its reversal.
EXTENDED_WHEN_LATE: Program = [
    (0, ("sweep", (0, 1))),
    (12, ("sweep", (0, 1))),
    (12, ("sweep", (0, 1))),
    (3, ("extend", (0, 0, 25))),
    (2, ("record", (0, 0, 0))),
    (1, ("withdraw", (0, 0))),
    (2, ("revoke", (0,))),
    (5, ("sweep", (9, 2))),
]


#: Entered late with a day in time, confirmed, corrected to another day, confirmed once more.
CONFIRMED_AND_CORRECTED: Program = [
    (0, ("sweep", (0, 1))),
    (12, ("sweep", (0, 1))),
    (12, ("sweep", (0, 1))),
    (6, ("record", (0, 0, 20))),
    (1, ("confirm", ())),
    (1, ("correct", (0, 0, 19))),
    (1, ("confirm", ())),
]
#: A last day moves, and a sweep whose clock jumped back to the day before comes after it.
MOVED_BEFORE_A_JUMP: Program = [
    (0, ("happen", (1, 1, 0))),
    (1, ("happen", (1, 1, 1))),
    (0, ("sweep", (1, 1))),
]
#: Sent in time, returned when the day is over, replaced; and returned before the day, and never replaced.
RETURNED_AND_REPLACED: Program = [
    *((12, ("sweep", (0, 1))) for _time in range(4)),
    (0, ("record", (0, 2, 0))),
    (12, ("give_back", ())),
    (2, ("sweep", (0, 1))),
    (1, ("record", (0, 2, 2))),
    (1, ("give_back", ())),
]


@pytest.fixture
def small(law: None) -> Country:
    """The law of the seven ordered duties, two duties of akimats that events open, and one that is sent."""
    DutyStart.objects.filter(duty__in=(*OF_EVENTS, SENT)).delete()
    return make_country()


@pytest.fixture(autouse=True)
def _dead_hold_no_lock(db: None) -> Iterator[None]:
    """A killed process loses its connection and with it the lock; here the process lives on."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")


def _live(country: Country, history: Program) -> None:
    with undone():
        chronicle = Chronicle(country)
        for days, (act, numbers) in history:
            chronicle.pass_days(days)
            getattr(chronicle, act)(*numbers)
        chronicle.check()


_HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=_HEALTH,
    database=None,
    # Explaining a fault costs more time than finding it.
    phases=(Phase.explicit, Phase.generate),
)
@example(history=CALLED_OFF_AND_BACK)
@example(history=CONFIRMED_AND_CORRECTED)
@example(history=RETURNED_AND_REPLACED)
@example(history=MOVED_BEFORE_A_JUMP)
@example(history=EXTENDED_WHEN_LATE)
@example(history=RELEASED_AND_DONE)
@example(history=RELEASED_AND_DONE_LATER)
@given(history=HISTORIES)
def test_any_history_leaves_what_the_contract_says(small: Country, history: Program) -> None:
    _live(small, history)


#: In parts, so that none takes as long as a test that hangs.
_PARTS = 6


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
@settings(
    max_examples=int(os.environ.get("KEZDESU_HISTORIES", "600")) // _PARTS,
    deadline=None,
    suppress_health_check=_HEALTH,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
@given(history=HISTORIES)
def test_hundreds_of_histories_leave_what_the_contract_says(small: Country, part: int, history: Program) -> None:
    _live(small, history)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_sweeps_and_people_at_the_same_moment_do_nothing_twice() -> None:
    """Two sweeps and a person, each on a connection of its own, day after day over the busiest weeks."""
    seed_law()
    country = make_country(ministries=6, akimats=4)
    first, last = date(2026, 11, 28), date(2026, 12, 20)
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    with ThreadPoolExecutor(3) as together:
        for number, day in enumerate(days):
            slug = f"ministry-{1 + number % 4}"
            acts = [_sweeping(day), _sweeping(day), _filing(country, day, slug)]
            ran = [done.result() for done in [together.submit(act) for act in acts]]
            assert any(ran)
    assert sweep(on=last).ran

    opened = Counter(ObligationEvent.objects.filter(kind="opened").values_list("obligation", flat=True))
    assert opened == Counter(Obligation.objects.values_list("pk", flat=True))
    late = ObligationEvent.objects.filter(kind="late").values_list("obligation", flat=True)
    assert Counter(late) == Counter(Obligation.objects.exclude(late_since=None).values_list("pk", flat=True))
    told = Notice.objects.filter(key__startswith="rung:").values_list("thread", "user", "due_on", "created_for", "kind")
    assert set(Counter(told).values()) == {1}
    never_filed = Obligation.objects.get(duty="B-1.4-prop", body=country["ministry-5"])
    # The thirtieth day before is a Sunday, and the Friday before it was before the body joined.
    assert list(never_filed.rungs.values_list("rung", flat=True)) == [14, 7, 3, 1, 0, -1, -3, -7]
    assert Rung.objects.filter(told=True).exists()


def _sweeping(on: date) -> Callable[[], bool]:
    def act() -> bool:
        try:
            return sweep(on=on).ran
        finally:
            connection.close()

    return act


def _filing(country: Country, on: date, slug: str) -> Callable[[], bool]:
    def act() -> bool:
        try:
            return file_proposals(country, on, slug, late_reason="late") is None
        finally:
            connection.close()

    return act
