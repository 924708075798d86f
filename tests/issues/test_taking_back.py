"""A body takes its claim back: what people said of it by then stays said, and is no way round a dispute."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from issues.choices import Outcome, Review, Says, State, Verb
from issues.models import Answer, Claim, IssueEvent
from issues.queries.figures import Asked, figures_by
from issues.queries.life import issue_page
from issues.queries.life_steps import life
from issues.services.claiming import unclaim
from issues.services.reviewing import set_aside
from issues.services.settling import settle_claims
from portal.kernel.errors import IllegalTransition
from portal.kernel.periods import Period
from portal.notices.models import Notice
from tests.issues.test_claims import DAY, World, at, claims_world, outcomes, verbs, world

__all__ = ["claims_world", "world"]

pytestmark = pytest.mark.django_db

WHY = {"kk": "Сорғы тағы істен шықты.", "ru": "Насос снова вышел из строя."}
#: The last day on which people answer a claim of `DAY`, and the one after it.
LAST, AFTER = date(2027, 3, 29), date(2027, 3, 30)


def take_back(world: World, day: date = DAY, **more: Any) -> None:
    said: dict[str, Any] = {"note": WHY, "actor": world.actors["village"], "today": day, "now": at(day, 9)}
    unclaim(issue=world.issue, **said | more)


def answered(world: World, *says: Says, address: str = "") -> Claim:
    people = [world.follower() for _says in says]
    made = world.claim()
    for person, said in zip(people, says, strict=True):
        world.answer(made, person, said, **({"address": address} if address else {}))
    return made


def standing(world: World) -> tuple[str, date | None, list[tuple[int, str]]]:
    issue = world.seen()
    return issue.state, issue.disputed_on, outcomes(issue)


@pytest.mark.parametrize("day", [DAY, LAST, AFTER])
def test_nobody_escapes_a_dispute_by_taking_the_claim_back(world: World, day: date) -> None:
    made = answered(world, *[Says.NO] * 5)
    take_back(world, day)
    assert standing(world) == (State.WORK, day, [(1, Outcome.DISPUTED)])
    made.refresh_from_db()
    assert (made.yes, made.no, made.settled_on) == (0, 5, day)
    # The reason of the body stands in the life, after what people said.
    assert verbs(world.issue) == [Verb.CLAIM, Verb.DISPUTE, Verb.UNCLAIM]
    last = IssueEvent.objects.filter(issue=world.issue).latest("pk")
    assert (last.note_ru, last.to_state, last.claim) == (WHY["ru"], State.WORK, made)
    told = {notice.user for notice in Notice.objects.filter(kind="issues.disputed")}
    assert told == {world.actors[name].user for name in ("village", "second", "district")}
    assert figures_by("body", Asked(Period.year(2027)), on=day)[world.village.pk].disputed == 1
    assert set(WHY.values()) & {str(step.said) for step in life(issue_page(world.issue.number, day))}
    with pytest.raises(IllegalTransition):
        take_back(world, day)
    assert settle_claims(today=AFTER, now=at(AFTER)) == 0


def test_disputes_that_wait_for_a_judge_are_disputes_too(world: World) -> None:
    made = answered(world, *[Says.NO] * 3, address="198.51.100.7")
    assert Answer.objects.held().count() == 3
    assert settle_claims(today=AFTER, now=at(AFTER)) == 0
    take_back(world, AFTER)
    assert standing(world) == (State.WORK, AFTER, [(1, Outcome.DISPUTED)])
    made.refresh_from_db()
    assert (made.yes, made.no) == (0, 3)


def test_what_stands_is_told_where_one_of_the_answers_is_held(world: World) -> None:
    person = world.asker()
    world.answer(world.claim(), person, Says.NO)
    day = DAY + timedelta(days=20)
    made = world.claim(day=day)
    world.answer(made, world.follower(confirmed_at=at(DAY)), Says.NO, day=day)
    assert world.answer(made, person, Says.NO, day=day).review == Review.SECOND
    take_back(world, day)
    made.refresh_from_db()
    assert (made.outcome, made.no, world.seen().disputed_on) == (Outcome.DISPUTED, 2, day)


def test_a_dispute_that_was_set_aside_is_none(world: World) -> None:
    person = world.asker()
    world.answer(world.claim(), person, Says.NO)
    day = DAY + timedelta(days=20)
    held = world.answer(world.claim(day=day), person, Says.NO, day=day)
    set_aside(answer=held, note_kk="Бұрын", note_ru="Было", actor=world.actors["district"], today=day, now=at(day))
    take_back(world, day)
    assert standing(world) == (State.WORK, None, [(1, Outcome.DISPUTED), (2, Outcome.TAKEN_BACK)])


@pytest.mark.parametrize("says", [(), (Says.YES, Says.YES), (Says.NOT_MINE,)])
def test_while_nobody_disputes_it_is_taken_back_and_nothing_else(world: World, says: tuple[Says, ...]) -> None:
    answered(world, *says)
    take_back(world)
    assert standing(world) == (State.WORK, None, [(1, Outcome.TAKEN_BACK)])
    assert verbs(world.issue) == [Verb.CLAIM, Verb.UNCLAIM]
    assert not Notice.objects.filter(kind="issues.disputed").exists()


@pytest.mark.parametrize(
    ("says", "became", "lines"),
    [
        ((), Outcome.SILENT, [Verb.SILENCE, Verb.UNCLAIM]),
        ((Says.YES, Says.YES, Says.NO), Outcome.CONFIRMED, [Verb.CONFIRM, Verb.REOPEN]),
        ((Says.YES, Says.NO), Outcome.DISPUTED, [Verb.DISPUTE, Verb.UNCLAIM]),
    ],
)
def test_one_whose_days_are_over_comes_first_to_what_people_said(
    world: World, says: tuple[Says, ...], became: Outcome, lines: list[Verb]
) -> None:
    answered(world, *says)
    version = world.seen().version
    take_back(world, AFTER, expected_version=version)
    disputed_on = AFTER if became == Outcome.DISPUTED else None
    assert standing(world) == (State.WORK, disputed_on, [(1, became)])
    assert verbs(world.issue) == [Verb.CLAIM, *lines]


def test_who_disputed_a_claim_that_was_taken_back_has_done_so(world: World) -> None:
    yes, no = world.follower(), world.follower()
    made = world.claim()
    world.answer(made, yes, Says.YES)
    world.answer(made, no, Says.NO)
    take_back(world)
    second = world.claim()
    assert [world.answer(second, who, Says.NO).review for who in (yes, no)] == [Review.NO, Review.SECOND]
