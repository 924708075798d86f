"""Sending letters one by one. Each is sent under its own row lock and marked in the same short transaction."""

from __future__ import annotations

import enum
import logging
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Case, Q, QuerySet, Value, When

from portal.kernel import clock
from portal.notices.choices import ACCOUNT_LETTERS, LetterState
from portal.notices.models import Letter
from portal.notices.rules import REFUSALS_LIMIT, may_go, next_try
from portal.notices.services.failures import is_host_down, is_refusal
from portal.notices.services.writing import Written, write_letter

log = logging.getLogger(__name__)

#: Letters of one round: a round stays short, the next one comes in minutes.
_ROUND = 500


class _Outcome(enum.Enum):
    SENT = enum.auto()
    NOT_SENT = enum.auto()
    HOST_DOWN = enum.auto()
    PASSED = enum.auto()


def send_letters(*, now: datetime) -> tuple[int, int]:
    """Send what may go now; says how many were sent and how many failed. A silent host ends the round."""
    sent = failed = 0
    post = get_connection()
    try:
        for pk in _may_go_now(now).values_list("pk", flat=True)[:_ROUND]:
            outcome = _send(pk, now, post)
            sent += outcome is _Outcome.SENT
            failed += outcome in (_Outcome.NOT_SENT, _Outcome.HOST_DOWN)
            if outcome is _Outcome.HOST_DOWN:
                break
    finally:
        post.close()
    return sent, failed


def _may_go_now(now: datetime) -> QuerySet[Letter]:
    """Letters about the login first: somebody sits and waits for them."""
    local = clock.local(now)
    today = local.date()
    if may_go(local, None):
        allowed = Q()
    elif may_go(local, today):
        allowed = Q(kind__in=ACCOUNT_LETTERS) | Q(due_on=today)
    else:
        allowed = Q(kind__in=ACCOUNT_LETTERS)
    waits_for_it = Case(When(kind__in=ACCOUNT_LETTERS, then=Value(0)), default=Value(1))
    return Letter.objects.to_try(now).filter(allowed).order_by(waits_for_it, "next_try_at", "pk")


def _send(pk: int, now: datetime, post: BaseEmailBackend) -> _Outcome:
    """Try one letter.

    The try is written down before it is made and its outcome after: a letter with a try and no outcome may have been
    received, so it is repeated as it is, with its Message-ID, and never melted into a later digest.
    """
    with transaction.atomic():
        letter = _lock(pk, now)
        if letter is None:
            return _Outcome.PASSED
        letter.attempts += 1
        letter.last_error = ""
        letter.save(update_fields=["attempts", "last_error"])
    try:
        with transaction.atomic():
            letter = _lock(pk, now)
            if letter is None:
                return _Outcome.PASSED
            written = write_letter(letter, today=clock.civil_date(now)) if letter.user.is_active else None
            if written is None:
                letter.state = LetterState.DROPPED
                letter.save(update_fields=["state"])
                return _Outcome.PASSED
            post.send_messages([_message(letter, written)])
            letter.state = LetterState.SENT
            letter.sent_at = now
            if letter.kind not in ACCOUNT_LETTERS:
                letter.subject, letter.text = written.subject, written.text
            letter.save(update_fields=["state", "sent_at", "subject", "text"])
    except Exception as failure:  # noqa: BLE001 - whatever is wrong with one letter must not hold up the others
        return _fail(pk, now, failure)
    return _Outcome.SENT


def _lock(pk: int, now: datetime) -> Letter | None:
    """The letter under lock, or None when another deliverer has it or was faster."""
    return (
        Letter.objects.to_try(now)
        .select_related("user")
        .select_for_update(skip_locked=True, of=("self",))
        .filter(pk=pk)
        .first()
    )


def _message(letter: Letter, written: Written) -> EmailMessage:
    return EmailMessage(
        subject=written.subject,
        body=written.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.user.email],
        headers={
            "Message-ID": letter.message_id,
            "Content-Language": letter.user.language,
            "Auto-Submitted": "auto-generated",
        },
    )


def _fail(pk: int, now: datetime, failure: Exception) -> _Outcome:
    """Write down that the try failed: the name of the failure only, for its text may hold an address."""
    name = type(failure).__name__
    log.warning("letter %s was not sent: %s", pk, name)
    with transaction.atomic():
        letter = Letter.objects.pending().select_for_update(of=("self",)).filter(pk=pk).first()
        if letter is not None:
            letter.last_error = name[:80]
            letter.next_try_at = next_try(now, letter.attempts)
            letter.refusals += is_refusal(failure)
            if letter.refusals >= REFUSALS_LIMIT:
                letter.state = LetterState.FAILED
            letter.save(update_fields=["last_error", "next_try_at", "refusals", "state"])
    return _Outcome.HOST_DOWN if is_host_down(failure) else _Outcome.NOT_SENT
