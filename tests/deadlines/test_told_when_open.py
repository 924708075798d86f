"""What has no day is told of once, when it opens: no duty in force is owed by somebody who never hears of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import connection

from portal.bodies.models import RoleGrant
from portal.deadlines.models import Obligation
from portal.deadlines.services import call_off, happen, sweep
from portal.kernel.wording import Lines
from portal.law import registry
from portal.law.counting.events import Event
from portal.law.duty import OnEvents
from portal.law.owner_decisions import SHIPPED
from portal.notices.models import Notice
from tests.deadlines.chronicle import Killed, KilledAt
from tests.deadlines.conftest import Country, make_country
from tests.factories.deadlines import ObligationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_law")]

TODAY = date(2027, 3, 1)
ABOUT = Lines("2027-000012, кездесу", "2027-000012, встреча", "2027-000012, a meeting")
#: Duties in force on the day whose act and decisions set no day.
DAYLESS = tuple(
    duty
    for duty in registry.duties_in_force(TODAY, SHIPPED)
    if isinstance(duty.opens, OnEvents) and duty.opens.due is None
)


@pytest.fixture
def land() -> Country:
    return make_country(joined_on=date(2026, 1, 1))


@pytest.fixture(autouse=True)
def _dead_hold_no_lock(db: None) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")


def happened(event: Event, land: Country, on: date | None = TODAY) -> None:
    bodies = [land["akimat-1"], land["ministry-1"]]
    happen(event=event, subject="meeting:12", about=ABOUT, on=on, bodies=bodies, beside=bodies, today=TODAY)


def told(duty: str) -> list[tuple[str, str]]:
    """Who heard that it is open, with the kind."""
    threads = [f"obligation:{pk}" for pk in Obligation.objects.filter(duty=duty).values_list("pk", flat=True)]
    rows = Notice.objects.filter(thread__in=threads).order_by("user__email", "pk")
    return list(rows.values_list("user__email", "kind"))


def test_there_are_such_duties() -> None:
    assert {duty.key for duty in DAYLESS} >= {"C-2.1c", "C-3.1", "C-3.2", "C-3.3", "C-4", "D-1.2", "D-1.3", "D-2"}


@pytest.mark.parametrize("duty", [duty.key for duty in DAYLESS])
def test_every_duty_of_events_without_a_day_reaches_its_body(land: Country, duty: str) -> None:
    opens = registry.duty(duty).opens
    assert isinstance(opens, OnEvents)
    happened(opens.events[0], land)
    sweep(on=TODAY)
    people = told(duty)
    slugs = {email.partition(".")[2].partition("@")[0] for email, _kind in people}
    owing = set(Obligation.objects.filter(duty=duty).values_list("body__slug", flat=True))
    assert owing
    assert slugs == owing
    assert set(Counter(people).values()) == {1}
    assert {kind for _email, kind in people} == {"duty_opened"}


def test_preparers_and_heads_are_told_once_however_often_it_is_swept(land: Country) -> None:
    happened(Event.MEETING_PLANNED, land)
    expected = [("head.akimat-1@example.kz", "duty_opened"), ("officer.akimat-1@example.kz", "duty_opened")]
    for on in (TODAY, TODAY, date(2027, 3, 2), date(2027, 2, 25), date(2027, 4, 20)):
        sweep(on=on)
        assert told("C-3.2") == expected
    notice = Notice.objects.filter(kind="duty_opened").earliest("pk")
    assert (notice.digest, notice.is_copy, notice.due_on, notice.created_for) == (True, False, None, TODAY)
    assert "2027-000012, встреча" in notice.line_ru
    assert not Obligation.objects.filter(duty="C-3.2").exclude(look_on=None).exists()


def test_what_stands_at_all_times_is_told_as_soon_as_there_is_somebody_to_hear_it(land: Country) -> None:
    """The body joined before anybody had a role at it."""
    heard = ("preparer.ministry-1@example.kz", "duty_opened")
    RoleGrant.objects.update(starts_on=date(2026, 10, 1))
    for on, times in ((date(2026, 9, 1), 0), (date(2026, 9, 30), 0), (date(2026, 10, 1), 1), (TODAY, 1)):
        sweep(on=on)
        assert told("L-16.3").count(heard) == times, on


def test_what_waits_for_its_day_is_told_and_told_its_day(land: Country) -> None:
    happened(Event.MEETING_PLANNED, land, on=None)
    sweep(on=TODAY)
    assert ("officer.akimat-1@example.kz", "duty_opened") in told("C-3.4a")
    happened(Event.MEETING_PLANNED, land, on=date(2027, 6, 1))
    sweep(on=date(2027, 3, 2))
    assert [kind for email, kind in told("C-3.4a") if email.startswith("officer")] == ["duty_opened", "deadline_moved"]


def test_what_was_called_off_before_anybody_heard_is_not_told(land: Country) -> None:
    happened(Event.MEETING_PLANNED, land)
    call_off(subject="meeting:12", reason="called off", today=TODAY)
    sweep(on=TODAY)
    assert told("C-3.2") == []


def test_killed_before_any_statement_everybody_is_told_once(land: Country) -> None:
    happened(Event.MEETING_PLANNED, land)
    sweep(on=date(2027, 2, 25))
    statement = 0
    while True:
        statement += 1
        killer = KilledAt(statement)
        Notice.objects.filter(kind="duty_opened").delete()
        Obligation.objects.filter(due_on=None).update(look_on=TODAY)
        with suppress(Killed), connection.execute_wrapper(killer):
            sweep(on=TODAY)
        if killer.count < statement:
            break
        sweep(on=TODAY)
        found = Counter(Notice.objects.filter(kind="duty_opened").values_list("thread", "user"))
        assert set(found.values()) == {1}, statement
        assert len(told("C-3.2")) == 2, statement
    assert statement > 10


def test_upgrade_tells_what_stands_open_and_nothing_else(land: Country) -> None:
    akimat = land["akimat-1"]
    plain = {"duty": "D-2", "act": "D", "body": akimat, "period_key": "2027", "opens_by": "event", "no_day": True}
    silent = ObligationFactory(**plain, subject="meeting:1", act_due_on=None)
    done = ObligationFactory(**plain, subject="meeting:2", act_due_on=None, met_on=TODAY)
    dated = ObligationFactory(body=akimat, duty="C-2.1", act="C2", look_on=None, computed_due_on=date(2027, 1, 15))
    step = import_module("portal.deadlines.migrations.0007_told_when_open")
    with time_machine.travel("2027-02-28 20:00Z", tick=False):
        step.look_once(apps, None)
    for row in (silent, done, dated):
        row.refresh_from_db()
    assert (silent.look_on, done.look_on, dated.look_on) == (TODAY, None, None)
