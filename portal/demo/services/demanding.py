"""Meetings that residents of the demonstration demand: one still open, one appointed, one declined with its reason."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from itertools import count

from meetings.choices import Origin
from meetings.models import Meeting
from meetings.services.off_plan import OffPlan
from portal.bodies.choices import Post
from portal.bodies.models import Body, Official, Territory
from portal.deadlines.queries import working_calendar
from portal.demo.content import voices as words
from portal.demo.people import HOST
from portal.demo.services.asking import settle_letters
from portal.demo.services.calendars import AKIMAT
from portal.demo.services.crew import Crew
from portal.demo.services.telling import Step
from portal.kernel import clock
from portal.questions.models import Demand, DemandPolicy, Voice
from portal.questions.services.answering import appoint_meeting, decline_demand
from portal.questions.services.demanding import confirm_demand, demand_meeting
from portal.questions.services.moderating import Public, publish_text
from portal.questions.services.origin import Origin as Sender
from portal.questions.services.policies import Rules, publish_policy
from portal.questions.services.supporting import confirm_voice, support

#: Whose officers can sign in: the akim of the district is to come to a rural district.
_DISTRICT, _PLACE = "akimat-434800000", "434835000"
#: So many voices the region asks for, and so long they are gathered and answered.
_RULES = Rules(threshold=15, gather_days=60, answer_days=10, ground=words.POLICY_GROUND)
_ENOUGH, _SOME = 16, 9
#: Before today each was opened and answered; a meeting is appointed so far ahead.
_OPENED, _APPOINTED, _DECLINED = timedelta(days=12), timedelta(days=20), timedelta(days=45)
_ANSWERED, _AHEAD, _MONTH = timedelta(days=6), timedelta(days=16), timedelta(days=30)
_SECONDS = 150


def bring_demanded(today: date) -> list[Step]:
    """What is not there yet of the rules and of the three demands. Three statements."""
    steps: list[Step] = []
    if not DemandPolicy.objects.filter(body__slug=AKIMAT).exists():
        steps.append(partial(_publish_rules, today=today))
    is_there = Body.objects.filter(slug=_DISTRICT, joined_on__lte=today - _DECLINED).exists()
    if is_there and not Demand.objects.filter(body__slug=_DISTRICT).exists():
        steps.append(partial(_demand, today=today))
    return steps


def _publish_rules(crew: Crew, *, today: date) -> None:
    on = today - _DECLINED
    publish_policy(body=crew.bodies[AKIMAT], rules=_RULES, actor=crew.head(AKIMAT, on), today=on)


def _demand(crew: Crew, *, today: date) -> None:
    body = Body.objects.select_related("territory__parent").get(slug=_DISTRICT)
    place = Territory.objects.in_force(today).select_related("parent__parent").get(kato=_PLACE)
    mailboxes = count(1)
    _opened(crew, body, place, words.OPEN_DEMAND, today - _OPENED, _SOME, mailboxes)
    appointed = _opened(crew, body, place, words.APPOINTED_DEMAND, today - _APPOINTED, _ENOUGH, mailboxes)
    declined = _opened(crew, body, place, words.DECLINED_DEMAND, today - _DECLINED, _ENOUGH, mailboxes)
    assert words.APPOINTED_DEMAND.answer is not None
    assert words.DECLINED_DEMAND.answer is not None
    on = today - _APPOINTED + _ANSWERED
    head = Official.objects.in_force(on).select_related("body").get(body=body, post=Post.FIRST_HEAD)
    facts = OffPlan(
        origin=Origin.DEMAND,
        official=head,
        territory=place,
        day=_free_day(head, today + _AHEAD),
        start_time=time(16),
        ground_kk="",
        ground_ru="",
        subject_kk=words.APPOINTED_SUBJECT.kk,
        subject_ru=words.APPOINTED_SUBJECT.ru,
    )
    appoint_meeting(
        demand=appointed,
        facts=facts,
        answer=words.APPOINTED_DEMAND.answer,
        actor=crew.speaker(body, on),
        today=on,
        now=clock.at(on, 11),
        expected=appointed.version,
    )
    on = today - _DECLINED + _ANSWERED
    decline_demand(
        demand=declined,
        answer=words.DECLINED_DEMAND.answer,
        actor=crew.speaker(body, on),
        today=on,
        now=clock.at(on, 11),
        expected=declined.version,
    )
    settle_letters(today)


def _free_day(head: Official, first: date) -> date:
    """The first working day from then on on which the akim holds no other meeting."""
    calendar = working_calendar(first, first + _MONTH)
    taken = set(Meeting.objects.standing().filter(official=head, on__gte=first).values_list("on", flat=True))
    days = (first + timedelta(days=number) for number in range(_MONTH.days))
    return next(day for day in days if calendar.is_working(day) and day not in taken)


def _opened(
    crew: Crew, body: Body, place: Territory, wanted: words.Wanted, on: date, voices: int, mailboxes: count[int]
) -> Demand:
    number = demand_meeting(
        place=place,
        body=body,
        text=wanted.text.kk,
        topic=wanted.topic,
        email=_mailbox(mailboxes),
        language="kk",
        origin=_sender(mailboxes),
        today=on,
        now=clock.at(on, 9),
    )
    demand = Demand.objects.get(number=number)
    confirm_demand(demand=demand, today=on, now=clock.at(on, 10))
    public = Public(wanted.text.kk, wanted.text.ru, wanted.topic)
    demand = publish_text(sent=demand, public=public, actor=crew.speaker(body, on), today=on, now=clock.at(on, 11))
    for _each in range(voices):
        email = _mailbox(mailboxes)
        support(about=demand, email=email, language="kk", origin=_sender(mailboxes), today=on, now=clock.at(on, 12))
        confirm_voice(voice=Voice.objects.get(demand=demand, person__email=email), today=on, now=clock.at(on, 13))
    demand.refresh_from_db()
    return demand


def _mailbox(numbers: count[int]) -> str:
    return f"tyrgyn.talap.{next(numbers)}@{HOST}"


def _sender(numbers: count[int]) -> Sender:
    # Addresses that belong to nobody (RFC 5737).
    return Sender(f"198.51.100.{next(numbers) % 250 + 1}", None, _SECONDS)
