"""Issues of the demonstration: the first are there as soon as somebody looks, the others come body by body after it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid5

from django.db.models import QuerySet

from issues.choices import Competence, Origin
from issues.models import Issue
from issues.services.register import Raised, enter, take
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, Territory
from portal.demo.content.asked import Both
from portal.demo.content.kyzylorda import REGION
from portal.demo.content.raised import Matter, matters
from portal.demo.people import DOMAIN, LOGINS
from portal.demo.raising import LATE_ONES, Planned, Way, first_ones, others, way_of
from portal.demo.services.asking import settle_letters
from portal.demo.services.crew import Crew
from portal.demo.services.hands import Ground, Hand, pair
from portal.demo.services.life import COMPETENCES, TOLD, Life
from portal.demo.services.telling import Step
from portal.holding.choices import Fate
from portal.holding.models import Question
from portal.kernel import clock

_REGISTERED = timedelta(days=2)
_KEYS: Final = UUID("a3a6b0d1-2c5e-4a39-9d0e-7f2a4a5b6c7d")
#: Questions of the latest results of those who sign in are left to them.
_LEFT = timedelta(days=20)
#: Of offices below a district every so-manieth raised something beside its meetings.
_EVERY_OFFICE: Final = 4
_SIGNED_IN: Final = frozenset(person.slug for person in LOGINS)
_HOUR: Final = 11


def raise_first(crew: Crew, today: date) -> None:
    """What is there before anybody looks."""
    _of_body(crew, planned=first_ones(today), today=today)


def bring_issues(today: date) -> list[Step]:
    """Of each body what is not there yet of two years; and the first, where they never came. Two statements."""
    planned = [first_ones(today)]
    planned += [others(slug, kind, number, today) for number, (slug, kind) in enumerate(_bodies(today))]
    known = set(Issue.objects.exclude(sent_key=None).values_list("sent_key", flat=True))
    left = [[each for each in of_body if _key(each) not in known] for of_body in planned]
    return [partial(_of_body, planned=found, today=today) for found in left if found]


def bring_taken(today: date) -> list[Step]:
    """Questions taken at meetings whose results are public become issues, a step a meeting. One statement."""
    found: defaultdict[int, list[Question]] = defaultdict(list)
    for question in _taken(today).order_by("account_id", "number"):
        found[question.account_id].append(question)
    return [partial(_take, questions=questions, today=today) for questions in found.values()]


def _bodies(today: date) -> list[tuple[str, str]]:
    """Whose they are, each with its kind: ministries, the region, its districts, and some offices in them."""
    rows = Body.objects.in_force(today).filter(joined_on__lte=today).select_related("territory")
    found, offices = [], 0
    for body in rows.order_by("slug"):
        kind = _kind(body)
        offices += kind == "office"
        if kind and (kind != "office" or body.slug in _SIGNED_IN or offices % _EVERY_OFFICE == 0):
            found.append((body.slug, kind))
    return found


def _kind(body: Body) -> str:
    """Of what it raises; none: not of the demonstration."""
    if body.kind == BodyKind.MINISTRY:
        return body.slug if matters(body.slug) else ""
    place = body.territory
    if body.kind != BodyKind.AKIMAT or place is None or not place.kato.startswith(REGION[:2]):
        return ""
    if place.is_first_rank:
        return "region"
    return "district" if place.kind in ("district", "city") else "office"


def _of_body(crew: Crew, *, planned: list[Planned], today: date) -> None:
    """In the order in which they were raised."""
    ground, raised = Ground.read(crew, today), defaultdict[str, list[Issue]](list)
    for each in sorted(planned, key=lambda one: one.raised_on):
        if crew.speaks_for(ground.bodies[each.slug]):
            raised[each.slug].append(_raise(ground, each, raised[each.slug]))
    settle_letters(today)


def _key(planned: Planned) -> UUID:
    return uuid5(_KEYS, planned.key)


def _raise(ground: Ground, planned: Planned, known: list[Issue]) -> Issue:
    """Registered, and led to where it stands today. `known`: those of the same body that were raised before it."""
    matter, body = planned.matter, ground.bodies[planned.slug]
    on = planned.raised_on + _REGISTERED
    issue = enter(
        raised=Raised(
            territory=_place(ground, planned, body),
            topic=ground.topics[matter.topic],
            texts=pair("title", matter.title) | pair("text", matter.text),
            internal=f"{matter.text.kk} / {matter.text.ru}",
            competence=COMPETENCES.get(matter.of, Competence.CENTRAL),
            affected=matter.affected,
            risk=matter.risk,
        ),
        origin=Origin.RECEPTION if planned.seed % 3 == 0 else Origin.ENTERED,
        body=body,
        raised_on=planned.raised_on,
        key=_key(planned),
        actor=ground.crew.speaker(body, on),
        today=on,
        now=clock.at(on, _HOUR),
    )
    hand = Hand(ground, issue)
    Life(hand, planned, known).live()
    return hand.issue


def _place(ground: Ground, planned: Planned, body: Body) -> Territory:
    """Its own; of a ministry now the region of the demonstration, now another."""
    if body.territory is not None:
        return body.territory
    regions = sorted(kato for kato, place in ground.places.items() if place.is_first_rank)
    return ground.places[REGION if planned.seed % 2 == 0 else regions[planned.seed * 7 % len(regions)]]


# -- what was taken at meetings ---------------------------------------------------------------------------------------
def _taken(today: date) -> QuerySet[Question]:
    """Of accounts that the demonstration itself logged; what is new is left to those who sign in."""
    rows = Question.objects.filter(
        fate=Fate.TAKEN,
        withdrawn_on=None,
        issue=None,
        account__published_at__lt=clock.at(today - TOLD, 23),
        account__logged_by__email__endswith=f"@{DOMAIN}",
    ).exclude(text_kk="").exclude(text_ru="")  # fmt: skip
    left = rows.filter(
        account__meeting__body__slug__in=_SIGNED_IN, account__published_at__gte=clock.at(today - _LEFT, 0)
    )
    rows = rows.exclude(pk__in=left.values("pk"))
    return rows.select_related("account__meeting__body__territory", "territory")


def _take(crew: Crew, *, questions: list[Question], today: date) -> None:
    ground, raised = Ground.read(crew, today), list[Issue]()
    for question in questions:
        raised.append(_taken_up(ground, question, raised))
    settle_letters(today)


def _taken_up(ground: Ground, question: Question, known: list[Issue]) -> Issue:
    meeting, account = question.account.meeting, question.account
    assert account.published_at is not None
    body, on = ground.bodies[meeting.body.slug], clock.civil_date(account.published_at)
    matter = Matter(
        of=_kind(body) or ("region" if body.territory_id else body.slug),
        topic=question.topic,
        affected=0,
        risk="",
        title=Both(question.text_kk, question.text_ru),
        text=Both("", ""),
        measure=Both(question.measure_kk, question.measure_ru),
    )
    way = Way.LATE if body.slug in LATE_ONES else way_of(question.pk)
    planned = Planned("", body.slug, matter, way, meeting.span_start, question.pk)
    issue = take(
        question=question,
        raised=Raised(
            territory=question.territory or meeting.territory,
            topic=ground.topics[question.topic],
            texts=pair("title", matter.title),
            internal=question.asked,
            competence=COMPETENCES.get(matter.of, Competence.CENTRAL),
        ),
        actor=ground.crew.speaker(body, on),
        today=on,
        now=clock.at(on, _HOUR + 1),
    )
    hand = Hand(ground, issue)
    Life(hand, planned, known, due_on=question.due_on).live()
    return hand.issue
