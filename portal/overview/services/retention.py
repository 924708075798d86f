"""Forgetting what is kept no longer. Late, doubled or killed: the next night ends in the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.account.models import EmailConfirmation
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from issues.services.forgetting import forget_askers, forget_networks
from portal.bodies.models import Invitation
from portal.files.services import clear_laid_aside
from portal.holding.models import Account, LogDraft, Question, RemovalRequest
from portal.jobs.services import clear_old
from portal.kernel import clock
from portal.notices.choices import LetterState
from portal.notices.models import Letter, Notice
from portal.overview.rules.retention import TERMS, Kind
from portal.questions.services.forgetting import forget_marks, forget_people, forget_unconfirmed
from schedules.services.imports import clear_imports

#: Rows of one transaction: nobody waits for long behind it.
BATCH = 1_000
_NO_WORDS = dict.fromkeys(("line_kk", "line_ru", "line_en", "matter_kk", "matter_ru", "matter_en"), "")


def forget(*, now: datetime) -> dict[Kind, int]:
    """Follow the table; says how many rows of each kind were deleted or emptied."""
    return {term.kind: _FORGETTING[term.kind](now - term.kept, now) for term in TERMS}


def _sessions(before: datetime, now: datetime) -> int:
    """A listed session whose own row is gone opens nothing: it only holds an address."""
    gone = _deleted(Session.objects.filter(expire_date__lt=before))
    living = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gte=before)
    return gone + _deleted(UserSession.objects.filter(~Exists(living), created_at__lt=before))


def _attempts(before: datetime, now: datetime) -> int:
    tables = (AccessAttempt, AccessFailureLog, AccessLog)
    return sum(_deleted(table.objects.filter(attempt_time__lt=before)) for table in tables)


def _confirmations(before: datetime, now: datetime) -> int:
    return _deleted(EmailConfirmation.objects.filter(Q(sent__lt=before) | Q(sent=None, created__lt=before)))


def _invitations(before: datetime, now: datetime) -> int:
    over = Q(expires_at__lt=before) | Q(withdrawn_at__lt=before)
    return _deleted(Invitation.objects.filter(over, accepted_at=None))


def _letters(before: datetime, now: datetime) -> int:
    """Emptied, not deleted: keys of notices make sure that nobody is told twice.

    A letter that was given up so long ago is not sent any more.
    """
    Letter.objects.filter(state=LetterState.FAILED, created_at__lt=before).update(state=LetterState.DROPPED)
    is_old = Q(state=LetterState.SENT, sent_at__lt=before) | Q(state=LetterState.DROPPED, created_at__lt=before)
    letters = Letter.objects.filter(is_old).exclude(text="", subject="")
    told = Q(letter__in=Letter.objects.filter(is_old)) | Q(withdrawn_at__lt=before)
    notices = Notice.objects.filter(told).exclude(**_NO_WORDS)
    return _emptied(letters, text="", subject="") + _emptied(notices, **_NO_WORDS)


def _jobs(before: datetime, now: datetime) -> int:
    return _until_none(lambda: clear_old(now=now))


def _imports(before: datetime, now: datetime) -> int:
    return _until_none(lambda: clear_imports(today=clock.civil_date(now)))


def _removals(before: datetime, now: datetime) -> int:
    """That somebody asked, why, and what was decided stays; their words go."""
    asked = RemovalRequest.objects.filter(at__lt=before).exclude(note="", decision_note="")
    return _emptied(asked, note="", decision_note="")


def _hall(before: datetime, now: datetime) -> int:
    """What was said in the hall and typed as it was said may name people; published results have their own texts."""
    said = Question.objects.filter(account__published_at__lt=before).exclude(asked="")
    notes = Account.objects.filter(published_at__lt=before).exclude(internal_note="")
    return _emptied(said, asked="") + _emptied(notes, internal_note="")


def _asked(before: datetime, now: datetime) -> int:
    """Of issues first: their days are counted otherwise, and rows of people go with the others."""
    today = clock.civil_date(now)
    return forget_askers(today=today) + forget_people(today=today, now=now)


_FORGETTING: dict[Kind, Callable[[datetime, datetime], int]] = {
    Kind.SESSIONS: _sessions,
    Kind.ATTEMPTS: _attempts,
    Kind.CONFIRMATIONS: _confirmations,
    Kind.INVITATIONS: _invitations,
    Kind.LETTERS: _letters,
    Kind.JOBS: _jobs,
    Kind.LAID_ASIDE: lambda _before, now: clear_laid_aside(now=now),
    Kind.IMPORTS: _imports,
    Kind.LOG_DRAFTS: lambda before, _now: _deleted(LogDraft.objects.filter(saved_at__lt=before)),
    Kind.REMOVALS: _removals,
    Kind.HALL: _hall,
    Kind.UNCONFIRMED: lambda _before, now: forget_unconfirmed(today=clock.civil_date(now), now=now),
    Kind.ASKED: _asked,
    Kind.MARKS: lambda _before, now: forget_marks(now=now) + forget_networks(now=now),
}


# -- in batches ------------------------------------------------------------------------------------------------------
def _deleted(found: QuerySet[Any]) -> int:
    return _each_batch(found, lambda rows: rows.delete())


def _emptied(found: QuerySet[Any], **values: str) -> int:
    return _each_batch(found, lambda rows: rows.update(**values))


def _each_batch(found: QuerySet[Any], change: Callable[[QuerySet[Any]], object]) -> int:
    def once() -> int:
        with transaction.atomic():
            # What somebody else holds is left to the next night.
            rows = found.select_for_update(skip_locked=True, of=("self",)).order_by("pk")
            keys = list(rows.values_list("pk", flat=True)[:BATCH])
            change(found.model.objects.filter(pk__in=keys))
        return len(keys)

    return _until_none(once)


def _until_none(once: Callable[[], int]) -> int:
    whole = 0
    while count := once():
        whole += count
    return whole
