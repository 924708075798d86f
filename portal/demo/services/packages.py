"""Systemic problems of the region of the demonstration: sent up and answered, sent up and waiting, collected above.

Each package is a step: once it is there it is left to people, whatever they make of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, QuerySet

from issues.choices import OPEN, Competence, HighKind, Origin
from issues.models import HighAct, Issue, IssueEvent, Package, SystemicProblem
from issues.queries.upward import visits
from issues.services import working
from issues.services.high import record_high
from issues.services.packages import answer_package, prepare_package, register_package, send_package, take_up
from issues.services.problems import close_problem, gather, state_problem
from issues.services.register import Raised, enter
from portal.bodies.choices import Role
from portal.demo.content import lives as words
from portal.demo.content import problems as said
from portal.demo.content.kyzylorda import REGION
from portal.demo.content.raised import Matter
from portal.demo.content.words import LATE_REASONS
from portal.demo.raising import Planned, Way
from portal.demo.services.asking import settle_letters
from portal.demo.services.calendars import AKIMAT
from portal.demo.services.crew import Crew
from portal.demo.services.hands import Ground, Hand, pair
from portal.demo.services.life import Life, news_days
from portal.demo.services.telling import Step
from portal.kernel import clock
from portal.kernel.periods import Period

#: Where somebody signs in who registers and answers, and who collects.
_RECEIVER: Final = "water"
_GOVERNMENT: Final = "government"
_KEYS: Final = UUID("c5b1f0d4-0f6e-4f6b-9a55-7d1f3e2b8a90")
#: A half-year is summed up so long after its end; a package waits so long, and was registered and answered after.
_SUMMED_UP, _WAITS = timedelta(days=19), timedelta(days=6)
_REGISTERED, _ANSWERED, _CLOSED = (timedelta(days=days) for days in (3, 24, 90))
#: Problems are stated so long before they are sent; their issues were raised, one after the other, in the half-year.
_STATED, _FIRST, _EACH = (timedelta(days=days) for days in (14, 35, 11))
_IN_REGISTER, _AHEAD, _A_DAY = (timedelta(days=days) for days in (2, 120, 1))
#: So many issues of the region stand under the problem that waits.
_MOST: Final = 8
_HOUR, _SENT_AT = 11, 16


@dataclass(frozen=True)
class _Days:
    """The half-year before the last and the last one, and on which days each was sent up."""

    before: Period
    last: Period
    before_sent_on: date
    last_sent_on: date

    @classmethod
    def of(cls, today: date) -> _Days:
        last = Period.containing("half", today - _SUMMED_UP).previous()
        before = last.previous()
        return cls(before, last, before.end + _SUMMED_UP, max(last.end + _SUMMED_UP, today - _WAITS))


def bring_packages(today: date) -> list[Step]:
    """What of it is not there yet. Two statements."""
    days, found = _Days.of(today), list[Step]()
    there = Package.objects.filter(body__slug=AKIMAT, to_body__slug=_RECEIVER).count()
    if there < 1:
        found.append(partial(_send_and_answer, days=days, today=today))
    if there < 2:
        found.append(partial(_send, days=days, today=today))
    if not HighAct.objects.filter(kind=HighKind.COLLECTED).exists():
        found.append(partial(_collect, days=days, today=today))
    return found


# -- the half-year before ----------------------------------------------------------------------------------------------
def _send_and_answer(crew: Crew, *, days: _Days, today: date) -> None:
    """Two problems with issues of their own, sent, registered, answered and taken up on a visit."""
    ground, on = Ground.read(crew, today), days.before_sent_on
    hands: list[tuple[said.Answered, Hand]] = []
    items: dict[int, said.Answered] = {}
    for told in (said.PLANNED, said.WORKED_ON):
        own = [_raise(ground, each, days, len(hands) + place) for place, each in enumerate(told.issues)]
        problem = _state(ground, told.problem, on - _STATED)
        gather(problem=problem, numbers=[hand.issue.number for hand in own], actor=crew.speaker(problem.body, on))
        hands += [(told, hand) for hand in own]
        items[problem.pk] = told
    package = _sent(crew, days.before, on, said.FIRST_NUMBER)
    _answer(crew, package, items, on)
    planned = SystemicProblem.objects.get(pk=next(iter(items)))
    closed_on = min(today, on + _CLOSED)
    # What stands in a plan goes up no more.
    close_problem(problem=planned, actor=crew.speaker(crew.bodies[AKIMAT], closed_on), today=closed_on)
    for told, hand in hands:
        _go_on(hand, told, since=on + _ANSWERED, until=days.last_sent_on)
    settle_letters(today)


def _raise(ground: Ground, given: tuple[str, Matter], days: _Days, place: int) -> Hand:
    """An issue of a district that the region cannot solve: registered, worked on, under control until it is sent up."""
    kato, matter = given
    body = ground.bodies[AKIMAT]
    raised_on = days.before.start + _FIRST + _EACH * place
    on = raised_on + _IN_REGISTER
    key = f"package {kato}"
    issue = enter(
        raised=Raised(
            territory=ground.places[kato],
            topic=ground.topics[matter.topic],
            texts=pair("title", matter.title) | pair("text", matter.text),
            internal=f"{matter.text.kk} / {matter.text.ru}",
            competence=Competence.CENTRAL,
            affected=matter.affected,
            risk=matter.risk,
        ),
        origin=Origin.RECEPTION,
        body=body,
        raised_on=raised_on,
        key=uuid5(_KEYS, key),
        actor=ground.crew.speaker(body, on),
        today=on,
        now=clock.at(on, _HOUR),
    )
    hand = Hand(replace(ground, today=days.before_sent_on), issue)
    planned = Planned(key, AKIMAT, matter, Way.CONTROL, raised_on, place)
    Life(hand, planned, [], due_on=ground.today + _AHEAD).live()
    return hand


def _answer(crew: Crew, package: Package, items: dict[int, said.Answered], sent_on: date) -> None:
    on = sent_on + _REGISTERED
    registered = register_package(
        package=package, number=said.REGISTERED_NUMBER, actor=crew.preparer(_RECEIVER, on), today=on
    )
    visit = visits(registered).filter(on__gte=on).order_by("on", "number").first()
    on = sent_on + _ANSWERED
    actor = crew.preparer(_RECEIVER, on)
    answers = {
        item.pk: {"fate": items[item.problem_id].fate, **pair("answer", items[item.problem_id].answer)}
        for item in registered.items.all()
    }
    answer_package(package=registered, answers=answers, actor=actor, today=on, now=clock.at(on, _SENT_AT))
    if visit is not None:
        take_up(package=registered, meeting=visit, actor=actor)


def _go_on(hand: Hand, told: said.Answered, *, since: date, until: date) -> None:
    """News once a quarter since the answer; then why there is nothing new."""
    hand.refresh()
    for number, on in enumerate(news_days(since, until - _A_DAY)):
        if number == 0:
            hand.act(working.note_news, on, **pair("note", told.news))
        else:
            hand.act(working.note_nothing, on, **pair("reason", words.NOTHING[number % len(words.NOTHING)]))


# -- the last half-year ------------------------------------------------------------------------------------------------
def _send(crew: Crew, *, days: _Days, today: date) -> None:
    """What is not solved goes up again, with what issues of the region about water have in common now."""
    on = days.last_sent_on
    problem = _state(Ground.read(crew, today), said.WAITING, on - _STATED)
    numbers = _common(on).values_list("number", flat=True)[:_MOST]
    gather(problem=problem, numbers=list(numbers), actor=crew.speaker(problem.body, on))
    _sent(crew, days.last, on, said.SECOND_NUMBER)
    settle_letters(today)


def _common(on: date) -> QuerySet[Issue]:
    """Open issues of the region about water, under no problem yet and not the receiver's own, of whose life nothing was
    written since.
    """
    later = IssueEvent.objects.filter(issue=OuterRef("pk"), on__gte=on)
    rows = Issue.objects.public().filter(region__kato=REGION, topic__topic=said.TOPIC, state__in=OPEN)
    return rows.filter(~Exists(later), gathered_in=None).exclude(holder__slug=_RECEIVER).order_by("number")


def _collect(crew: Crew, *, days: _Days, today: date) -> None:
    """The Government lists what needs central bodies, with what regions propose."""
    record_high(
        kind=HighKind.COLLECTED,
        body=crew.bodies[_GOVERNMENT],
        period_key=days.last.key,
        on=today,
        number=said.LIST_NUMBER,
        text_kk="",
        text_ru="",
        actor=crew.actor(Role.APPROVER, _GOVERNMENT, today),
        today=today,
        late_reason=LATE_REASONS[-1],
    )


# -- both --------------------------------------------------------------------------------------------------------------
def _state(ground: Ground, problem: said.Problem, on: date) -> SystemicProblem:
    body = ground.bodies[AKIMAT]
    texts: dict[str, Any] = pair("title", problem.title) | pair("text", problem.text)
    return state_problem(
        body=body,
        addressee=ground.bodies[_RECEIVER],
        topic=ground.topics[said.TOPIC],
        texts=texts | pair("proposal", problem.proposal),
        actor=ground.crew.speaker(body, on),
        today=on,
    )


def _sent(crew: Crew, half: Period, on: date, number: str) -> Package:
    body, receiver = crew.bodies[AKIMAT], crew.bodies[_RECEIVER]
    actor = crew.speaker(body, on)
    package = prepare_package(body=body, to_body=receiver, period_key=half.key, actor=actor, today=on)
    return send_package(
        package=package,
        number=number,
        actor=actor,
        today=on,
        now=clock.at(on, _SENT_AT),
        late_reason=LATE_REASONS[0],
    )
