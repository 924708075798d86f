"""The season from 28 November to 20 January lived through by real processes, while everything that can break breaks."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pytest_django.plugin import DjangoDbBlocker

from portal.bodies.models import Body, RoleGrant
from portal.bodies.permissions import actor_for
from portal.deadlines.models import Obligation, ObligationEvent, Rung, SweepRun
from portal.deadlines.queries.law import body_facts, law, starts
from portal.deadlines.queries.units import units
from portal.deadlines.services import Proof, fulfil, record_evidence
from portal.law.counting.planning import openings
from portal.notices.choices import LetterState
from portal.notices.models import Letter, Notice
from tests.rig.house import House

pytestmark = [pytest.mark.slow, pytest.mark.alone]

#: Seconds of one day: long enough for a busy machine to sweep and deliver a few times.
DAY_SECONDS = float(os.environ.get("KEZDESU_RIG_DAY", "4"))
START = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)  # three in the morning of 28 November in Kazakhstan
LAST = date(2027, 1, 20)


@pytest.fixture
def house(django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    made = House(start=START, day_seconds=DAY_SECONDS, tick=DAY_SECONDS / 4)
    with django_db_blocker.unblock():
        try:
            made.open()
            yield made
        finally:
            made.close()


def test_no_reminder_is_lost_or_told_twice(house: House) -> None:
    with house.inside():
        _live_through(house)
        _come_to_rest(house)
        _every_obligation_once(house)
        _every_rung_once()
        _every_letter_arrived(house)
        _what_is_late_was_noted(house)


def _live_through(house: House) -> None:
    house.start_clock()
    house.start_worker()
    house.start_beat()
    people = _People()

    # The last day for proposals: letters about it go out, and the worker dies while sending.
    house.until(date(2026, 12, 1), 6)
    assert house.kill_worker_while_sending(), house.said("worker")[-3000:]

    house.until(date(2026, 12, 4), 12)
    people.file_proposals(house.today(), range(1, 8))
    house.until(date(2026, 12, 6))
    house.restart_valkey_empty()

    house.until(date(2026, 12, 9), 12)
    people.record_plans(house.today(), range(1, 6))
    house.until(date(2026, 12, 10), 10)
    house.stop("beat")
    house.until(date(2026, 12, 13), 10)
    house.start_beat()

    # Departmental plans are late from the 16th.
    house.until(date(2026, 12, 16), 6)
    assert house.kill_worker_while_sending(), house.said("worker")[-3000:]

    house.until(date(2026, 12, 18), 12)
    house.start_beat("second-beat")
    people.record_plans(house.today(), range(6, 9))

    house.until(date(2026, 12, 22), 9)
    house.restart_postgres()

    house.until(date(2026, 12, 26), 7)
    house.post.is_down = True
    house.until(date(2026, 12, 29), 7)
    house.post.is_down = False

    house.until(date(2027, 1, 2), 9)
    house.kill("worker")
    house.start_worker()

    house.until(date(2027, 1, 8), 6)
    assert house.kill_worker_while_sending(), house.said("worker")[-3000:]
    people.file_proposals(house.today(), range(8, 12))

    house.until(date(2027, 1, 12), 5)
    house.restart_postgres()
    house.until(date(2027, 1, 14), 12)
    house.kill("second-beat", counts=False)
    house.until(LAST, 12)


class _People:
    """What bodies do meanwhile, late for the most part."""

    def file_proposals(self, on: date, numbers: range) -> None:
        for number in numbers:
            body = Body.objects.get(slug=f"ministry-{number}")
            fulfil(
                duty="B-1.4-prop",
                body=body,
                period_key="2027",
                on=on,
                evidence=Proof(kind="act", title="act", address=f"/acts/{number}/"),
                actor=self._someone(body, on, "preparer"),
                late_reason="late",
            )

    def record_plans(self, on: date, numbers: range) -> None:
        for number in numbers:
            body = Body.objects.get(slug=f"ministry-{number}")
            record_evidence(
                obligation=Obligation.objects.get(duty="B-1.4-plan", body=body, period_key="2027"),
                proof=Proof(kind="link", title="plan", address="https://example.kz/plan", signed_on=on),
                actor=self._someone(body, on, "head"),
                today=on,
                late_reason="late",
                outside_reason="on paper",
            )

    def _someone(self, body: Body, on: date, role: str) -> object:
        user = RoleGrant.objects.select_related("user").get(body=body, role=role).user
        return replace(actor_for(user, on), on=on)


def _come_to_rest(house: House) -> None:
    """Stopped in a moment in which nobody waits for a letter. Each day has one, in the afternoon."""
    for _attempt in range(10):
        assert house.eventually(lambda: not _waiting().exists(), days=3), _pending()
        for name in [name for name in house.going if name != "worker"]:
            house.stop(name)
        house.stop("worker")
        if not _waiting().exists():
            return
        house.start_worker()
        house.start_beat()
    raise AssertionError("there was always another letter")


def _waiting() -> object:
    """What is to be told and was not sent."""
    return Notice.objects.filter(withdrawn_at=None).exclude(letter__state=LetterState.SENT)


def _pending() -> list[tuple[object, ...]]:
    return list(Letter.objects.filter(state=LetterState.PENDING).values_list("on", "attempts", "last_error")[:20])


def _every_obligation_once(house: House) -> None:
    """Asked of the law itself, and of no mark of the sweep."""
    swept = max(SweepRun.objects.finished().values_list("on", flat=True))
    assert swept >= LAST
    bodies, places, kept_since = body_facts(), units(), starts()
    joined = min(body.joined_on for body in bodies)
    rules = [rule for rule in law().opening(swept, joined) if rule.asked_on >= kept_since.get(rule.duty.key, joined)]
    expected = {opening.key for rule in rules for opening in openings(rule.term(), bodies, swept, places)}
    found = [row.key for row in Obligation.objects.exclude(opens_by="event")]
    assert len(found) == len(set(found))
    assert len(expected) > 50
    assert expected - set(found) == set()
    opened = Counter(ObligationEvent.objects.filter(kind="opened").values_list("obligation", flat=True))
    assert set(opened.values()) == {1}
    assert len(opened) == Obligation.objects.count()


def _every_rung_once() -> None:
    """The database refuses a second one; none is missing, and of each that was told somebody was told, once."""
    told = Rung.objects.filter(told=True).count()
    assert told > 100
    keys = Notice.objects.filter(key__startswith="rung:").values_list("thread", "user", "due_on", "created_for", "kind")
    assert len(set(keys)) == len(keys)
    # The ladder of proposals that nobody filed is whole.
    for row in Obligation.objects.filter(duty="B-1.4-prop", met_on=None):
        found = set(row.rungs.values_list("rung", flat=True))
        assert found >= {14, 7, 3, 1, 0, -1, -3, -7}, (row, found)


def _every_letter_arrived(house: House) -> None:
    """None is missing; a letter was repeated only by a kill, once, and under its own Message-ID."""
    sent = set(Letter.objects.filter(state=LetterState.SENT).values_list("message_id", flat=True))
    assert sent - set(house.post.copies) == set()
    assert set(house.post.copies) - sent == set()
    repeats = {name: count - 1 for name, count in house.post.copies.items() if count > 1}
    assert sum(repeats.values()) <= house.kills, (repeats, house.kills)
    assert max(repeats.values(), default=0) <= 1, repeats
    # Those that were stalled were repeated: a kill there never loses a letter.
    assert set(house.post.stalled_ids) <= set(repeats)
    lost = Notice.objects.filter(withdrawn_at=None).exclude(letter__message_id__in=house.post.copies)
    assert not lost.exists()
    a_day = Counter(Letter.objects.digests().filter(state=LetterState.SENT).values_list("user", "on").distinct())
    assert a_day


def _what_is_late_was_noted(house: House) -> None:
    swept = max(SweepRun.objects.finished().values_list("on", flat=True))
    assert not Obligation.objects.unmarked_late(swept).exists()
    late = Obligation.objects.filter(late_since__isnull=False)
    assert late.count() > 30
    assert ObligationEvent.objects.filter(kind="late").count() == late.count()
