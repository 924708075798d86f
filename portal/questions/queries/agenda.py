"""Published questions: the agenda of a meeting on its public page, and the list of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from meetings.models import Meeting
from portal.bodies.models import Territory
from portal.kernel import clock
from portal.questions.models import AskedQuestion
from portal.questions.queries.taking import Taking, taking
from portal.questions.querysets import AskedQuestionQuerySet

#: On the page of the meeting; the list has all of them.
SHOWN = 20


@dataclass(frozen=True)
class Agenda:
    """Questions to a meeting that everybody reads, those with most voices first, and whether more are taken."""

    questions: list[AskedQuestion]
    number: int
    taking: Taking

    @property
    def is_open(self) -> bool:
        return self.taking.is_open

    @property
    def has_more(self) -> bool:
        return self.number > len(self.questions)


def agenda(meeting: Meeting) -> Agenda | None:
    """None of a meeting that takes no questions and never got any. Two statements.

    The page it stands on is kept for the day: whether questions are taken is as of its making, and the form of the
    question looks again.
    """
    public = AskedQuestion.objects.public().filter(meeting=meeting)
    supported = public.select_related("territory").with_voices()
    rows = list(supported.order_by(F("voice_count").desc(), "sent_at", "pk")[:SHOWN])
    number = public.count() if len(rows) == SHOWN else len(rows)
    now = taking(meeting, clock.now())
    return Agenda(rows, number, now) if rows or now.is_open else None


@dataclass(frozen=True)
class Asked:
    """What a reader of the list wants to see; empty parts ask for everything."""

    place: str = ""
    topic: str = ""
    state: str = ""
    meeting: str = ""


def asked_questions(asked: Asked) -> AskedQuestionQuerySet:
    """Published ones, the newest first."""
    rows = AskedQuestion.objects.public().with_names().with_voices()
    if asked.place:
        places = Territory.objects.filter(kato=asked.place)
        inside = Territory.objects.none()
        for place in places[:1]:
            inside = Territory.objects.lying_in(place)
        rows = rows.filter(territory__in=inside.values("pk"))
    if asked.topic:
        rows = rows.filter(topic=asked.topic)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.meeting:
        rows = rows.filter(meeting__number=asked.meeting)
    return rows.order_by("-sent_at", "-pk")


def offered_places(kato: str, language: str, today: date) -> list[Territory]:
    """Regions to choose from, and before them the place that the address names, if it is none of them. Two statements
    at most."""
    regions = list(Territory.objects.in_force(today).regions().in_order(language))
    if not kato or any(region.kato == kato for region in regions):
        return regions
    return [*Territory.objects.in_force(today).filter(kato=kato)[:1], *regions]
