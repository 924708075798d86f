"""The office judges what people sent: makes a text public, refuses it, joins it, lets a held one through.

Who entered a text on behalf may publish it, too: many an office is one person. What takes two is removing for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.private import find_private
from portal.kernel.wording import Lines
from portal.questions.choices import MailKind, Refusal, State, Topic, Verb
from portal.questions.errors import CHANGED, MOVED_ON, PRIVATE
from portal.questions.models import AskedQuestion, Demand, Person
from portal.questions.permissions import can_moderate
from portal.questions.rules.times import unconfirmed_until
from portal.questions.services.confirming import note_late_comers
from portal.questions.services.letters import write_letter
from portal.questions.services.opening import open_demand
from portal.questions.services.steps import locked, note_line, require_unchanged, step
from portal.questions.services.telling import people_behind, tell_fate

SentT = TypeVar("SentT", AskedQuestion, Demand)
#: Held voices that are let through by one press.
VOICES_AT_ONCE = 200
_TEXTS = ("text_kk", "text_ru")
_ALTS = ("picture_alt_kk", "picture_alt_ru")


@dataclass(frozen=True)
class Public:
    """What everybody is to read. Of a demand there is no picture."""

    text_kk: str
    text_ru: str
    topic: str = Topic.OTHER
    shows_picture: bool = False
    picture_alt_kk: str = ""
    picture_alt_ru: str = ""


@transaction.atomic
def publish_text(
    *, sent: SentT, public: Public, actor: Actor, today: date, now: datetime, expected: int | None = None
) -> SentT:
    """A question comes on the agenda of its meeting, a demand begins to gather voices; who sent it is told.

    Also of one that was refused: somebody thought better of it. Raises NotAllowed, Conflict (changed since, held, the
    meeting is off or over), Invalid with fields: what belongs to one person alone never becomes public.
    """
    row = _opened(sent, actor)
    if row.is_public and row.judged_by_id == actor.user.pk and not _differs(row, public):
        return row
    require_unchanged(row, expected)
    if isinstance(row, AskedQuestion):
        require_awaited(row.meeting)
    _put(row, public)
    _judge(row, actor, now)
    row.refusal = row.note_kk = row.note_ru = row.note_en = ""
    if isinstance(row, Demand):
        open_demand(row, today=today)
    step(row, "publish", now=now, today=today, actor=actor)
    tell_fate(row, now=now)
    return row


@transaction.atomic
def change_text(
    *, sent: SentT, public: Public, actor: Actor, today: date, now: datetime, expected: int | None = None
) -> SentT:
    """Correct what is public; its history says that it was changed. Nothing is told, for nothing else became of it."""
    row = _opened(sent, actor)
    if not row.is_public:
        raise Conflict(MOVED_ON, code=CHANGED)
    if not _differs(row, public):
        return row
    require_unchanged(row, expected)
    _put(row, public)
    note_line(row, Verb.EDIT, now=now, today=today, actor=actor)
    return row


@transaction.atomic
def refuse_text(
    *,
    sent: SentT,
    refusal: str,
    note: Lines,
    actor: Actor,
    today: date,
    now: datetime,
    expected: int | None = None,
) -> SentT:
    """It does not become public, for this reason; the author is told it, and the moderator's words in both languages.

    Raises NotAllowed, Conflict, Invalid (fields "refusal", "note_kk", "note_ru").
    """
    row = _opened(sent, actor)
    if row.state == State.REFUSED and row.refusal == refusal and row.note_kk == note.kk and row.note_ru == note.ru:
        return row
    require_unchanged(row, expected)
    _check_note(refusal, note)
    _judge(row, actor, now)
    row.refusal, row.note_kk, row.note_ru, row.note_en = Refusal(refusal), note.kk, note.ru, note.en
    step(row, "refuse", now=now, today=today, actor=actor, note=_said(note))
    tell_fate(row, now=now)
    return row


@transaction.atomic
def join_question(
    *, question: AskedQuestion, to: str, actor: Actor, today: date, now: datetime, expected: int | None = None
) -> AskedQuestion:
    """It asks what another question on the agenda of the same meeting asks: whoever asked hears of that one's fate.

    Raises NotAllowed, Conflict, Invalid (field "to").
    """
    # Two who join two questions with each other must not wait for each other: the smaller key first.
    other = AskedQuestion.objects.filter(number=to).first()
    if other is None or other.pk == question.pk or other.meeting_id != question.meeting_id:
        raise Invalid.at("to", _("Choose a question on the agenda of the same meeting."))
    first, second = sorted((question, other), key=lambda each: each.pk)
    rows = {each.pk: each for each in (locked(first), locked(second))}
    row, other = rows[question.pk], rows[other.pk]
    can_moderate(actor, row).require()
    if row.state == State.JOINED and row.joined_to_id == other.pk:
        return row
    require_unchanged(row, expected)
    if other.state != State.AGENDA:
        raise Invalid.at("to", _("Choose a question on the agenda of the same meeting."))
    row.joined_to = other
    _judge(row, actor, now)
    step(row, "join", now=now, today=today, actor=actor)
    tell_fate(row, now=now)
    note_late_comers(row, people_behind(row), today=today, now=now)
    return row


@transaction.atomic
def let_through(*, sent: SentT, actor: Actor, today: date, now: datetime, expected: int | None = None) -> SentT:
    """Held by the portal, seen by a person: the letter of confirmation goes out. Twice it goes once.

    The link holds, and what is not confirmed is kept, from now on.
    """
    row = _opened(sent, actor)
    if not row.is_held:
        return row
    require_unchanged(row, expected)
    if row.state != State.SENT:
        raise Conflict(MOVED_ON, code=CHANGED)
    row.held = ""
    note_line(row, Verb.RELEASE, now=now, today=today, actor=actor)
    if row.person is not None:
        _ask_to_confirm(row.person, today, now)
    return row


@transaction.atomic
def let_voices_through(*, sent: SentT, actor: Actor, today: date, now: datetime) -> int:
    """Voices the portal held, seen by a person: each mailbox gets its letter of confirmation. Says how many.

    At most `VOICES_AT_ONCE`; pressed again the others follow. Raises NotAllowed.
    """
    row = _opened(sent, actor)
    held = row.voices.filter(confirmed_at__isnull=True, person__isnull=False).exclude(held="").select_related("person")
    voices = list(held.select_for_update(of=("self",)).order_by("pk")[:VOICES_AT_ONCE])
    for voice in voices:
        assert voice.person is not None
        voice.held = ""
        voice.save(update_fields=["held"])
        _ask_to_confirm(voice.person, today, now)
    return len(voices)


def _ask_to_confirm(person: Person, today: date, now: datetime) -> None:
    person.sent_at, person.erase_on = now, unconfirmed_until(today, is_held=False)
    person.save(update_fields=["sent_at", "erase_on"])
    write_letter(person=person, kind=MailKind.CONFIRM, key="confirm", now=now)


def require_awaited(meeting: Meeting) -> None:
    """Raises Conflict unless the meeting is still to come: an agenda of what is over is none."""
    if not meeting.is_awaited:
        raise Conflict(
            _("What became of this meeting is known already: move the question to another meeting, or refuse it."),
            code="meeting_over",
        )


def private_errors(texts: dict[str, str]) -> dict[str, list[str]]:
    """At each field what belongs to one person alone in it."""
    return {
        name: [_("Leave out what belongs to one person alone: %(found)s") % {"found": ", ".join(found)}]
        for name, text in texts.items()
        if (found := find_private(text))
    }


def _opened(sent: SentT, actor: Actor) -> SentT:
    row = locked(sent)
    can_moderate(actor, row).require()
    return row


def _judge(row: AskedQuestion | Demand, actor: Actor, now: datetime) -> None:
    row.judged_by, row.judged_at = actor.user, now


def _values(public: Public, row: AskedQuestion | Demand) -> dict[str, object]:
    told: dict[str, object] = {name: getattr(public, name).strip() for name in _TEXTS} | {"topic": public.topic}
    if isinstance(row, AskedQuestion):
        shows = public.shows_picture and row.picture_id is not None
        told["shows_picture"] = shows
        told |= {name: getattr(public, name).strip() if shows else "" for name in _ALTS}
    return told


def _differs(row: AskedQuestion | Demand, public: Public) -> bool:
    return any(getattr(row, name) != value for name, value in _values(public, row).items())


def _put(row: AskedQuestion | Demand, public: Public) -> None:
    values = _values(public, row)
    texts = {name: str(values[name]) for name in (*_TEXTS, *_ALTS) if name in values}
    errors = {name: [_("Write the public text in both languages.")] for name in _TEXTS if not texts[name]}
    if values.get("shows_picture"):
        errors |= {name: [_("Say in both languages what the picture shows.")] for name in _ALTS if not texts[name]}
        assert isinstance(row, AskedQuestion)
        if row.picture is not None and find_private(row.picture.name):
            errors["shows_picture"] = [_("The name of the file holds data of a person: leave the picture out.")]
    errors |= private_errors(texts)
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code=PRIVATE)
    for name, value in values.items():
        setattr(row, name, value)


def _check_note(refusal: str, note: Lines) -> None:
    errors: dict[str, list[str]] = {}
    if refusal not in Refusal.values:
        errors["refusal"] = [_("Choose a reason.")]
    written = {"note_kk": note.kk, "note_ru": note.ru}
    if refusal == Refusal.OTHER or any(written.values()):
        errors |= {name: [_("Write it in both languages.")] for name, text in written.items() if not text.strip()}
    errors |= private_errors(written)
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="refusal")


def _said(note: Lines) -> dict[str, str]:
    return {"kk": note.kk, "ru": note.ru, "en": note.en}
