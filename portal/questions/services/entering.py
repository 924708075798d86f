"""The office writes down what somebody asks by telephone, on paper, by messenger or at the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.questions.choices import MailKind, Purpose, State, Topic, Verb, Way
from portal.questions.errors import CLOSED
from portal.questions.models import LONGEST_TEXT, AskedQuestion, Person
from portal.questions.permissions import can_moderate_for
from portal.questions.rules.times import erased_on
from portal.questions.rules.topics import guess
from portal.questions.services.keys import mailbox_of, new_nonce
from portal.questions.services.letters import write_letter
from portal.questions.services.numbers import QUESTION, take_number
from portal.questions.services.steps import note_line


@dataclass(frozen=True)
class Caller:
    """Who asks, as far as they want to be known: nothing of it is needed. `consents`: to be written down."""

    name: str = ""
    phone: str = ""
    email: str = ""
    consents: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.name or self.phone or self.email)


@transaction.atomic
def enter_question(
    *,
    meeting: Meeting,
    text: str,
    territory: Territory,
    topic: str = "",
    way: str,
    language: str,
    caller: Caller,
    key: UUID,
    actor: Actor,
    today: date,
    now: datetime,
) -> AskedQuestion:
    """It waits for the moderator at once: whoever wrote it down has spoken with its author. Sent twice it is one.

    Paper that comes after questions were closed is taken, as long as the meeting is to come. An address of mail gets
    the letter that asks to confirm it, and nothing else before.

    Raises NotAllowed, Conflict (what became of the meeting is known), Invalid with fields.
    """
    can_moderate_for(actor, meeting.body).require()
    if known := AskedQuestion.objects.filter(sent_key=key).first():
        return known
    if not meeting.is_awaited or not Meeting.objects.public().filter(pk=meeting.pk).exists():
        raise Conflict(_("This meeting takes no questions any more."), code=CLOSED)
    _check(meeting, text, territory, way, caller)
    try:
        with transaction.atomic():
            return _keep(
                AskedQuestion(
                    meeting=meeting,
                    territory=territory,
                    topic=Topic(topic or guess(text)),
                    way=Way(way),
                    own_text=text.strip(),
                    own_language=language,
                    state=State.WAITING,
                    sent_at=now,
                    confirmed_at=now,
                    sent_key=key,
                    entered_by=actor.user,
                ),
                caller,
                actor,
                today,
                now,
            )
    except IntegrityError:
        if known := AskedQuestion.objects.filter(sent_key=key).first():
            return known
        raise


def _keep(question: AskedQuestion, caller: Caller, actor: Actor, today: date, now: datetime) -> AskedQuestion:
    if caller.is_known:
        question.person = Person.objects.create(
            purpose=Purpose.QUESTION,
            email=caller.email,
            mailbox=mailbox_of(caller.email),
            name=caller.name,
            phone=caller.phone,
            language=question.own_language,
            nonce=new_nonce(),
            sent_at=now,
            consented_at=now,
            erase_on=erased_on(question.meeting.span_end - timedelta(days=1)),
        )
    question.number = take_number(QUESTION, today.year)
    note_line(question, Verb.ENTER, now=now, today=today, actor=actor)
    if question.person is not None:
        write_letter(person=question.person, kind=MailKind.CONFIRM, key="confirm", now=now)
    return question


def _check(meeting: Meeting, text: str, territory: Territory, way: str, caller: Caller) -> None:
    errors: dict[str, list[str]] = {}
    if not text.strip():
        errors["text"] = [_("Write the question.")]
    elif len(text) > LONGEST_TEXT:
        errors["text"] = [_("Write one question of at most %(count)d characters.") % {"count": LONGEST_TEXT}]
    if way not in Way.values or way == Way.PORTAL:
        errors["way"] = [_("Say how the question came.")]
    if not Territory.objects.lying_in(meeting.territory_id).filter(pk=territory.pk).exists():
        errors["territory"] = [_("Choose a place in which the meeting is, or one inside it.")]
    if caller.is_known and not caller.consents:
        errors["consents"] = [_("Name, telephone and mail are kept only when the person agrees.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="entry")
