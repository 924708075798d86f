"""Sending letters to people one by one, each under its own row lock, marked in the same short transaction.

As `portal.notices.services.sending`, for those who have no login.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Case, QuerySet, Value, When

from portal.kernel import clock
from portal.notices.rules import REFUSALS_LIMIT, may_go, next_try
from portal.notices.services.failures import is_host_down
from portal.questions.choices import MailKind, MailState
from portal.questions.models import PersonLetter
from portal.questions.services.writing import PersonWords, written

log = logging.getLogger(__name__)

#: Letters of one round: a round stays short, the next one comes in minutes.
_ROUND = 500


def post_letters(*, now: datetime) -> tuple[int, int]:
    """Send what may go now; says how many were sent and how many failed. A silent host ends the round.

    May run late, twice at once, or be killed anywhere: a kill between sending and writing it down repeats a letter with
    the same Message-ID, and loses none.
    """
    sent = failed = 0
    post = get_connection()
    try:
        for pk in _may_go_now(now).values_list("pk", flat=True)[:_ROUND]:
            try:
                sent += _send(pk, now, post)
            except Exception as failure:  # noqa: BLE001 - whatever is wrong with one letter must not hold up the others
                _fail(pk, now, failure)
                failed += 1
                if is_host_down(failure):
                    break
    finally:
        post.close()
    return sent, failed


def _may_go_now(now: datetime) -> QuerySet[PersonLetter]:
    """Who has just pressed a button waits for the letter at any hour; news of a fate comes by day."""
    due = PersonLetter.objects.due(now)
    if not may_go(clock.local(now), None):
        due = due.filter(kind=MailKind.CONFIRM)
    waits_for_it = Case(When(kind=MailKind.CONFIRM, then=Value(0)), default=Value(1))
    return due.order_by(waits_for_it, "next_try_at", "pk")


def _send(pk: int, now: datetime, post: BaseEmailBackend) -> bool:
    with transaction.atomic():
        letter = _locked(pk, now)
        if letter is None:
            return False
        words = written(letter, today=clock.civil_date(now))
        if words is None:
            letter.delete()
            return False
        post.send_messages([_message(letter, words)])
        letter.state, letter.sent_at = MailState.SENT, now
        letter.attempts += 1
        letter.save(update_fields=["state", "sent_at", "attempts"])
    return True


def _locked(pk: int, now: datetime) -> PersonLetter | None:
    """The letter, or None when another deliverer has it or was faster, or its person is gone."""
    rows = PersonLetter.objects.due(now).select_related("person")
    return rows.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()


def _message(letter: PersonLetter, words: PersonWords) -> EmailMessage:
    return EmailMessage(
        subject=words.subject,
        body=words.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.person.email],
        headers={
            "Message-ID": letter.message_id,
            "Content-Language": letter.person.language,
            "Auto-Submitted": "auto-generated",
            **words.headers,
        },
    )


def _fail(pk: int, now: datetime, failure: Exception) -> None:
    """The name of the failure only is written down, for its text may hold an address."""
    log.warning("letter %s to a person was not sent: %s", pk, type(failure).__name__)
    with transaction.atomic():
        letter = PersonLetter.objects.select_for_update().filter(pk=pk, state=MailState.PENDING).first()
        if letter is not None:
            letter.attempts += 1
            letter.next_try_at = next_try(now, letter.attempts)
            if letter.attempts >= REFUSALS_LIMIT and not is_host_down(failure):
                letter.state = MailState.FAILED
            letter.save(update_fields=["attempts", "next_try_at", "state"])
