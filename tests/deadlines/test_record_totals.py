"""Kept totals are what counting everything again would give, whatever was written, however often it was killed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from portal.bodies.choices import TerritoryKind
from portal.deadlines import queries
from portal.deadlines.choices import Release
from portal.deadlines.models import Obligation, StaleTotal, Total
from portal.deadlines.queries.record.totals import NUMBERS, STATES, Sum, added, sums, years
from portal.deadlines.services import rebuild_totals, refresh_totals
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory

pytestmark = pytest.mark.django_db

ON = date(2026, 12, 20)
NOW = datetime(2026, 12, 20, 4, tzinfo=UTC)
_KINDS = {kind: name for name, kinds in STATES.items() for kind in kinds}


def refresh(on: date = ON) -> int:
    return refresh_totals(on=on, now=datetime(on.year, on.month, on.day, 4, tzinfo=UTC))


def kept() -> dict[tuple[Any, ...], Counter[str]]:
    """Every kept cell with its numbers."""
    return {
        (row.body_id, row.region_id, row.level, row.duty, row.period_key, row.year, row.is_public): Counter(
            {name: getattr(row, name) for name in NUMBERS if getattr(row, name)}
        )
        for row in Total.objects.exclude(duty="")
    }


def recounted(on: date) -> dict[tuple[Any, ...], Counter[str]]:
    """The same, one obligation after the other."""
    cells: dict[tuple[Any, ...], Counter[str]] = {}
    for row in Obligation.objects.select_related("body__territory__parent__parent__parent"):
        place = row.body.territory
        level = "central"
        if place is not None:
            level = {"region": "region", "district": "district", "rural_district": "rural"}[place.kind]
        if row.body.kind == "maslikhat":
            level = "maslikhat"
        region = None if place is None else place.region.pk
        state = row.state(on)
        for body in (row.body_id, None):
            year = 0 if row.period_key == "standing" else int(row.period_key[:4])
            key = (body, region, level, row.duty, row.period_key, year, row.is_public)
            counts = cells.setdefault(key, Counter())
            counts[_KINDS[state.kind]] += 1
            if state.kind in ("met_late", "claimed"):
                counts["days_late"] += state.days or 0
    return cells


@pytest.fixture
def bodies() -> list[Any]:
    """A ministry, and in one region its akimat, a district, a rural district and the maslikhat."""
    region = TerritoryFactory()
    district = TerritoryFactory(district=True, parent=region)
    village = TerritoryFactory(kind=TerritoryKind.RURAL_DISTRICT, parent=district)
    return [
        BodyFactory(),
        *(BodyFactory(akimat=True, territory=place) for place in (region, district, village)),
        BodyFactory(maslikhat=True, territory=region),
    ]


# -- what is counted -------------------------------------------------------------------------------------------------
def test_totals_count_each_state_and_tell_their_day_and_age() -> None:
    for trait in ("in_time", "two_days_late", "waived", "exempt", "gone", "waiting", "no_day"):
        ObligationFactory(**{trait: True})
    ObligationFactory()
    ObligationFactory(computed_due_on=date(2026, 12, 27))
    ObligationFactory(computed_due_on=date(2026, 12, 28))
    ObligationFactory(due_on=date(2027, 3, 1))
    ObligationFactory(internal=True)
    assert queries.counted() is None
    assert refresh() == 12
    (one,) = sums(year=2027, public=True)
    assert one == Sum(
        in_time=1,
        late=1,
        missing=1,
        soon=1,
        not_due=2,
        waiting=1,
        standing=1,
        exempt=1,
        waived=1,
        gone=1,
        days_late=2,
        first_due_on=date(2026, 12, 15),
        last_due_on=date(2026, 12, 15),
    )
    assert (one.counted, one.owed, one.share(one.in_time)) == (3, 11, 33)
    assert sums(year=2027, public=False)[0].missing == 1
    assert queries.counted() == queries.Counted(ON, NOW)


def test_what_was_done_before_its_last_day_is_in_the_base() -> None:
    ObligationFactory(met_on=date(2026, 12, 1))
    refresh(date(2026, 12, 2))
    assert sums(year=2027, public=True)[0].counted == 1


def test_totals_are_added_up_by_level_region_body_duty_and_period(bodies: list[Any]) -> None:
    for body in bodies:
        ObligationFactory(body=body, in_time=True)
        ObligationFactory(body=body, duty="C-3.5d", period_key="2027-Q1", computed_due_on=date(2027, 4, 10))
    refresh()
    region = bodies[1].territory
    by_level = {one.level: one.owed for one in sums(year=2027, by=("level",), public=True)}
    assert by_level == {"central": 2, "region": 2, "district": 2, "rural": 2, "maslikhat": 2}
    by_region = {one.region: one.owed for one in sums(year=2027, by=("region",), public=True)}
    assert by_region == {None: 2, region.pk: 8}
    assert sums(year=2027, by=("duty", "period"), public=True, region=region) == [
        Sum(
            duty="B-1.4-plan", period="2027", in_time=4, first_due_on=date(2026, 12, 15), last_due_on=date(2026, 12, 15)
        ),
        Sum(duty="C-3.5d", period="2027-Q1", not_due=4),
    ]
    assert [one.body for one in sums(year=2027, by=("body",), public=True, level="rural")] == [bodies[3].pk]
    assert sums(year=2027, public=True, body=bodies[0], duty="C-3.5d")[0].owed == 1
    assert sums(year=2027, public=True, act="B")[0].owed == 5
    assert sums(year=2027, public=True, act="C2", period_key="2027-Q1")[0].owed == 5
    assert sums(year=2026, public=True) == []
    assert list(years()) == [2027]


def test_what_is_owed_at_all_times_stands_in_the_year_nought() -> None:
    ObligationFactory(no_day=True, period_key="standing")
    refresh()
    assert sums(year=0, public=True)[0].standing == 1
    assert list(years()) == []


def test_adding_keeps_the_first_and_the_last_day() -> None:
    first, last = date(2026, 1, 10), date(2026, 4, 10)
    one = Sum(in_time=1, first_due_on=first, last_due_on=first)
    assert added([one, Sum(missing=2, first_due_on=last, last_due_on=last), Sum(waived=1)]) == Sum(
        in_time=1, missing=2, waived=1, first_due_on=first, last_due_on=last
    )


# -- what is counted again -------------------------------------------------------------------------------------------
def test_nothing_new_counts_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ObligationFactory()
    refresh()
    with django_assert_num_queries(16):
        assert refresh() == 0
    assert StaleTotal.objects.count() == 0


@pytest.mark.parametrize(("on", "name"), [(8, "soon"), (15, "soon"), (16, "missing"), (7, "not_due"), (30, "missing")])
def test_the_day_alone_changes_states_forwards_and_backwards(on: int, name: str) -> None:
    ObligationFactory()
    for start in (date(2026, 11, 1), date(2027, 2, 1)):
        refresh(start)
        refresh(date(2026, 12, on))
        assert getattr(sums(year=2027, public=True)[0], name) == 1


def test_a_body_that_lost_its_obligation_keeps_no_total() -> None:
    row = ObligationFactory()
    refresh()
    Obligation.objects.filter(pk=row.pk).update(is_public=False)
    refresh()
    assert sums(year=2027, public=True) == []
    Obligation.objects.filter(pk=row.pk).delete()
    refresh()
    assert kept() == {}


class Killed(Exception):
    """The process was killed."""


def killed_at(statement: int) -> Callable[..., Any]:
    left = [statement]

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        left[0] -= 1
        if not left[0]:
            raise Killed
        return run(sql, params, many, context)

    return execute


@pytest.mark.parametrize("seed", range(4))
def test_totals_equal_a_full_count_after_any_history(bodies: list[Any], seed: int, monkeypatch: Any) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr("portal.deadlines.services.record._CELLS", 3)
    monkeypatch.setattr("portal.deadlines.services.record._PAIRS", 1)
    on = date(2026, 12, 1)
    for step in range(12):
        write(chance, bodies, step)
        on += timedelta(days=chance.choice([0, 1, 5, 9, 40, -6]))
        with connection.execute_wrapper(killed_at(chance.randrange(1, 60))):
            try:
                refresh(on)
            except Killed:
                continue
    refresh(on)
    assert kept() == recounted(on)
    assert StaleTotal.objects.count() == 0


def write(chance: random.Random, bodies: list[Any], step: int) -> None:
    ObligationFactory(
        body=chance.choice(bodies),
        duty=chance.choice(["B-1.4-plan", "C-3.5d"]),
        period_key=chance.choice(["2026", "2027", "standing"]),
        subject=f"{step}",
        is_public=chance.random() < 0.7,
        computed_due_on=date(2026, 12, 1) + timedelta(days=chance.randrange(60)),
    )
    row = chance.choice(list(Obligation.objects.order_by("pk")))
    change = chance.choice(["meet", "late", "release", "move", "reopen", "none"])
    if change == "meet" and not row.released_as:
        row.met_on = row.entered_on = row.known_on = row.due_on
        row.returned_on = None
    elif change == "late":
        row.late_since = row.due_on + timedelta(days=1)
        row.met_on = row.due_on + timedelta(days=chance.randrange(-3, 9))
        row.entered_on = row.known_on = row.due_on + timedelta(days=chance.randrange(9, 12))
        row.returned_on = None
        if chance.random() < 0.5:
            row.confirmed_on, row.confirm_reason = row.entered_on, "seen"
            row.confirmed_by, row.confirmed_for = UserFactory(), BodyFactory()
    elif change == "release":
        row.released_as, row.released_on, row.release_ground = chance.choice(list(Release)), ON, "order"
    elif change == "move":
        row.due_on += timedelta(days=chance.randrange(30))
    elif change == "reopen":
        row.met_on = row.entered_on = row.known_on = None
        row.confirmed_on = row.confirmed_by = row.confirmed_for = None
        row.confirm_reason = ""
        row.returned_on = chance.choice([None, row.due_on])
    with transaction.atomic():
        row.save()


def test_rebuilding_gives_the_same_and_finds_what_was_lost(bodies: list[Any], capsys: Any) -> None:
    for body in bodies:
        ObligationFactory(body=body, in_time=True)
    refresh()
    before = kept()
    Total.objects.filter(body=bodies[0].pk).delete()
    Total.objects.filter(body__isnull=True, level="district").update(in_time=9)
    Total.objects.create(
        level="region", duty="C-1", period_key="2027", year=2027, is_public=True, on=ON, counted_at=NOW
    )
    rebuild_totals(on=ON, now=NOW)
    assert kept() == before
    call_command("rebuild_totals")
    assert capsys.readouterr().out == "5 totals counted.\n"


@pytest.mark.parametrize("later", [0, 1])
def test_a_body_moved_to_another_region_is_found_by_rebuilding_and_by_the_next_day(
    bodies: list[Any], later: int
) -> None:
    for body in bodies:
        ObligationFactory(body=body)
    refresh()
    other = TerritoryFactory()
    place = bodies[2].territory
    place.parent = other
    place.save()
    on = ON + timedelta(days=later)
    if later:
        # The district and the rural district within it.
        assert refresh(on) == 2
    else:
        rebuild_totals(on=on, now=NOW)
    assert kept() == recounted(on)
    assert other.pk in [one.region for one in sums(year=2027, by=("region",), public=True)]
