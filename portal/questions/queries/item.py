"""One question or demand as its office judges it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.files.queries import link
from portal.questions.choices import MOVED_FROM, State
from portal.questions.models import AskedQuestion, Demand
from portal.questions.permissions import can_decide_removal, can_read_person
from portal.questions.rules.marks import NAME, PRIVATE, Piece, marked
from portal.questions.workflow import DEMANDS, QUESTIONS
from schedules.querysets import of_helped_bodies

#: Questions of the agenda offered to be joined with, meetings to be moved to.
OFFERED = 8


@dataclass(frozen=True)
class Item:
    """`own` is what the person wrote, cut where somebody should look; `public` the same of each public text."""

    sent: AskedQuestion | Demand
    is_question: bool
    own: list[Piece]
    public: list[tuple[str, list[Piece]]]
    picture: str
    may: dict[str, bool]
    #: Why the act that waits cannot be done by this person, or at all, in words.
    hindered: str
    events: list[Any]
    voices: int
    held_voices: int

    @property
    def has_private(self) -> bool:
        return any(piece.mark == PRIVATE for piece in self.own)

    @property
    def public_names(self) -> bool:
        """Whether somebody may be named in what everybody reads."""
        return any(piece.mark for _language, pieces in self.public for piece in pieces)

    @property
    def has_names(self) -> bool:
        return any(piece.mark == NAME for piece in self.own)


def find(actor: Actor, number: str) -> AskedQuestion | Demand | None:
    """Of the actor's offices alone. One statement, and those of who the actor is."""
    if number.startswith("S"):
        of_meeting = ("meeting__official__body", "meeting__territory", "meeting__body__territory__parent__parent")
        questions = AskedQuestion.objects.moderated_by(actor).select_related(
            *of_meeting, "territory", "picture", "person", "joined_to", "entered_by", "judged_by", "removal_by"
        )
        return questions.filter(number=number).first()
    demands = Demand.objects.moderated_by(actor).select_related(
        "body__territory__parent__parent", "territory", "person", "meeting", "entered_by", "judged_by", "removal_by"
    )
    return demands.filter(number=number).first()


def item(sent: AskedQuestion | Demand, actor: Actor) -> Item:
    """Two statements, and one of the permission."""
    is_question = isinstance(sent, AskedQuestion)
    machine = QUESTIONS if is_question else DEMANDS
    is_off = isinstance(sent, AskedQuestion) and not sent.meeting.is_awaited
    may = {verb: machine.allows(verb, sent.state) for verb in ("publish", "refuse", *(["join"] if is_question else []))}
    may["publish"] = may["publish"] and not is_off
    may["edit"] = sent.is_public
    may["release"] = sent.is_held and sent.state == State.SENT
    may["move"] = isinstance(sent, AskedQuestion) and sent.state in MOVED_FROM
    may["ask_removal"] = sent.is_public and sent.removal_by_id is None
    may["decide"] = sent.is_public and sent.removal_by_id is not None and bool(can_decide_removal(actor, sent))
    may["person"] = sent.person_id is not None and bool(can_read_person(actor, sent))
    texts = [("kk", sent.text_kk), ("ru", sent.text_ru)]
    return Item(
        sent=sent,
        is_question=is_question,
        own=marked(sent.own_text),
        public=[(language, marked(text)) for language, text in texts if text],
        picture=link(sent.picture, actor.user) if isinstance(sent, AskedQuestion) and sent.picture else "",
        may=may,
        hindered=_hindered(sent, is_off=is_off),
        events=list(sent.events.select_related("actor").order_by("id")),
        **_voices(sent),
    )


def _voices(sent: AskedQuestion | Demand) -> dict[str, int]:
    held = Q(confirmed_at__isnull=True, person__isnull=False) & ~Q(held="")
    counted = Q(confirmed_at__isnull=False, withdrawn_at__isnull=True)
    return sent.voices.order_by().aggregate(voices=Count("pk", filter=counted), held_voices=Count("pk", filter=held))


def _hindered(sent: AskedQuestion | Demand, *, is_off: bool) -> str:
    if sent.state == State.SENT and not sent.is_held:
        return _("Its author has not confirmed it yet: until then nothing is decided.")
    if is_off and sent.state in (State.WAITING, State.REFUSED):
        return _("What became of this meeting is known already: move the question to another meeting, or refuse it.")
    return ""


def joinable(question: AskedQuestion, typed: str) -> list[AskedQuestion]:
    """On the agenda of the same meeting, the most like the words typed, or its own text, first. One statement."""
    text = typed.strip() or question.own_text or question.text_kk
    rows = AskedQuestion.objects.filter(meeting=question.meeting_id, state=State.AGENDA).exclude(pk=question.pk)
    alike = Greatest(TrigramSimilarity("text_kk", text[:500]), TrigramSimilarity("text_ru", text[:500]))
    return list(rows.annotate(alike=alike).order_by("-alike", "sent_at", "pk")[:OFFERED])


def movable_to(question: AskedQuestion, actor: Actor, on: date) -> Sequence[Meeting]:
    """Meetings to come of the actor's offices that are held for the question's place, the next first. One statement."""
    around = [question.territory_id, *(place.pk for place in question.territory.above)]
    rows = Meeting.objects.public().awaited().upcoming(on).filter(of_helped_bodies(actor, "body"), territory__in=around)
    return list(rows.exclude(pk=question.meeting_id).with_names().in_order()[:OFFERED])
