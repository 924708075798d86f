"""Residents demand a meeting: sent, confirmed, supported until there are enough voices, or lapsed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.bodies.models import Body, Territory
from portal.deadlines.queries.working_days import working_calendar
from portal.kernel.errors import Conflict, Invalid
from portal.questions.choices import DemandState, MailKind, Purpose, Topic, Verb
from portal.questions.errors import KEY
from portal.questions.models import LONGEST_TEXT, Demand, Person, Voice
from portal.questions.queries.demands import bodies_for
from portal.questions.rules.languages import language_of
from portal.questions.rules.times import UNCONFIRMED_DAYS, erased_on, unconfirmed_until
from portal.questions.rules.topics import guess
from portal.questions.services.confirming import require_fresh
from portal.questions.services.keys import mailbox_of, new_nonce
from portal.questions.services.letters import write_letter
from portal.questions.services.numbers import DEMAND, take_number
from portal.questions.services.origin import Origin, note_origin
from portal.questions.services.steps import locked, note_line, step
from portal.questions.services.telling import tell_fate

#: Of a demand nobody has answered what is private is kept at least so long after it was confirmed.
_OPEN_DAYS = 180


def demand_meeting(
    *,
    place: Territory,
    body: Body,
    text: str,
    topic: str = "",
    email: str,
    language: str,
    origin: Origin,
    today: date,
    now: datetime,
) -> str:
    """Take a demand and return its number; the same form sent twice is one. A letter goes out unless it is held, and
    nobody learns which. Raises Invalid with fields.
    """
    mailbox = mailbox_of(email)
    key = origin.key_of(place.kato, body.slug, text, mailbox)
    if key is not None and (number := _known(key)):
        return number
    _check(place, body, text, today)
    person = Person(
        purpose=Purpose.DEMAND, email=email, mailbox=mailbox, language=language, nonce=new_nonce(), sent_at=now
    )
    demand = Demand(
        territory=place,
        body=body,
        topic=Topic(topic or guess(text)),
        own_text=text,
        own_language=language_of(text, language),
        state=DemandState.SENT,
        sent_at=now,
        sent_key=key,
    )
    try:
        with transaction.atomic():
            return _keep(demand, person, origin, today, now)
    except IntegrityError:
        # The second of two at the same moment.
        if key is not None and (number := _known(key)):
            return number
        raise


def _keep(demand: Demand, person: Person, origin: Origin, today: date, now: datetime) -> str:
    about = demand.territory.kato
    demand.held = note_origin(kind=Purpose.DEMAND, about=about, origin=origin, now=now, mailbox=person.mailbox)
    person.erase_on = unconfirmed_until(today, is_held=demand.is_held)
    person.save()
    demand.person = person
    demand.number = take_number(DEMAND, today.year)
    note_line(demand, Verb.SEND, now=now, today=today)
    if not demand.is_held:
        write_letter(person=person, kind=MailKind.CONFIRM, key="confirm", now=now)
    return demand.number


def _known(key: UUID) -> str | None:
    return Demand.objects.filter(sent_key=key).values_list("number", flat=True).first()


def _check(place: Territory, body: Body, text: str, today: date) -> None:
    if not text.strip():
        raise Invalid.at("text", _("Write what the meeting is to be about."))
    if len(text) > LONGEST_TEXT:
        raise Invalid.at("text", _("Write at most %(count)d characters.") % {"count": LONGEST_TEXT})
    if body.pk not in {each.pk for each in bodies_for(place, today)}:
        raise Invalid.at("body", _("Choose an akim of this place or of one around it."))


@transaction.atomic
def confirm_demand(*, demand: Demand, today: date, now: datetime) -> None:
    """It goes to its moderator. Doing it twice changes nothing. Raises Conflict: the link has run out."""
    row = locked(demand)
    person = row.person
    if person is None or row.state != DemandState.SENT:
        return
    if row.is_held:
        raise Conflict(_("The link of the letter has run out. Have another letter sent."), code=KEY)
    require_fresh(person, now)
    person.confirmed_at, person.erase_on = now, erased_on(today + timedelta(days=_OPEN_DAYS))
    person.save(update_fields=["confirmed_at", "erase_on"])
    row.confirmed_at = now
    step(row, "confirm", now=now, today=today)


@transaction.atomic
def withdraw_demand(*, demand: Demand, today: date, now: datetime) -> None:
    """While it gathers voices at most: what an akimat owes an answer belongs to all who support it. The text is gone at
    once. Doing it twice changes nothing. Raises IllegalTransition.
    """
    row = locked(demand)
    if row.state == DemandState.WITHDRAWN:
        return
    row.own_text = row.text_kk = row.text_ru = row.text_en = ""
    step(row, "withdraw", now=now, today=today)
    if row.person is not None:
        row.person.erase_on = today + timedelta(days=UNCONFIRMED_DAYS)
        row.person.save(update_fields=["erase_on"])


@transaction.atomic
def count_voices(*, demand: Demand, today: date, now: datetime) -> bool:
    """Whether there are just now as many as the akimat asks for: from then on its answer is owed.

    Called after a voice was confirmed, in its transaction. One that was taken back later changes nothing.
    """
    row = locked(demand)
    if row.state != DemandState.OPEN or row.threshold is None or row.answer_days is None or row.has_lapsed(today):
        return False
    if Voice.objects.counted().filter(demand=row).count() < row.threshold:
        return False
    row.reached_on = today
    calendar = working_calendar(today, today + timedelta(days=3 * row.answer_days + 30))
    row.answer_due_on = calendar.working_days_after(today, row.answer_days)
    step(row, "reach", now=now, today=today)
    tell_fate(row, now=now)
    return True


def lapse_demands(*, today: date, now: datetime) -> int:
    """Close those whose days to gather are over; says how many. Each in its own transaction: late, doubled or killed it
    ends the same.
    """
    lapsed = 0
    for demand in Demand.objects.lapsing(today).order_by("pk"):
        lapsed += _lapse(demand, today, now)
    return lapsed


@transaction.atomic
def _lapse(demand: Demand, today: date, now: datetime) -> bool:
    row = locked(demand)
    if not row.has_lapsed(today):
        return False
    step(row, "lapse", now=now, today=today)
    tell_fate(row, now=now)
    return True
