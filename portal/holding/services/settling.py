"""With the results of a meeting everybody who asked before it learns what became of the question."""

from __future__ import annotations

from datetime import date, datetime

from portal.bodies.permissions import Actor
from portal.holding.models import Account, Question
from portal.holding.services.above import numbers_of
from portal.questions.choices import State
from portal.questions.services.fate import Settled, settle, unsettle


def settle_asked(account: Account, *, actor: Actor, today: date, now: datetime) -> None:
    """As the published account says it, also after a correction; of what it does not name nothing was said."""
    rows = Question.objects.standing().filter(account=account, asked_before__isnull=False)
    numbers = numbers_of(account)
    said = {
        row.asked_before_id: Settled(
            state=State(row.fate),
            minute=row.minute,
            answer_kk=row.answer_kk,
            answer_ru=row.answer_ru,
            issue=numbers.get(row.pk) or f"{account.meeting.number}/{row.number}",
        )
        for row in rows
        if row.asked_before_id is not None
    }
    settle(meeting=account.meeting, said=said, actor=actor, today=today, now=now)


def unsettle_asked(account: Account, *, actor: Actor, today: date, now: datetime) -> None:
    """The results are taken back."""
    unsettle(meeting=account.meeting, actor=actor, today=today, now=now)
