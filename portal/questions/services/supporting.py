"""Somebody supports a question or a demand: one mailbox, one voice, counted once its mailbox is confirmed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.kernel.errors import Conflict
from portal.questions.choices import Held, MailKind, Purpose
from portal.questions.errors import CLOSED
from portal.questions.models import AskedQuestion, Demand, Person, Voice
from portal.questions.queries.taking import last_day
from portal.questions.querysets import VoiceQuerySet
from portal.questions.rules.times import erased_on, unconfirmed_until
from portal.questions.services.confirming import note_late_comers, require_fresh, send_again
from portal.questions.services.demanding import count_voices
from portal.questions.services.keys import mailbox_of, new_nonce
from portal.questions.services.letters import write_letter
from portal.questions.services.origin import Origin, note_origin
from portal.questions.services.steps import locked


def support(
    *, about: AskedQuestion | Demand, email: str, language: str, origin: Origin, today: date, now: datetime
) -> None:
    """Take a voice, which waits for the button behind the letter. The answer is the same for every address: also for
    one whose voice stands already, and for that of the author, who is no voice of its own.

    `about` is open to voices, which its page knows: `takes_voices`. Raises Conflict.
    """
    _require_open(about, today)
    mailbox = mailbox_of(email)
    author = about.person
    if author is not None and author.mailbox == mailbox:
        return
    try:
        with transaction.atomic():
            _support(about, mailbox, email, language, origin, today, now)
    except IntegrityError:
        # The same mailbox twice at the same moment: the first of them stands.
        if not _of(about).filter(mailbox=mailbox).exists():
            raise


def _support(
    about: AskedQuestion | Demand,
    mailbox: str,
    email: str,
    language: str,
    origin: Origin,
    today: date,
    now: datetime,
) -> None:
    held = note_origin(kind=Purpose.VOICE, about=about.number, origin=origin, now=now, mailbox=mailbox)
    voice = _of(about).select_related("person").select_for_update(of=("self",)).filter(mailbox=mailbox).first()
    if voice is not None and voice.person is not None:
        if voice.withdrawn_at is not None:
            _open_again(voice)
        if voice.held and not held:
            _let_through(voice, today, now)
        else:
            send_again(person=voice.person, today=today, now=now)
        return
    person = Person.objects.create(
        purpose=Purpose.VOICE,
        email=email,
        mailbox=mailbox,
        language=language,
        nonce=new_nonce(),
        sent_at=now,
        erase_on=unconfirmed_until(today, is_held=bool(held)),
    )
    of = {"question": about} if isinstance(about, AskedQuestion) else {"demand": about}
    Voice.objects.create(**of, mailbox=mailbox, person=person, held=held)
    if not held:
        write_letter(person=person, kind=MailKind.CONFIRM, key="confirm", now=now)


def _open_again(voice: Voice) -> None:
    """Who took a voice back and gives it again confirms it again."""
    assert voice.person is not None
    voice.confirmed_at = voice.withdrawn_at = None
    voice.save(update_fields=["confirmed_at", "withdrawn_at"])
    voice.person.confirmed_at = None
    voice.person.save(update_fields=["confirmed_at"])


def _let_through(voice: Voice, today: date, now: datetime) -> None:
    """It comes again as a person sends, so it needs nobody of the office any more; it has had no letter yet."""
    assert voice.person is not None
    voice.held = Held.NO
    voice.save(update_fields=["held"])
    voice.person.erase_on = unconfirmed_until(today, is_held=False)
    voice.person.save(update_fields=["erase_on"])
    write_letter(person=voice.person, kind=MailKind.CONFIRM, key="confirm", now=now)


@transaction.atomic
def confirm_voice(*, voice: Voice, today: date, now: datetime) -> None:
    """From now on it counts. Doing it twice changes nothing. Raises Conflict: the link has run out, or it is closed."""
    row = _locked(voice)
    person = row.person
    if person is None or row.confirmed_at is not None:
        return
    require_fresh(person, now)
    about = row.question or row.demand
    assert about is not None
    _require_open(about, today)
    person.confirmed_at, person.erase_on = now, erased_on(_needed_until(about, today))
    person.save(update_fields=["confirmed_at", "erase_on"])
    row.confirmed_at = now
    row.save(update_fields=["confirmed_at"])
    if isinstance(about, Demand):
        count_voices(demand=about, today=today, now=now)
    else:
        # Locked, so that an issue that is being made of it is waited for.
        note_late_comers(locked(about), [person], today=today, now=now)


@transaction.atomic
def take_back_voice(*, voice: Voice, now: datetime) -> None:
    """It counts no more. Doing it twice changes nothing."""
    row = _locked(voice)
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])


def _require_open(about: AskedQuestion | Demand, today: date) -> None:
    if not about.takes_voices or (isinstance(about, Demand) and about.has_lapsed(today)):
        raise Conflict(_("No voices are taken for it any more."), code=CLOSED)


def _locked(voice: Voice) -> Voice:
    rows = Voice.objects.select_related("person", "question__meeting", "demand")
    return rows.select_for_update(of=("self",)).get(pk=voice.pk)


def _of(about: AskedQuestion | Demand) -> VoiceQuerySet:
    return (
        Voice.objects.filter(question=about) if isinstance(about, AskedQuestion) else Voice.objects.filter(demand=about)
    )


def _needed_until(about: AskedQuestion | Demand, today: date) -> date:
    if isinstance(about, AskedQuestion):
        return last_day(about.meeting)
    return about.until or today
