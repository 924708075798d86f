"""What happened in a place and inside it, for those who subscribed to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from meetings.choices import MeetingVerb
from meetings.models import Meeting, MeetingEvent
from portal.bodies.models import Territory
from portal.kit import formats
from portal.questions.choices import Verb
from portal.questions.models import AskedQuestion, Demand, DemandEvent, QuestionEvent

#: What is told of a meeting; that it was recorded as held is told by its results.
OF_MEETINGS: Final = (
    MeetingVerb.PUBLISH,
    MeetingVerb.ANNOUNCE,
    MeetingVerb.FIX_DAY,
    MeetingVerb.CHANGE_DAY,
    MeetingVerb.MOVE,
    MeetingVerb.CHANGE,
    MeetingVerb.CANCEL,
    MeetingVerb.RESTORE,
    MeetingVerb.FALL_THROUGH,
    MeetingVerb.REPORT,
)
OF_QUESTIONS: Final = (Verb.ANSWER, Verb.TAKE, Verb.OUTSIDE)
OF_DEMANDS: Final = (Verb.PUBLISH, Verb.REACH, Verb.APPOINT, Verb.JOIN, Verb.DECLINE, Verb.LAPSE)
#: Of one kind no more are printed in a letter; the rest stands on the page of the place.
MOST: Final = 20


@dataclass(frozen=True)
class Happening:
    """A line of a letter in the active language, and where it leads."""

    at: datetime
    said: str
    named: str
    path: str


@dataclass(frozen=True)
class Happened:
    lines: list[Happening]
    left_out: int


def happened(territory: Territory, since: datetime, until: datetime) -> Happened:
    """After `since` and not after `until`, of what everybody sees, the latest of each meeting, question and demand.

    Six statements at most.
    """
    inside = list(Territory.objects.lying_in(territory.pk).values_list("pk", flat=True))
    lines: list[Happening] = []
    left_out = 0
    for found in (_meetings(inside, since, until), _questions(inside, since, until), _demands(inside, since, until)):
        every = list(found)
        lines += every[:MOST]
        left_out += len(every[MOST:])
    return Happened(sorted(lines, key=lambda line: line.at, reverse=True), left_out)


def touched(since: datetime, until: datetime) -> dict[int, datetime]:
    """Places in which something happened after `since` and not after `until`, each with the latest moment of it; what
    holds a place holds what happened there. Four statements, whatever there is.
    """
    found: dict[int, datetime] = {}
    within = Q(at__gt=since, at__lte=until)
    meetings = MeetingEvent.objects.filter(within, verb__in=OF_MEETINGS, meeting__in=Meeting.objects.public())
    questions = QuestionEvent.objects.filter(within, verb__in=OF_QUESTIONS)
    demands = DemandEvent.objects.filter(within, verb__in=OF_DEMANDS)
    for rows in (
        meetings.values_list("meeting__territory", "at"),
        questions.values_list("question__territory", "at"),
        demands.values_list("demand__territory", "at"),
    ):
        for place, at in rows.order_by().iterator():
            found[place] = max(found.get(place, at), at)
    above = Territory.objects.filter(pk__in=found).values_list(
        "pk", "parent", "parent__parent", "parent__parent__parent"
    )
    for place, *around in list(above):
        for each in filter(None, around):
            found[each] = max(found.get(each, found[place]), found[place])
    return found


def _meetings(inside: list[int], since: datetime, until: datetime) -> Iterator[Happening]:
    public = Meeting.objects.public().filter(territory__in=inside)
    events = MeetingEvent.objects.filter(meeting__in=public, verb__in=OF_MEETINGS, at__gt=since, at__lte=until)
    seen: set[int] = set()
    for event in events.select_related("meeting__official__body", "meeting__territory").order_by("-at", "-pk"):
        if event.meeting_id not in seen:
            seen.add(event.meeting_id)
            meeting = event.meeting
            when = formats.when_text(meeting.when, at=meeting.start_time)
            yield Happening(event.at, event.get_verb_display(), f"{meeting.title}, {when}", meeting.get_absolute_url())


def _questions(inside: list[int], since: datetime, until: datetime) -> Iterator[Happening]:
    public = AskedQuestion.objects.public().filter(territory__in=inside)
    events = QuestionEvent.objects.filter(question__in=public, verb__in=OF_QUESTIONS, at__gt=since, at__lte=until)
    seen: set[int] = set()
    for event in events.select_related("question").order_by("-at", "-pk"):
        if event.question_id not in seen:
            seen.add(event.question_id)
            yield Happening(
                event.at,
                event.question.get_state_display(),
                str(event.question.text),
                event.question.get_absolute_url(),
            )


def _demands(inside: list[int], since: datetime, until: datetime) -> Iterator[Happening]:
    public = Demand.objects.public().filter(territory__in=inside)
    events = DemandEvent.objects.filter(demand__in=public, verb__in=OF_DEMANDS, at__gt=since, at__lte=until)
    seen: set[int] = set()
    for event in events.select_related("demand").order_by("-at", "-pk"):
        if event.demand_id not in seen:
            seen.add(event.demand_id)
            yield Happening(
                event.at, event.demand.get_state_display(), str(event.demand.text), event.demand.get_absolute_url()
            )
