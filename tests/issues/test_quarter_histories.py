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
from issues.models import Issue, IssueEvent, QuarterRow, QuarterVersion
from issues.queries.quarters.sealed import seal_of
from issues.services.hiding import hide_text, show_text
from issues.services.placing import correct_place
from issues.services.quarters import silence
from issues.services.quarters.silence import publish_silence
from issues.services.register import publish, unpublish
from issues.services.working import correct
from portal.bodies.choices import Role, TerritoryKind
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from portal.kernel.periods import Period
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory, seed_law
from tests.factories.issues import EventFactory, IssueFactory

pytestmark = pytest.mark.django_db

#: Past by the clock of the database, too, which tells when a place or a body was renamed.
QUARTER = Period.quarter(2025, 1)
LAST = date(2025, 4, 10)
_MOVES = (*OPEN, State.CLAIMED, State.CONFIRMED, State.EXPLAINED, State.REFUSED)
_VERBS = (Verb.NEWS, Verb.NOTHING, Verb.ASSIGN, Verb.EDIT)


People = dict[int, tuple[Actor, Actor]]


def people_of(bodies: list[Body]) -> People:
    """Two of each body."""
    day = date(2024, 1, 1)

    def one(body: Body) -> Actor:
        return actor_for(RoleGrantFactory(role=Role.OFFICER, body=body, starts_on=day).user, LAST)

    return {body.pk: (one(body), one(body)) for body in bodies}


def lives(chance: random.Random, bodies: list[Body], people: People, *, issues: int) -> None:
    """Each is registered somewhere and goes about, from half a year before the quarter until after its last day; of
    some the texts are hidden on that day.
    """
    for _each in range(issues):
        on = date(2024, 7, 1) + timedelta(days=chance.randrange(270))
        is_silent, days = chance.random() < 0.2, {"raised_on": on, "registered_on": on, "due_on": on}
        issue = IssueFactory(
            registered_by=chance.choice(bodies), published_on=None if is_silent else on, silent=is_silent, **days
        )
        holder, state, verb = issue.holder, State.REGISTERED, Verb.REGISTER
        for _line in range(chance.randrange(1, 7)):
            EventFactory(issue=issue, holder=holder, to_state=state, verb=verb, on=on, note_ru=str(chance.random()))
            on += timedelta(days=chance.randrange(1, 80))
            verb = chance.choice(_VERBS)
            if chance.random() < 0.5:
                state = chance.choice(_MOVES)
            if chance.random() < 0.2:
                holder = chance.choice(bodies)
        if issue.published_on is not None and chance.random() < 0.2:
            hide_text(issue=issue, why="?", actor=people[issue.holder_id][0], today=LAST, now=clock.at(LAST, 12))


def meanwhile(chance: random.Random, bodies: list[Body], people: People) -> None:
    """What is done between the midnight and a sweep that comes late: all but what hides a text for good."""
    on = LAST + timedelta(days=2)
    told = {"today": on, "now": clock.at(on, 9)}
    for body in bodies:
        word = str(chance.random())
        Territory.objects.filter(pk=body.territory_id).update(name_kk=word, name_ru=word, name_en=word)
        Body.objects.filter(pk=body.pk).update(plain_kk=word, plain_ru=word, plain_en=word)
    for issue in Issue.objects.order_by("pk"):
        one, other = people[issue.holder_id]
        texts = {"title_kk": f"Су {chance.randrange(99)}", "title_ru": f"Вода {chance.randrange(99)}"}
        if issue.hidden_on is not None:
            show_text(issue=issue, actor=other, **told)
            continue
        match chance.randrange(6):
            case 5 if issue.registered_by_id == issue.holder_id:
                below = TerritoryFactory(kind=TerritoryKind.DISTRICT, parent=issue.territory)
                why = {"reason_kk": "Қате", "reason_ru": "Ошибка"}
                correct_place(issue=issue, territory=below, actor=one, **why, **told)
            case 0:
                correct(issue=issue, texts=texts, actor=one, **told)
            case 1:
                unpublish(issue=issue, actor=one, **told)
            case 2:
                unpublish(issue=issue, actor=one, **told)
                publish(issue=issue, actor=one, **told)
            case 3:
                unpublish(issue=issue, actor=one, **told)
                correct(issue=issue, texts=texts, actor=one, **told)
            case 4 if issue.is_public:
                hide_text(issue=issue, why="?", actor=one, **told)
                show_text(issue=issue, actor=other, **told)


def recounted(body: Body, quarter: Period = QUARTER) -> dict[str, int]:
    """From the lines alone, day by day, without any rule of the product."""
    found: Counter[str] = Counter()
    for issue in set(IssueEvent.objects.filter(holder=body).values_list("issue", flat=True)):
        lines = list(IssueEvent.objects.filter(issue=issue, on__lt=quarter.end).order_by("id"))
        before = [line for line in lines if line.on < quarter.start]
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
    bodies = [BodyFactory(akimat=True, joined_on=date(2024, 1, 1)) for _each in range(3)]
    people = people_of(bodies)
    for body in bodies:
        ObligationFactory(duty="C-3.5d", act="C2", body=body, period_key=QUARTER.key, computed_due_on=LAST)
    lives(chance, bodies, people, issues=issues)
    in_time = undone(lambda: publish_silence(now=clock.at(LAST + timedelta(days=1), 0)))
    meanwhile(chance, bodies, people)
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
