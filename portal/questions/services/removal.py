"""A text that everybody reads is removed by two people: one asks for it, another one agrees or lets it stand."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from portal.questions.choices import DemandState, Refusal, State, Verb
from portal.questions.errors import CHANGED, MOVED_ON
from portal.questions.models import AskedQuestion, Demand
from portal.questions.permissions import can_decide_removal, can_moderate
from portal.questions.services.steps import locked, note_line, require_unchanged, step
from portal.questions.services.telling import tell_fate

SentT = TypeVar("SentT", AskedQuestion, Demand)


@transaction.atomic
def ask_removal(
    *, sent: SentT, reason: str, actor: Actor, today: date, now: datetime, expected: int | None = None
) -> SentT:
    """It stays readable until somebody else agrees. Raises NotAllowed, Conflict, Invalid (field "reason")."""
    row = locked(sent)
    can_moderate(actor, row).require()
    if row.removal_by_id is not None and row.removal_by_id == actor.user.pk:
        return row
    require_unchanged(row, expected)
    if not row.is_public or row.removal_by_id is not None:
        raise Conflict(MOVED_ON, code=CHANGED)
    if reason not in Refusal.values:
        raise Invalid.at("reason", _("Choose a reason."))
    row.removal_by, row.removal_reason = actor.user, Refusal(reason)
    note_line(row, Verb.ASK_REMOVAL, now=now, today=today, actor=actor)
    return row


@transaction.atomic
def decide_removal(
    *, sent: SentT, removes: bool, actor: Actor, today: date, now: datetime, expected: int | None = None
) -> SentT:
    """A second person removes it for good, which its author is told, or lets it stand.

    Raises NotAllowed for who asked for it, Conflict.
    """
    row = locked(sent)
    can_moderate(actor, row).require()
    if removes and row.state == _removed(row):
        return row
    can_decide_removal(actor, row).require()
    require_unchanged(row, expected)
    if row.removal_by_id is None:
        raise Conflict(MOVED_ON, code=CHANGED)
    if removes:
        step(row, "remove", now=now, today=today, actor=actor)
        tell_fate(row, now=now)
    else:
        row.removal_by, row.removal_reason = None, ""
        note_line(row, Verb.KEEP, now=now, today=today, actor=actor)
    return row


def _removed(row: AskedQuestion | Demand) -> str:
    return State.REMOVED if isinstance(row, AskedQuestion) else DemandState.REMOVED
