"""The record of a past day is what the record showed at the end of that day."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from portal.deadlines.choices import EventKind
from portal.deadlines.models import DueChange, DutyStart, Evidence, Obligation, ObligationEvent, Transmittal
from portal.deadlines.queries import Asked, board_rows, chosen
from portal.deadlines.queries.record.as_of import sums_as_of
from portal.deadlines.queries.record.totals import STATES
from portal.deadlines.services import (
    Proof,
    confirm_day,
    correct_evidence,
    give_back,
    record_evidence,
    sweep,
    withdraw_fulfilment,
)
from portal.deadlines.services.due_change import move_due
from portal.law.counting.states import Facts, State, state
from tests.deadlines.conftest import JOINED, Country
from tests.deadlines.doing import ORDER, plan_of, record
from tests.factories.deadlines import ObligationFactory

pytestmark = pytest.mark.django_db

FIRST = date(2026, 11, 24)


def shown(on: date) -> dict[int, tuple[State, date | None, date | None]]:
    """State, last day and day of doing, as the record of `on` tells them."""
    rows = Obligation.objects.as_of(on)
    return {row.pk: (State(row.state_kind, row.state_days), row.then_due_on, row.then_met_on) for row in rows}


def live(on: date) -> dict[int, tuple[State, date | None, date | None]]:
    return {row.pk: (row.state(on), row.due_on, row.met_on) for row in Obligation.objects.all()}


def slowly(on: date) -> dict[int, tuple[State, date | None, date | None]]:
    """The same told from the lines of each history, one after the other."""
    told = {}
    for row in Obligation.objects.filter(opened_on__lte=on):
        events = list(row.events.order_by("pk"))
        if any(event.kind == EventKind.OPENED and event.recorded_on > on for event in events):
            continue
        due_on = next((move.old_due_on for move in row.due_changes.order_by("pk") if move.on > on), row.due_on)
        met_on, known_on, late_since, released_as = None, None, None, ""
        is_confirmed = is_returned = False
        corrected = [proof.signed_on for proof in row.evidence.order_by("pk") if proof.replaces_id]
        for event in events:
            if event.recorded_on > on:
                continue
            if event.kind in (EventKind.FULFILLED, EventKind.HELD):
                met_on = event.on
                known_on = event.on if event.kind == EventKind.HELD else event.recorded_on
                is_confirmed = is_returned = False
            elif event.kind == EventKind.CORRECTED:
                met_on, known_on, is_confirmed = corrected.pop(0), event.recorded_on, False
            elif event.kind == EventKind.REWORDED:
                corrected.pop(0)
            elif event.kind in (EventKind.REOPENED, EventKind.SENT_BACK):
                met_on, known_on, is_confirmed = None, None, False
                is_returned = event.kind == EventKind.SENT_BACK
            elif event.kind == EventKind.CONFIRMED:
                is_confirmed = True
            elif event.kind == EventKind.LATE:
                late_since = event.on
            elif event.kind in (EventKind.RELEASED, EventKind.RESUMED):
                released_as = "waived" if event.kind == EventKind.RELEASED else ""
        facts = Facts(
            due_on=due_on,
            computed_due_on=row.computed_due_on,
            met_on=met_on,
            known_on=known_on,
            late_since=late_since,
            released_as=released_as,
            is_confirmed=is_confirmed,
            is_returned=is_returned,
            is_waiting=due_on is None,
        )
        told[row.pk] = (state(facts, on), due_on, met_on)
    return told


@pytest.mark.parametrize("seed", range(3))
def test_past_days_are_told_as_they_were_shown(country: Country, seed: int) -> None:
    chance = random.Random(seed)
    DutyStart.objects.filter(duty="D-1.4").update(since=date(2026, 10, 1))
    snapshots = {}
    on = FIRST
    for _step in range(16):
        sweep(on=on)
        for _deed in range(chance.randrange(3)):
            do_something(chance, country, on)
        snapshots[on] = live(on)
        on += timedelta(days=chance.choice([1, 2, 4, 8]))
    for day, before in snapshots.items():
        assert shown(day) == before, day
        assert slowly(day) == before, day
    counts = Counter(found.kind for found, *_days in snapshots[max(snapshots)].values())
    (one,) = sums_as_of(Obligation.objects.all(), max(snapshots))
    assert {name: getattr(one, name) for name in STATES} == {
        name: sum(counts[kind] for kind in kinds) for name, kinds in STATES.items()
    }


def do_something(chance: random.Random, country: Country, on: date) -> None:
    """One thing that people do to one of the duties closed by evidence."""
    row = chance.choice(list(Obligation.objects.filter(duty__in=["B-1.4-plan", "D-1.4"]).order_by("pk")))
    slug = row.body.slug
    head, today = country.actor(slug, "head", on), on
    deeds = ["record", "record", "withdraw", "correct", "move", "release", "resume", "confirm", "confirm", "give_back"]
    deed = chance.choice(deeds)
    # A report on a quarter is not made before the quarter is over.
    genre, earliest = ("report", date(2027, 1, 1)) if row.duty == "D-1.4" else ("order", JOINED)
    signed_on = max(on - timedelta(days=chance.randrange(12)), earliest)
    if signed_on > on:
        return
    address = f"https://example.kz/{chance.random()}"
    proof = Proof(kind="link", title="Order", address=address, signed_on=signed_on, genre=genre)
    if deed == "record" and not row.is_met and not row.is_released:
        outside = "on paper" if row.duty == "B-1.4-plan" or chance.random() < 0.5 else ""
        record_evidence(
            obligation=row,
            proof=proof,
            actor=head,
            today=today,
            late_reason="no quorum",
            outside_reason=outside,
        )
    elif deed == "confirm":
        overseer = country.actor("administration", "overseer", on)
        claimed = Obligation.objects.to_confirm(overseer).order_by("pk").first()
        if claimed is not None:
            confirm_day(obligation=claimed, met_on=claimed.met_on, reason="seen", actor=overseer, today=today)
    elif deed == "give_back":
        sent = Transmittal.objects.unanswered().filter(evidence__withdrawn_on=None).order_by("pk").first()
        if sent is not None:
            receiver = country.actor(sent.receiver.slug, "head", on)
            give_back(transmittal=sent, reason="no table", actor=receiver, today=today)
    elif deed == "withdraw" and row.is_met:
        withdraw_fulfilment(obligation=row, reason="mistake", actor=head, today=today)
    elif deed == "correct" and row.is_met:
        standing = row.evidence.standing().latest("pk")
        correct_evidence(evidence=standing, proof=proof, reason="page", actor=head, today=today)
    elif deed == "move" and not row.is_met and row.due_on is not None:
        move_due(
            moves=[(row, max(row.due_on, on) + timedelta(days=5))], reason="extension", ground="order", today=today
        )
    elif deed == "release" and not row.is_met:
        release(row, on)
    elif deed == "resume" and row.is_released:
        release(row, on, resumed=True)


def release(row: Obligation, on: date, *, resumed: bool = False) -> None:
    row.released_as, row.released_on, row.release_ground = ("", None, "") if resumed else ("waived", on, "order 5")
    row.save()
    kind = EventKind.RESUMED if resumed else EventKind.RELEASED
    ObligationEvent.objects.create(obligation=row, kind=kind, on=on, recorded_on=on)


def test_evidence_dated_back_was_not_known_before_it_was_entered(country: Country) -> None:
    sweep(on=date(2026, 12, 20))
    plan = plan_of(country)
    record(country, date(2026, 12, 20), late_reason="the head was ill")
    assert shown(date(2026, 12, 20))[plan.pk] == (State("claimed", 5), date(2026, 12, 15), date(2026, 12, 14))
    assert plan.pk not in shown(date(2026, 12, 19)), "opened by a sweep that came later"


def test_the_record_of_a_day_does_not_know_what_was_entered_later(country: Country) -> None:
    sweep(on=date(2026, 12, 1))
    plan = plan_of(country)
    sweep(on=date(2026, 12, 17))
    record(country, date(2026, 12, 18), proof=ORDER, late_reason="the head was ill")
    assert shown(date(2026, 12, 14))[plan.pk][0] == State("due_soon", 1)
    assert shown(date(2026, 12, 17))[plan.pk][0] == State("overdue", 2)
    assert shown(date(2026, 12, 18))[plan.pk][0] == State("claimed", 3)
    (row,) = board_rows(chosen(Asked(body=plan.body, duty="B-1.4-plan", as_of=date(2026, 12, 17)), FIRST), FIRST)
    assert (row.tag.text, row.met_on) == ("Not done, 2 days late", None)


def test_a_day_that_moved_later_is_told_as_it_was(country: Country) -> None:
    sweep(on=date(2026, 12, 1))
    plan = plan_of(country)
    move_due(moves=[(plan, date(2026, 12, 25))], reason="extension", ground="order", today=date(2026, 12, 10))
    move_due(moves=[(plan, date(2026, 12, 28))], reason="extension", ground="order", today=date(2026, 12, 12))
    days = {day: shown(date(2026, 12, day))[plan.pk][1] for day in (9, 10, 11, 12)}
    assert days == {
        9: date(2026, 12, 15),
        10: date(2026, 12, 25),
        11: date(2026, 12, 25),
        12: date(2026, 12, 28),
    }


def test_an_event_whose_day_came_later_was_awaited() -> None:
    row = ObligationFactory(happened={"meeting_ended": "2026-12-05"})
    DueChange.objects.create(
        obligation=row, old_due_on=None, new_due_on=row.due_on, reason="event", ground="", on=date(2026, 12, 5)
    )
    assert shown(date(2026, 12, 4))[row.pk][0] == State("waiting")
    assert shown(date(2026, 12, 5))[row.pk][0] == State("upcoming", 10)


def test_rows_without_a_history_are_told_by_their_own_days() -> None:
    met = ObligationFactory(two_days_late=True)
    gone = ObligationFactory(gone=True)
    assert {pk: found.kind for pk, (found, *_days) in shown(date(2026, 11, 30)).items()} == {
        met.pk: "upcoming",
        gone.pk: "upcoming",
    }
    assert shown(date(2026, 12, 16))[met.pk][0] == State("overdue", 1)
    assert shown(date(2026, 12, 16))[gone.pk][0] == State("gone")
    assert shown(date(2026, 12, 17))[met.pk][0] == State("met_late", 2)
    assert shown(date(2026, 10, 15)) == {}


def test_internal_rows_stay_hidden_on_every_day() -> None:
    ObligationFactory(internal=True)
    assert list(chosen(Asked(as_of=date(2026, 12, 1)), FIRST)) == []


def test_no_evidence_is_asked_of_other_obligations(country: Country) -> None:
    sweep(on=date(2026, 12, 1))
    record(country, date(2026, 12, 14))
    assert Evidence.objects.count() == 1
    states: dict[str, Any] = {
        row.body.slug: row.state_kind
        for row in Obligation.objects.as_of(date(2026, 12, 14)).filter(duty="B-1.4-plan").select_related("body")
    }
    assert states == {"culture": "due_soon", "ministry-1": "met"}
