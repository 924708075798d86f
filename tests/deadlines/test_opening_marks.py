"""What was found whole is not compared again, and is as soon as anything changed that its answer is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.bodies.models import Body
from portal.deadlines.models import CalendarDay, Decision, DutyStart, Obligation, RuleMark
from portal.deadlines.services import sweep
from portal.deadlines.services.opening import Plan
from tests.deadlines.chronicle import PAPERS, Killed, KilledAt
from tests.deadlines.conftest import Country, make_country
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, ExemptionFactory, TerritoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_law")]

DAY = date(2026, 12, 1)


@pytest.fixture
def land() -> Country:
    return make_country(joined_on=date(2026, 1, 1))


@pytest.fixture(autouse=True)
def _dead_hold_no_lock(db: None) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")


def decide(land: Country, **said: object) -> Decision:
    recorded_by = land.people["administration administrator"].user
    return Decision.objects.create(
        **{"number": 99, "applies_from": date(2026, 1, 1), "recorded_by": recorded_by, **PAPERS, **said}
    )


def reverse(land: Country, number: int, duty: str) -> None:
    one = Decision.objects.get(number=number, duty=duty)
    decide(land, number=99, duty=duty, revokes=one, applies_from=one.applies_from)


def asked_again(on: date = DAY) -> set[tuple[str, str]]:
    """Rules that a sweep of the day compares with what is there."""
    plan = Plan(on)
    list(plan.missing())
    assert plan._marks is not None
    return set(plan._marks._new)


def owed() -> set[tuple[str, int, str, str]]:
    return set(Obligation.objects.values_list("duty", "body_id", "period_key", "subject"))


def owed_without_marks(on: date) -> set[tuple[str, int, str, str]]:
    """What a sweep that knows of no mark leaves."""
    RuleMark.objects.all().delete()
    sweep(on=on)
    return owed()


def test_second_sweep_of_a_day_asks_no_rule_and_looks_at_no_obligation_of_the_past(land: Country) -> None:
    sweep(on=DAY)
    assert RuleMark.objects.count() > 50
    assert asked_again() == set()
    with CaptureQueriesContext(connection) as queries:
        sweep(on=DAY)
    assert not [one["sql"] for one in queries.captured_queries if "md5" in one["sql"]]


def test_statements_of_an_idle_sweep_do_not_grow_with_the_past(land: Country) -> None:
    def idle(on: date) -> int:
        sweep(on=on)
        with CaptureQueriesContext(connection) as queries:
            sweep(on=on)
        return len(queries)

    assert idle(DAY) == idle(date(2029, 12, 1))


def test_next_day_asks_only_what_time_may_have_changed(land: Country) -> None:
    sweep(on=DAY)
    asked = asked_again(DAY + timedelta(days=1))
    # What is owed at all times is owed by whoever is there on the day; C-5.1 becomes visible on the 2nd.
    assert {duty for duty, _period in asked} == {"D-3.2", "L-16.3", "C-5.1"}


def _new_body(land: Country) -> None:
    BodyFactory(slug="new", joined_on=DAY, starts_on=date(2020, 1, 1))


def _holder(land: Country) -> None:
    land["culture"].functions.filter(function="authorised_information").update(ends_on=date(2026, 6, 1))
    BodyFunctionFactory(body=land["ministry-1"], function="authorised_information", starts_on=date(2026, 6, 1))


def _exemption_ends(land: Country) -> None:
    land["defence"].exemptions.all().delete()


def _new_district(land: Country) -> None:
    TerritoryFactory(district=True, parent=land["akimat-1"].territory)


def _joined_earlier(land: Country) -> None:
    Body.objects.filter(pk=land["akimat-1"].pk).update(joined_on=date(2025, 1, 1))


def _kept_from_earlier(land: Country) -> None:
    DutyStart.objects.all().delete()


def _lifted(land: Country) -> None:
    reverse(land, 98, "P-3")


def _revived(land: Country) -> None:
    decide(land, act="B", stands=True)


def _day_moved(land: Country) -> None:
    reverse(land, 2, "C-3.5d")


def _day_off(land: Country) -> None:
    decide(land, duty="D-1.4", day_off="next")


@pytest.mark.parametrize(
    "change",
    [
        _new_body,
        _holder,
        _exemption_ends,
        _new_district,
        _joined_earlier,
        _kept_from_earlier,
        _lifted,
        _revived,
        _day_moved,
        _day_off,
    ],
)
def test_whatever_changes_the_answer_is_found(land: Country, change: Callable[[Country], None]) -> None:
    decide(land, number=98, duty="P-3", stands=False)
    DutyStart.objects.create(duty="D-1.1", since=date(2026, 12, 31))
    ExemptionFactory(body=land["defence"], act="L", starts_on=date(2020, 1, 1))
    sweep(on=DAY)
    before = owed()
    change(land)
    sweep(on=DAY)
    found = owed()
    assert found == owed_without_marks(DAY)
    assert before <= found
    if change not in (_day_moved, _day_off):
        assert before < found
    assert asked_again() == set()


def test_body_that_joins_later_is_found_on_its_day(land: Country) -> None:
    later = BodyFactory(slug="later", joined_on=date(2026, 12, 10), starts_on=date(2020, 1, 1))
    sweep(on=DAY)
    mark = RuleMark.objects.get(duty="D-1.4", period_key="2026-Q4")
    assert (mark.good_from, mark.good_before) == (DAY, date(2026, 12, 10))
    sweep(on=date(2026, 12, 9))
    assert not Obligation.objects.filter(body=later).exists()
    sweep(on=date(2026, 12, 10))
    assert Obligation.objects.filter(body=later, duty="D-1.4", period_key="2026-Q4").exists()
    assert owed() == owed_without_marks(date(2026, 12, 10))


def test_working_day_that_moves_a_last_day_asks_its_rule(land: Country) -> None:
    decide(land, duty="D-1.4", day_off="next")
    sweep(on=DAY)
    CalendarDay.objects.update_or_create(date=date(2027, 1, 11), defaults={"kind": "day_off"})
    assert ("D-1.4", "2026-Q4") in asked_again()


def test_clock_that_jumps_back_asks_and_opens_nothing(land: Country) -> None:
    sweep(on=DAY)
    before = owed()
    sweep(on=DAY - timedelta(days=20))
    assert owed() == before
    sweep(on=DAY)
    assert owed() == before == owed_without_marks(DAY)


def test_deleted_obligations_take_their_marks_with_them(land: Country) -> None:
    sweep(on=DAY)
    row = Obligation.objects.filter(duty="P-40/41").first()
    assert row is not None
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE deadlines_obligationevent DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM deadlines_obligationevent WHERE obligation_id = %s", [row.pk])
        cursor.execute("DELETE FROM deadlines_rung WHERE obligation_id = %s", [row.pk])
        cursor.execute("DELETE FROM deadlines_obligation WHERE id = %s", [row.pk])
        cursor.execute("ALTER TABLE deadlines_obligationevent ENABLE TRIGGER USER")
    assert asked_again() == {(row.duty, row.period_key)}


def test_killed_before_any_statement_the_next_sweep_opens_the_rest(land: Country) -> None:
    whole = owed_without_marks(DAY)
    statement = 0
    while True:
        statement += 7
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT one_death")
        killer = KilledAt(statement)
        RuleMark.objects.all().delete()
        BodyFactory(slug=f"new-{statement}", joined_on=DAY, starts_on=date(2020, 1, 1))
        with suppress(Killed), connection.execute_wrapper(killer):
            sweep(on=DAY)
        if killer.count < statement:
            break
        sweep(on=DAY)
        found = owed()
        assert found == owed_without_marks(DAY), statement
        assert whole < found
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT one_death")
    assert statement > 14
