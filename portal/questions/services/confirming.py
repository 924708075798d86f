"""What an author does on the page behind the letter: confirms, has the letter sent again, withdraws.

Opening the page does nothing of it: programs that look through mail open every link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.files.services import discard, withhold
from portal.kernel.errors import Conflict
from portal.questions.choices import DemandState, MailKind, Purpose, State
from portal.questions.errors import CLOSED, KEY
from portal.questions.models import AskedQuestion, Demand, Person, PersonLetter
from portal.questions.queries.taking import is_over, last_day
from portal.questions.rules.times import (
    CONFIRM_HOURS,
    CONFIRM_LETTERS,
    CONFIRM_PAUSE,
    UNCONFIRMED_DAYS,
    erased_on,
    unconfirmed_until,
)
from portal.questions.services.letters import write_letter
from portal.questions.services.steps import locked, step
from portal.questions.services.telling import tell_late_comer

#: What a floor above does with what it has of a question that is withdrawn.
Follower = Callable[[AskedQuestion, date, datetime], object]
_followers: list[Follower] = []
#: What a floor above does with people who come to stand behind a question that went its way already.
Gatherer = Callable[[AskedQuestion, Iterable[Person], date, datetime], object]
_gatherers: list[Gatherer] = []


def withdrawal_followed_by(follower: Follower) -> None:
    """In the same transaction, after the question has gone; told once, at the start."""
    if follower not in _followers:
        _followers.append(follower)


def late_comers_followed_by(gatherer: Gatherer) -> None:
    """In the same transaction; told once, at the start. The people have confirmed their addresses."""
    if gatherer not in _gatherers:
        _gatherers.append(gatherer)


def note_late_comers(question: AskedQuestion, people: Iterable[Person], *, today: date, now: datetime) -> None:
    """Whoever confirmed, supported or was joined just now hears of what the question has become meanwhile."""
    for gather in _gatherers:
        gather(question, people, today, now)


def link_until(person: Person) -> datetime | None:
    """Up to when the link of the latest letter confirms; None when none was written. One statement."""
    letters = _letters(person).order_by("-created_at").values_list("created_at", flat=True)
    written = letters.first()
    return written + timedelta(hours=CONFIRM_HOURS) if written else None


def require_fresh(person: Person, now: datetime) -> None:
    """Raises Conflict when the link of the letter holds no longer."""
    until = link_until(person)
    if until is None or until <= now:
        raise Conflict(_("The link of the letter has run out. Have another letter sent."), code=KEY)


@transaction.atomic
def confirm_question(*, question: AskedQuestion, today: date, now: datetime) -> None:
    """It goes to its moderator. Doing it twice changes nothing.

    Raises Conflict: the link has run out, or the meeting is over or will not be. Sent in time, it may be confirmed
    after questions were closed.
    """
    row = locked(question)
    person = row.person
    if person is None or not needs_confirming(row, person):
        return
    if row.is_held:
        raise Conflict(_("The link of the letter has run out. Have another letter sent."), code=KEY)
    require_fresh(person, now)
    if row.state != State.SENT:
        # It went its way already: its author is told which, and is from now on behind what it has become.
        person.confirmed_at = now
        person.save(update_fields=["confirmed_at"])
        tell_late_comer(row, now=now)
        note_late_comers(row, [person], today=today, now=now)
        return
    if row.meeting.is_off or is_over(row.meeting, today):
        raise Conflict(_("The meeting is over or will not take place: nobody could answer there."), code=CLOSED)
    person.confirmed_at, person.erase_on = now, erased_on(last_day(row.meeting))
    person.save(update_fields=["confirmed_at", "erase_on"])
    row.confirmed_at = now
    step(row, "confirm", now=now, today=today)


def _was_entered(question: AskedQuestion, person: Person) -> bool:
    """The office wrote it down, with an address that nobody has confirmed yet."""
    return question.entered_by_id is not None and not person.is_confirmed


def needs_confirming(question: AskedQuestion, person: Person) -> bool:
    return question.state == State.SENT or (question.state != State.WITHDRAWN and _was_entered(question, person))


@transaction.atomic
def send_again(*, person: Person, today: date, now: datetime) -> bool:
    """Another letter of confirmation. False, of which no page tells, when there were enough or the last is fresh."""
    try:
        person = Person.objects.select_for_update().get(pk=person.pk)
    except Person.DoesNotExist:
        # Withdrawn in another window.
        return False
    sent = AskedQuestion.objects.filter(person=person).first() or Demand.objects.filter(person=person).first()
    written = list(_letters(person).order_by("-created_at").values_list("created_at", flat=True))
    is_due = not written or written[0] + timedelta(seconds=CONFIRM_PAUSE) <= now
    # Of what is held no letter has gone out, and a person decides about it.
    if person.is_confirmed or not written or not is_due or len(written) >= CONFIRM_LETTERS:
        return False
    if isinstance(sent, AskedQuestion) and not needs_confirming(sent, person):
        return False
    if isinstance(sent, Demand) and sent.state != DemandState.SENT:
        return False
    if person.purpose != Purpose.ISSUE and (not isinstance(sent, AskedQuestion) or sent.state == State.SENT):
        person.erase_on = unconfirmed_until(today, is_held=False)
        person.save(update_fields=["erase_on"])
    return write_letter(person=person, kind=MailKind.CONFIRM, key=f"confirm:{len(written) + 1}", now=now)


@transaction.atomic
def withdraw_question(*, question: AskedQuestion, today: date, now: datetime) -> None:
    """Its text is gone at once, everywhere; that there was a question stays. Doing it twice changes nothing."""
    row = locked(question)
    if row.state == State.WITHDRAWN:
        return
    picture = row.picture
    row.own_text = row.text_kk = row.text_ru = row.text_en = ""
    row.picture_alt_kk = row.picture_alt_ru = row.picture_alt_en = ""
    row.picture, row.shows_picture = None, False
    step(row, "withdraw", now=now, today=today)
    if picture is not None:
        withhold(picture)
        discard(picture)
    if row.person is not None:
        row.person.erase_on = today + timedelta(days=UNCONFIRMED_DAYS)
        row.person.save(update_fields=["erase_on"])
    for follow in _followers:
        follow(row, today, now)


def _letters(person: Person) -> models.QuerySet[PersonLetter]:
    return PersonLetter.objects.filter(person=person, kind=MailKind.CONFIRM)
