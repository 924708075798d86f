"""The season of planning, 20 November to 20 January, swept well and badly: the same obligations, the same outbox."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, transaction

from portal.deadlines import services
from portal.deadlines.models import Obligation, ObligationEvent, Rung, SweepRun
from portal.deadlines.queries import rehearse
from portal.deadlines.services import Proof, fulfil, record_evidence, sweep, withdraw_fulfilment
from portal.deadlines.services.sweep import _LOCK
from portal.notices.models import Notice
from tests.deadlines.conftest import Country, make_country

FIRST, LAST = date(2026, 11, 20), date(2027, 1, 20)
SEASON = [FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1)]
BUSY_DAY = date(2026, 12, 16)

pytestmark = pytest.mark.django_db


class Killed(Exception):
    """The process was killed."""


class KilledAt:
    """An execute wrapper that kills before one statement, counted from 1."""

    def __init__(self, statement: int) -> None:
        self.statement = statement
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        if self.count == self.statement:
            raise Killed(sql)
        return execute(sql, params, many, context)


@dataclass(frozen=True)
class Outcome:
    obligations: frozenset[tuple[Any, ...]]
    rungs: frozenset[tuple[Any, ...]]
    events: frozenset[tuple[Any, ...]]
    notices: frozenset[tuple[Any, ...]]


def outcome() -> Outcome:
    """Everything a season leaves, free of row numbers."""
    rows = {row.pk: row for row in Obligation.objects.select_related("body")}
    names = {pk: (row.duty, row.body.slug, row.period_key) for pk, row in rows.items()}
    notices = Counter(
        (
            *names[int(notice.key.split(":")[1])],
            notice.key.split(":")[2],
            *(notice.user.email, notice.kind, notice.created_for, notice.due_on, notice.line_ru),
        )
        for notice in Notice.objects.filter(key__startswith="rung:").select_related("user")
    )
    assert set(notices.values()) <= {1}
    return Outcome(
        obligations=frozenset(
            (*names[pk], row.due_on, row.opened_on, row.reopened_on, row.met_on, row.late_since, row.late_reason)
            for pk, row in rows.items()
        ),
        rungs=frozenset((*names[rung.obligation_id], rung.rung, rung.on) for rung in Rung.objects.all()),
        events=frozenset(
            (*names[event.obligation_id], event.kind, event.on, event.comment)
            for event in ObligationEvent.objects.all()
        ),
        notices=frozenset(notices),
    )


@pytest.fixture(autouse=True)
def _dead_hold_no_lock(db: None) -> Iterator[None]:
    """A killed process loses its connection and with it the lock; here the process lives on."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")


@pytest.fixture
def season(law: None) -> Country:
    """19 ministries that owe, one that does not, 20 regional akimats, the Government and those who control."""
    return make_country(joined_on=date(2026, 11, 1), ministries=19, akimats=20)


def act(country: Country, on: date) -> None:
    """What people do on that day: some in time, some late, some by hand and later than they did it, one takes back."""

    def on_portal(duty: str, slug: str, role: str, period_key: str = "2027", reason: str = "") -> None:
        fulfil(
            duty=duty,
            body=country[slug],
            period_key=period_key,
            on=on,
            evidence=Proof(kind="act", title="act", address=f"/acts/{duty}/{slug}/"),
            actor=country.actor(slug, role, on),
            late_reason=reason,
        )

    def by_hand(duty: str, slug: str, role: str, signed_on: date, period_key: str = "2027", reason: str = "") -> None:
        record_evidence(
            obligation=Obligation.objects.get(duty=duty, body=country[slug], period_key=period_key),
            proof=Proof(kind="link", title="order", address="https://example.kz/order", signed_on=signed_on),
            actor=country.actor(slug, role, on),
            today=on,
            late_reason=reason,
            outside_reason="on paper",
        )

    for number in range(1, 14):
        filed_on = date(2026, 11, 20) + timedelta(days=number)
        if on == filed_on:
            on_portal("B-1.4-prop", f"ministry-{number}", "preparer", reason="late" * (filed_on > date(2026, 12, 1)))
    match (on.month, on.day):
        case (11, 27):
            on_portal("B-4.3", "government", "approver", "2027")
        case (12, 2):
            by_hand("B-1.4-plan", "ministry-1", "head", date(2026, 11, 30))
        case (12, 10):
            withdraw_fulfilment(
                obligation=Obligation.objects.get(duty="B-1.4-plan", body=country["ministry-1"]),
                reason="another order",
                actor=country.actor("ministry-1", "head", on),
                today=on,
            )
        case (12, 14):
            on_portal("B-6.1", "culture", "preparer")
            by_hand("B-1.4-plan", "ministry-2", "head", date(2026, 12, 14))
        case (12, 20):
            # Done in time, told late; and done late.
            by_hand("B-1.4-plan", "ministry-3", "head", date(2026, 12, 15), reason="the head was ill")
            by_hand("B-1.4-plan", "ministry-4", "head", date(2026, 12, 18), reason="no quorum")
        case (12, 22):
            withdraw_fulfilment(
                obligation=Obligation.objects.get(duty="B-1.4-plan", body=country["ministry-2"]),
                reason="the order was void",
                actor=country.actor("ministry-2", "head", on),
                today=on,
            )
        case (1, 14):
            by_hand("C-2.1", "akimat-1", "head", date(2027, 1, 14))
            by_hand("C-3.5d", "akimat-2", "head", date(2027, 1, 12), "2026-Q4", reason="site was down")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def run(country: Country, sweeping: Callable[[date], None], *, acts_first: bool = False) -> Outcome:
    """One season with its own way of sweeping; a last whole sweep on its last day."""
    with undone():
        # By hand one records against what is there: the first sweep of the season is always made.
        sweep(on=FIRST)
        for on in SEASON:
            if acts_first:
                act(country, on)
            sweeping(on)
            if not acts_first:
                act(country, on)
        sweep(on=LAST)
        return outcome()


def every_day(on: date) -> None:
    sweep(on=on)


def holes_of_three_days(on: date) -> None:
    """Only every fourth day is swept."""
    if (on - FIRST).days % 4 == 2:
        sweep(on=on)


def one_hole_over_the_new_year(on: date) -> None:
    if not date(2026, 12, 29) <= on <= date(2027, 1, 12):
        sweep(on=on)


def doubled_and_jumping_back(on: date) -> None:
    sweep(on=on)
    if on.day % 3 == 0:
        sweep(on=on)
        sweep(on=on - timedelta(days=2))


def killed_every_day(on: date) -> None:
    """Killed before another statement each day; every third day nobody starts it again."""
    with connection.execute_wrapper(KilledAt(1 + on.toordinal() * 7 % 40)), suppress(Killed):
        sweep(on=on)
    if on.day % 3:
        sweep(on=on)


BAD_SWEEPING = {
    sweeping.__name__: sweeping
    for sweeping in (holes_of_three_days, one_hole_over_the_new_year, doubled_and_jumping_back, killed_every_day)
}


def check_season(expected: Outcome) -> None:
    """Each duty once for each that owes it, and every rung of one that never did it."""
    opened = Counter(row[0] for row in expected.obligations)
    assert opened == {
        "B-1.4-prop": 19,
        "B-1.4-plan": 19,
        "B-6.1": 1,
        "B-4.3": 1,
        "B-1.7": 19,
        "C-2.1": 20,
        "C-3.5d": 20,
    }
    assert "defence" not in {row[1] for row in expected.obligations}
    never_filed = {row[3] for row in expected.rungs if row[:2] == ("B-1.4-prop", "ministry-18")}
    # The body joined on Sunday 1 November: thirty days before 1 December is that day, and Friday was before it joined.
    assert never_filed == {14, 7, 3, 1, 0, -1, -3, -7}
    own = {"preparer.ministry-18@example.kz", "head.ministry-18@example.kz"}
    assert told_at(expected, "ministry-18", 0) == told_at(expected, "ministry-18", -1) == own
    assert told_at(expected, "ministry-18", -3) == {"preparer.culture@example.kz", "head.culture@example.kz"}
    assert told_at(expected, "ministry-18", -7) == {"overseer.administration@example.kz"}
    # Filed on 25 November: reminded on the 17th and the 24th, and never again.
    filed = {row[3] for row in expected.rungs if row[:2] == ("B-1.4-prop", "ministry-5")}
    assert filed == {14, 7}


def told_at(found: Outcome, slug: str, rung: int) -> set[str]:
    return {row[4] for row in found.notices if row[:2] == ("B-1.4-prop", slug) and row[3] == str(rung)}


def is_same(found: Outcome, expected: Outcome) -> bool:
    """The same facts; after a hole the outbox holds no stale reminder, and all that is told of lateness."""
    late = {row for row in expected.notices if int(row[3]) < 0}
    return (
        (found.obligations, found.rungs, found.events) == (expected.obligations, expected.rungs, expected.events)
        and found.notices <= expected.notices
        and late <= found.notices
    )


def test_season_leaves_the_same_however_it_is_swept(season: Country) -> None:
    expected = run(season, every_day)
    check_season(expected)
    for name, sweeping in BAD_SWEEPING.items():
        # Whether people act before the sweep of a day or after it changes nothing either.
        acts_first = sweeping in (one_hole_over_the_new_year, doubled_and_jumping_back)
        assert is_same(run(season, sweeping, acts_first=acts_first), expected), name


def test_sweep_killed_between_any_two_statements(country: Country) -> None:
    """One sweep that opens, notes lateness and climbs: killed before every statement in turn, and then run whole."""
    with undone(), connection.execute_wrapper(counter := KilledAt(0)):
        sweep(on=BUSY_DAY)
        statements = counter.count
        expected = outcome()
    assert all((expected.obligations, expected.rungs, expected.events, expected.notices))
    for statement in range(1, statements + 1):
        with undone():
            with suppress(Killed), connection.execute_wrapper(killer := KilledAt(statement)):
                sweep(on=BUSY_DAY)
            assert killer.count >= statement
            assert sweep(on=BUSY_DAY).ran
            assert outcome() == expected, statement


def test_second_sweep_at_once_returns_at_once(season: Country) -> None:
    database = settings.DATABASES["default"]
    other = psycopg2.connect(
        host=database["HOST"],
        port=database["PORT"] or None,
        user=database["USER"],
        password=database["PASSWORD"] or None,
        dbname=connection.settings_dict["NAME"],
    )
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        swept = sweep(on=FIRST)
        assert not swept.ran
        assert not Obligation.objects.exists()
        assert not SweepRun.objects.exists()
        # Given back before closing: the server ends a closed connection in its own time.
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    finally:
        other.close()
    assert sweep(on=FIRST).ran


def test_rehearsal_is_what_sweeps_then_do(country: Country) -> None:
    sweep(on=FIRST)
    act(country, date(2026, 11, 21))
    first = date(2026, 11, 27)
    with connection.execute_wrapper(_no_writing):
        rehearsed = rehearse(first=first, last=LAST)
    assert [day.on for day in rehearsed] == SEASON[SEASON.index(first) :]
    after = outcome()
    for day in rehearsed:
        before = after
        counts = services.sweep(on=day.on).counts
        after = outcome()
        new_rungs = after.rungs - before.rungs
        assert {(line.duty, line.body, line.period_key) for line in day.opened} == {
            row[:3] for row in after.obligations
        } - {row[:3] for row in before.obligations}
        assert {(line.duty, line.body, line.period_key) for line in day.late} == {
            row[:3] for row in after.events - before.events if row[3] == "late"
        }
        lines = [*day.reminded, *day.escalated]
        assert {(line.duty, line.body, line.period_key, line.rung) for line in lines} == {row[:4] for row in new_rungs}
        assert sum(line.people or 0 for line in lines) == len(after.notices - before.notices)
        assert counts == {
            "opened": len(day.opened),
            "reminded": len(day.reminded),
            "late": len(day.late),
            "escalated": len(day.escalated),
        }


def _no_writing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    assert sql.lstrip().upper().startswith(("SELECT", "SET TRANSACTION READ ONLY", "SAVEPOINT", "RELEASE")), sql
    return execute(sql, params, many, context)
