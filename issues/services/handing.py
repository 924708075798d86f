"""An issue goes to another body only when that body says so; until then its holder answers, and its term goes on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import OPEN, HandOverState, Verb
from issues.errors import CHANGED, MOVED_ON
from issues.models import HandOver, Issue
from issues.notices.hand_overs import hand_over_answered, hand_over_asked, hand_over_late
from issues.permissions import can_answer_hand_over, can_recall
from issues.rules.times import HAND_OVER_WORKING_DAYS
from issues.services.steps import Line, locked, note_line, opened, require_free, require_unchanged
from issues.services.words import LONGEST_POSITION, LONGEST_WHY, both
from portal.bodies.choices import ROLE_BODIES
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.queries.working_days import working_calendar
from portal.kernel.errors import Conflict, Invalid
from portal.notices.services import tell_many
from schedules.querysets import PLANNING_ROLES

#: More than any issue is sent round.
MOST_HAND_OVERS: Final = 50
#: No run of days off is so long that fewer working days lie in it.
_LOOKED_AHEAD: Final = timedelta(days=60)


@transaction.atomic
def hand_over(
    *,
    issue: Issue,
    to_body: Body,
    why_kk: str,
    why_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> HandOver:
    """Ask another body to answer for it from now on; its people are told. Twice it is asked once.

    Raises NotAllowed, Conflict (another one waits, people answer a claim, closed), Invalid ("to_body", "why_kk",
    "why_ru").
    """
    row = opened(issue, actor=actor)
    why = both("why", why_kk, why_ru, longest=LONGEST_WHY)
    waits = row.hand_overs.pending().filter(to_body=to_body, asked_by=actor.user).first()
    if waits is not None and (waits.why_kk, waits.why_ru) == (why["kk"], why["ru"]):
        return waits
    require_unchanged(row, expected_version)
    require_free(row)
    if row.state not in OPEN:
        raise Conflict(MOVED_ON, code=CHANGED)
    _require_receiver(row, to_body, today)
    if row.hand_overs.count() >= MOST_HAND_OVERS:
        raise Conflict(_("It was handed over as often as it may be: solve it where it is."), code="too_often")
    asked = HandOver.objects.create(
        issue=row,
        from_body=row.holder,
        to_body=to_body,
        asked_by=actor.user,
        asked_on=today,
        answer_by=answer_by(today),
        why_kk=why["kk"],
        why_ru=why["ru"],
    )
    line = Line(note=why, body=row.holder, other=to_body)
    note_line(row, Verb.HAND, now=now, today=today, actor=actor, line=line)
    tell_many(hand_over_asked(asked, today=today))
    return asked


@transaction.atomic
def accept(
    *,
    hand_over: HandOver,
    position_kk: str = "",
    position_ru: str = "",
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """The receiver answers from now on, also when it says so late; measure and term stay, the position is its own.

    Raises NotAllowed, Conflict (taken back or answered meanwhile), Invalid ("position_kk", "position_ru").
    """
    row, asked = _answered(hand_over, actor)
    if asked.state == HandOverState.ACCEPTED and asked.answered_by_id == actor.user.pk:
        return row
    _require_pending(asked)
    require_unchanged(row, expected_version)
    position = both("position", position_kk, position_ru, longest=LONGEST_POSITION, is_asked=False)
    _settle(asked, HandOverState.ACCEPTED, actor, today)
    row.holder = asked.to_body
    row.position_kk, row.position_ru, row.position_en = position["kk"], position["ru"], ""
    row.co_executors.filter(body=asked.to_body).delete()
    line = Line(body=asked.to_body, other=asked.from_body)
    note_line(row, Verb.ACCEPT, now=now, today=today, actor=actor, line=line)
    tell_many(hand_over_answered(asked, today=today))
    return row


@transaction.atomic
def return_back(
    *,
    hand_over: HandOver,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """The receiver does not take it, and says why; the holder answers on. Raises NotAllowed, Conflict, Invalid."""
    row, asked = _answered(hand_over, actor)
    reason = both("reason", reason_kk, reason_ru, longest=LONGEST_WHY)
    if asked.state == HandOverState.RETURNED and asked.answered_by_id == actor.user.pk:
        return row
    _require_pending(asked)
    require_unchanged(row, expected_version)
    asked.answer_kk, asked.answer_ru = reason["kk"], reason["ru"]
    _settle(asked, HandOverState.RETURNED, actor, today)
    line = Line(note=reason, body=asked.to_body, other=asked.to_body)
    note_line(row, Verb.RETURN, now=now, today=today, actor=actor, line=line)
    tell_many(hand_over_answered(asked, today=today))
    return row


@transaction.atomic
def recall(
    *, hand_over: HandOver, actor: Actor, today: date, now: datetime, expected_version: int | None = None
) -> Issue:
    """Whoever handed it over takes it back before it is answered. Raises NotAllowed, Conflict (answered meanwhile)."""
    row = locked(hand_over.issue)
    asked = _asked(hand_over)
    can_recall(actor, asked).require()
    if asked.state == HandOverState.RECALLED:
        return row
    _require_pending(asked)
    require_unchanged(row, expected_version)
    _settle(asked, HandOverState.RECALLED, actor, today)
    line = Line(body=asked.from_body, other=asked.to_body)
    note_line(row, Verb.RECALL, now=now, today=today, actor=actor, line=line)
    tell_many(hand_over_answered(asked, today=today))
    return row


def tell_late_hand_overs(*, today: date) -> int:
    """Receivers that have let their last day pass: they, the holder and the body above it are told, once.

    Late, doubled or killed it comes to the same. Says how many notices are new.
    """
    rows = HandOver.objects.late(today).select_related(
        "issue", "from_body__territory", "to_body__territory", "asked_by"
    )
    return sum(tell_many(hand_over_late(row, today=today)) for row in rows.iterator(chunk_size=200))


def answer_by(asked_on: date) -> date:
    """The last working day on which a receiver answers what it was asked that day. One statement."""
    calendar = working_calendar(asked_on, asked_on + _LOOKED_AHEAD)
    return calendar.working_days_after(asked_on, HAND_OVER_WORKING_DAYS)


def can_receive_kind(kind: str) -> bool:
    """Whether there can be people at a body of this kind who work on issues."""
    return any(kind in ROLE_BODIES[role] for role in PLANNING_ROLES)


def _require_receiver(row: Issue, body: Body, today: date) -> None:
    if body.pk == row.holder_id:
        raise Invalid.at("to_body", _("This body answers already."))
    if not can_receive_kind(body.kind) or not Body.objects.in_force(today).filter(pk=body.pk).exists():
        raise Invalid.at("to_body", _("This body answers for no issues."))


def _asked(hand_over: HandOver) -> HandOver:
    """The row as it stands. The issue is locked before it, always in this order."""
    rows = HandOver.objects.select_for_update(of=("self",)).select_related(
        "issue", "from_body__territory__parent__parent", "to_body__territory__parent__parent", "asked_by"
    )
    return rows.get(pk=hand_over.pk)


def _answered(hand_over: HandOver, actor: Actor) -> tuple[Issue, HandOver]:
    row = locked(hand_over.issue)
    asked = _asked(hand_over)
    can_answer_hand_over(actor, asked).require()
    return row, asked


def _require_pending(asked: HandOver) -> None:
    if asked.state != HandOverState.PENDING:
        raise Conflict(_("This hand-over does not wait any more. Look at it as it stands."), code=CHANGED)


def _settle(asked: HandOver, state: HandOverState, actor: Actor, today: date) -> None:
    asked.state, asked.answered_by, asked.answered_on = state, actor.user, today
    asked.save()
