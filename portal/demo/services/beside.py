"""What stands beside the plans of the demonstration: meetings nobody planned, a log begun, summaries that were sent."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from uuid import UUID

from meetings.choices import Origin
from meetings.models import Meeting
from meetings.services.held import Facts
from meetings.services.off_plan import OffPlan, announce_off_plan
from portal.bodies.choices import Post
from portal.bodies.models import Official
from portal.deadlines.models import Obligation, Transmittal
from portal.deadlines.permissions import can_answer_transmittal
from portal.deadlines.queries import working_calendar
from portal.deadlines.services import acknowledge
from portal.demo.content import beside as words
from portal.demo.content import channels
from portal.demo.season import AUTHORISED, UNFINISHED
from portal.demo.services.asking import ask_before, settle_letters
from portal.demo.services.calendars import AKIMAT
from portal.demo.services.crew import Crew
from portal.demo.services.telling import Step, tell_of
from portal.holding.choices import SummaryKind
from portal.holding.models import LogDraft, Summary
from portal.holding.queries.summaries import DUTY
from portal.holding.services.drafts import save_draft
from portal.holding.services.summaries import make_summary, send_summary
from portal.kernel import clock

#: Whose officers can sign in.
_DISTRICT, _OFFICE = "akimat-434800000", "akimat-434835000"
#: Of those a meeting is to come so soon that people ask before it; one that is wanting was announced some days ago.
_COMING = {AKIMAT: channels.COMING_OF_REGION, _OFFICE: channels.COMING_OF_OFFICE}
_SOON, _FAR, _AHEAD, _SAID = timedelta(days=4), timedelta(days=60), timedelta(days=17), timedelta(days=6)
#: So many days ago the district met whoever demanded it, and the region whom a need called for; announced before.
_DEMANDED, _NEEDED = timedelta(days=40), timedelta(days=2)
_ANNOUNCED, _ANNOUNCED_LATE = timedelta(days=10), timedelta(days=5)
_ASKED = timedelta(days=4)
_BEGAN, _ENDED, _CAME = time(16), time(17, 35), 84
#: Before the last day in time a summary is sent; it is received days later.
_SENT, _RECEIVED = timedelta(days=2), timedelta(days=3)
_KEY = UUID("0d7f2d52-8a5e-4c0e-8f2e-3b1c8c1d4a77")
_SUMMARIES = ((SummaryKind.QUARTER, UNFINISHED), (SummaryKind.HALF, AUTHORISED))


def bring_beside(today: date) -> list[Step]:
    """What of it is not there yet; once there it is left to people, whatever they make of it. A statement each."""
    return [*_off_plan(today), *_coming(today), *_summaries(today)]


# -- meetings of no schedule ------------------------------------------------------------------------------------------
def _off_plan(today: date) -> list[Step]:
    known = set(
        Meeting.objects.filter(schedule=None, body__slug__in=(AKIMAT, _DISTRICT)).values_list("body__slug", flat=True)
    )
    heads = {
        head.body.slug: head
        for head in Official.objects.in_force(today)
        .filter(post=Post.FIRST_HEAD, body__slug__in={AKIMAT, _DISTRICT} - known)
        .select_related("body__territory")
    } if len(known) < 2 else {}  # fmt: skip
    found: list[Step] = []
    district, region = heads.get(_DISTRICT), heads.get(AKIMAT)
    if district is not None and _is_here(district, today - _DEMANDED - _ANNOUNCED):
        found.append(partial(_demanded, head=district, today=today))
    if region is not None and _is_here(region, today - _NEEDED - _ANNOUNCED):
        found.append(partial(_needed, head=region, today=today))
    return found


def _coming(today: date) -> list[Step]:
    """Of those that have no meeting in these weeks, whatever has become of it."""
    near = Meeting.objects.filter(body__slug__in=_COMING, on__gt=today + _SOON, on__lte=today + _FAR)
    known = set(near.values_list("body__slug", flat=True))
    heads = Official.objects.in_force(today).filter(post=Post.FIRST_HEAD, body__slug__in=set(_COMING) - known)
    return [
        partial(_announce_coming, head=head, today=today)
        for head in heads.select_related("body__territory").order_by("body__slug")
        if _is_here(head, today - _SAID)
    ]


def _announce_coming(crew: Crew, *, head: Official, today: date) -> None:
    on = today + _AHEAD
    day = working_calendar(today, on).last_working_day(on)
    _announce(crew, head, _COMING[head.body.slug], Origin.NEED, day, today - _SAID)


def _is_here(head: Official, on: date) -> bool:
    return head.body.joined_on is not None and head.body.joined_on <= on


def _demanded(crew: Crew, *, head: Official, today: date) -> None:
    """People demanded it; it was held, and its results are public."""
    on = _working(today - _DEMANDED)
    meeting = _announce(crew, head, words.DEMANDED, Origin.DEMAND, on, on - _ANNOUNCED)
    asked = ask_before(crew, meeting, on - _ASKED)
    facts = Facts(held_on=on, start_time=_BEGAN, end_time=_ENDED, held_by=head, attendance=_CAME)
    tell_of(crew, meeting, facts, on=on + timedelta(days=1), today=today, is_published=True, asked_before=asked)
    settle_letters(today)


def _needed(crew: Crew, *, head: Official, today: date) -> None:
    """A need called for it; it is over, and its officer has begun to log it."""
    on = _working(today - _NEEDED)
    meeting = _announce(crew, head, words.NEEDED, Origin.NEED, on, on - _ANNOUNCED_LATE)
    if LogDraft.objects.filter(key=_KEY).exists():
        return
    save_draft(
        meeting=meeting,
        key=_KEY,
        typed=words.DRAFT,
        expected_version=0,
        actor=crew.speaker(head.body, today),
        now=clock.at(today, 8, 40),
    )


def _working(day: date) -> date:
    return working_calendar(day - _ANNOUNCED, day).last_working_day(day)


def _announce(crew: Crew, head: Official, said: words.Beside, origin: Origin, on: date, announced_on: date) -> Meeting:
    assert head.body.territory is not None
    return announce_off_plan(
        facts=OffPlan(
            origin=origin,
            official=head,
            territory=head.body.territory,
            day=on,
            start_time=_BEGAN,
            ground_kk=said.ground.kk,
            ground_ru=said.ground.ru,
            subject_kk=said.subject.kk,
            subject_ru=said.subject.ru,
            venue_kk=said.venue.kk,
            venue_ru=said.venue.ru,
        ),
        actor=crew.speaker(head.body, announced_on),
        today=announced_on,
        now=clock.at(announced_on, 12),
    )


# -- summaries --------------------------------------------------------------------------------------------------------
def _summaries(today: date) -> list[Step]:
    """Of the last quarter and the last half-year whose summary was due."""
    found: list[Step] = []
    for kind, slug in _SUMMARIES:
        due = Obligation.objects.filter(duty=DUTY[kind], body__slug=slug, due_on__lt=today).order_by("due_on").last()
        if due is None or due.due_on is None or Summary.objects.filter(kind=kind, body=due.body_id).exists():
            continue
        found.append(partial(_summarise, kind=kind, slug=slug, due=due, today=today))
    return found


def _summarise(crew: Crew, *, kind: SummaryKind, slug: str, due: Obligation, today: date) -> None:
    assert due.due_on is not None
    on = due.due_on - _SENT
    actor = crew.preparer(slug, on)
    summary = make_summary(
        kind=kind, body=crew.bodies[slug], period_key=due.period_key, actor=actor, today=on, now=clock.at(on, 16)
    )
    send_summary(summary=summary, actor=actor, today=on)
    received_on = min(today, on + _RECEIVED)
    sent = Transmittal.objects.unanswered().filter(evidence__address=f"/summaries/{summary.pk}/")
    for row in sent.select_related("receiver", "obligation__body"):
        if crew.speaks_for(row.receiver):
            receiver = crew.speaker(row.receiver, received_on)
            if can_answer_transmittal(receiver, row).allowed:
                acknowledge(transmittal=row, actor=receiver, today=received_on)
