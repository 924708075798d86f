"""Random lives, swept in time, late, twice and killed between bodies: one version a body and act, the same bytes, and
figures that equal a slow recount from the lines.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction

from issues.choices import CLOSED, OPEN, State, Verb
from issues.models import IssueEvent, QuarterRow, QuarterVersion
from issues.queries.quarters.sealed import seal_of
from issues.services.quarters import silence
from issues.services.quarters.silence import publish_silence
from portal.bodies.models import Body
from portal.kernel import clock
from portal.kernel.periods import Period
from tests.factories.bodies import BodyFactory
from tests.factories.deadlines import ObligationFactory, seed_law
from tests.factories.issues import EventFactory, IssueFactory

pytestmark = pytest.mark.django_db

QUARTER = Period.quarter(2027, 1)
LAST = date(2027, 4, 10)
_MOVES = (*OPEN, State.CLAIMED, State.CONFIRMED, State.EXPLAINED, State.REFUSED)
_VERBS = (Verb.NEWS, Verb.NOTHING, Verb.ASSIGN, Verb.EDIT)


def lives(chance: random.Random, bodies: list[Body], *, issues: int) -> None:
    """Each is registered somewhere and goes about, from half a year before the quarter until after its last day."""
    for _each in range(issues):
        on = date(2026, 7, 1) + timedelta(days=chance.randrange(270))
        issue = IssueFactory(registered_by=chance.choice(bodies), silent=chance.random() < 0.2)
        holder, state, verb = issue.holder, State.REGISTERED, Verb.REGISTER
        for _line in range(chance.randrange(1, 7)):
            EventFactory(issue=issue, holder=holder, to_state=state, verb=verb, on=on, note_ru=str(chance.random()))
            on += timedelta(days=chance.randrange(1, 80))
            verb = chance.choice(_VERBS)
            if chance.random() < 0.5:
                state = chance.choice(_MOVES)
            if chance.random() < 0.2:
                holder = chance.choice(bodies)


def recounted(body: Body) -> dict[str, int]:
    """From the lines alone, day by day, without any rule of the product."""
    found: Counter[str] = Counter()
    for issue in set(IssueEvent.objects.filter(holder=body).values_list("issue", flat=True)):
        lines = list(IssueEvent.objects.filter(issue=issue, on__lt=QUARTER.end).order_by("id"))
        before = [line for line in lines if line.on < QUARTER.start]
        here = [line.holder_id == body.pk and line.to_state in OPEN for line in lines]
        was = bool(before) and here[len(before) - 1]
        entered = next((place for place in range(len(before), len(lines)) if here[place]), None)
        if not was and entered is None:
            continue
        if was:
            found["opening"] += 1
        elif entered == 0:
            found["registered"] += 1
        else:
            found["reopened" if lines[entered - 1].holder_id == body.pk else "received"] += 1
        last = lines[-1]
        if here[-1]:
            found["closing"] += 1
        elif last.holder_id != body.pk:
            found["handed"] += 1
        else:
            found["closed" if last.to_state in CLOSED else last.to_state] += 1
    return dict(found)


def frozen() -> list[tuple[object, ...]]:
    rows = QuarterRow.objects.order_by("version__body", "version__number", "position")
    return list(rows.values_list("version__body", "version__sha256", "content", "salt", "sha256"))


def undone(act: object) -> list[tuple[object, ...]]:
    """What is frozen after the act, which is taken back."""
    with transaction.atomic():
        act()  # type: ignore[operator]
        found = frozen()
        transaction.set_rollback(True)
    return found


def live(seed: int, *, issues: int) -> None:
    chance = random.Random(seed)
    seed_law()
    bodies = [BodyFactory(akimat=True, joined_on=date(2026, 1, 1)) for _each in range(3)]
    for body in bodies:
        ObligationFactory(duty="C-3.5d", act="C2", body=body, period_key=QUARTER.key, computed_due_on=LAST)
    lives(chance, bodies, issues=issues)
    in_time = undone(lambda: publish_silence(now=clock.at(LAST + timedelta(days=1), 0)))
    late = clock.at(LAST + timedelta(days=4), chance.randrange(24))

    def killed() -> None:
        """After each body the sweep stops, and another begins anew; two come at once."""
        for pk, key in list(silence.silent(clock.civil_date(late), period_key=QUARTER.key)):
            publish_silence(now=late, period_key=key, body=Body.objects.get(pk=pk))
            publish_silence(now=late, period_key=key, body=Body.objects.get(pk=pk))
        assert publish_silence(now=late) == 0

    assert undone(killed) == in_time
    publish_silence(now=late)
    assert frozen() == in_time
    versions = list(QuarterVersion.objects.select_related("body").filter(period_key=QUARTER.key))
    assert sorted(version.body_id for version in versions) == sorted(body.pk for body in bodies)
    for version in versions:
        names = ("opening", "registered", "received", "reopened", "handed", "claimed", "confirmed", "closed", "closing")
        told = {name: getattr(version, name) for name in names if getattr(version, name)}
        assert told == recounted(version.body), version.body
        assert seal_of(version).holds


@pytest.mark.parametrize("seed", [1, 2])
def test_a_late_doubled_killed_sweep_publishes_the_same_and_figures_equal_a_slow_recount(seed: int) -> None:
    live(seed, issues=15)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 100 + int(os.environ.get("KEZDESU_HISTORIES", "20"))))
def test_many_lives_are_published_the_same_late_and_in_time(seed: int) -> None:
    live(seed, issues=60)
