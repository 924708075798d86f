"""Somebody without an account asks a question before a meeting."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.bodies.models import Territory
from portal.files.choices import Purpose as FilePurpose
from portal.files.models import StoredFile
from portal.files.services import keep_made
from portal.kernel.errors import Conflict, Invalid
from portal.questions.choices import MailKind, Purpose, State, Topic, Verb
from portal.questions.errors import CLOSED
from portal.questions.models import LONGEST_TEXT, AskedQuestion, Person
from portal.questions.queries.taking import places_of, taking
from portal.questions.rules.languages import language_of
from portal.questions.rules.times import unconfirmed_until
from portal.questions.rules.topics import guess
from portal.questions.services.keys import mailbox_of, new_nonce
from portal.questions.services.letters import write_letter
from portal.questions.services.numbers import QUESTION, take_number
from portal.questions.services.origin import Origin, note_origin
from portal.questions.services.steps import note_line

#: What a file is called here: its own name may name somebody.
_PICTURE = "question.jpg"


def ask(
    *,
    meeting: Meeting,
    text: str,
    territory: Territory,
    topic: str = "",
    email: str,
    language: str,
    picture: bytes | None = None,
    origin: Origin,
    today: date,
    now: datetime,
) -> str:
    """Take a question and return its number; the same form sent twice is one question.

    `picture` is a small JPEG in which nothing is left but what is seen; without a topic it is guessed. A letter goes
    out unless it is held, and nobody learns which.

    Raises Conflict (the meeting takes no questions), Invalid with fields.
    """
    mailbox = mailbox_of(email)
    key = origin.key_of(meeting.number, text, mailbox)
    if key is not None and (number := _known(key)):
        return number
    if not taking(meeting, now).is_open:
        raise Conflict(_("This meeting takes no questions any more."), code=CLOSED)
    _check(meeting, text, territory, today)
    person = Person(
        purpose=Purpose.QUESTION, email=email, mailbox=mailbox, language=language, nonce=new_nonce(), sent_at=now
    )
    question = AskedQuestion(
        meeting=meeting,
        territory=territory,
        topic=Topic(topic or guess(text)),
        own_text=text,
        own_language=language_of(text, language),
        state=State.SENT,
        sent_at=now,
        sent_key=key,
    )
    try:
        with transaction.atomic():
            return _keep(question, person, picture, origin, today, now)
    except IntegrityError:
        # The second of two at the same moment.
        if key is not None and (number := _known(key)):
            return number
        raise


def _keep(
    question: AskedQuestion, person: Person, picture: bytes | None, origin: Origin, today: date, now: datetime
) -> str:
    about = question.meeting.number
    question.held = note_origin(kind=Purpose.QUESTION, about=about, origin=origin, now=now, mailbox=person.mailbox)
    person.erase_on = unconfirmed_until(today, is_held=question.is_held)
    person.save()
    question.person = person
    question.number = take_number(QUESTION, today.year)
    question.picture = _kept(picture) if picture else None
    note_line(question, Verb.SEND, now=now, today=today)
    if not question.is_held:
        write_letter(person=person, kind=MailKind.CONFIRM, key="confirm", now=now)
    return question.number


def _kept(picture: bytes) -> StoredFile:
    return keep_made(
        actor=None,
        content=BytesIO(picture),
        name=_PICTURE,
        content_type="image/jpeg",
        purpose=FilePurpose.PHOTO,
    )


def _known(key: UUID) -> str | None:
    return AskedQuestion.objects.filter(sent_key=key).values_list("number", flat=True).first()


def _check(meeting: Meeting, text: str, territory: Territory, today: date) -> None:
    if not text.strip():
        raise Invalid.at("text", _("Write your question."))
    if len(text) > LONGEST_TEXT:
        raise Invalid.at("text", _("Write one question of at most %(count)d characters.") % {"count": LONGEST_TEXT})
    if not places_of(meeting, today).filter(pk=territory.pk).exists():
        raise Invalid.at("territory", _("Choose a place in which the meeting is, or one inside it."))
