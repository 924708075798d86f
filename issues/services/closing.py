"""Where an issue goes when it is not simply worked on: into a plan, under control, closed with a reason, open again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import Competence, State, Verb
from issues.errors import CHANGED, MOVED_ON
from issues.models import LONGEST_MEASURE, Issue
from issues.services.steps import Line, is_said, opened, require_free, require_unchanged, step
from issues.services.words import both
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid

#: A plan further ahead than this is a slip of the finger.
YEARS_AHEAD: Final = 10
#: Ways to close it, each with the state it leads to; none of them is a solution.
CLOSINGS: Final = {
    Verb.EXPLAIN: State.EXPLAINED,
    Verb.OUTSIDE: State.OUTSIDE,
    Verb.NEED: State.NEEDS,
    Verb.REFUSE: State.REFUSED,
}


@transaction.atomic
def take_up(*, issue: Issue, actor: Actor, today: date, now: datetime, expected_version: int | None = None) -> Issue:
    """Somebody works on it from now: out of a plan, out of control. Raises NotAllowed, Conflict."""
    row = opened(issue, actor=actor)
    if row.state == State.WORK:
        return row
    require_unchanged(row, expected_version)
    require_free(row)
    step(row, Verb.WORK, now=now, today=today, actor=actor)
    return row


@transaction.atomic
def plan(
    *,
    issue: Issue,
    year: int,
    note_kk: str = "",
    note_ru: str = "",
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """It stands in the plan of that year, and stays open. Raises NotAllowed, Conflict, Invalid ("year")."""
    row = opened(issue, actor=actor)
    line = Line(note=both("note", note_kk, note_ru, is_asked=False))
    is_there = row.state == State.PLANNED and row.plan_year == year
    if is_there and _adds_nothing(row, Verb.PLAN, line, actor, today, expected_version):
        return row
    require_unchanged(row, expected_version)
    require_free(row)
    if not today.year <= year <= today.year + YEARS_AHEAD:
        raise Invalid.at("year", _("Choose this year or one of the next ten."))
    row.plan_year = year
    step(row, Verb.PLAN, now=now, today=today, actor=actor, line=line)
    return row


@transaction.atomic
def control(
    *,
    issue: Issue,
    level: str,
    note_kk: str = "",
    note_ru: str = "",
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """Its body cannot solve it itself and watches it; `level` can. Raises NotAllowed, Conflict, Invalid ("level")."""
    row = opened(issue, actor=actor)
    line = Line(note=both("note", note_kk, note_ru, is_asked=False))
    is_there = row.state == State.CONTROL and row.level == level
    if is_there and _adds_nothing(row, Verb.CONTROL, line, actor, today, expected_version):
        return row
    require_unchanged(row, expected_version)
    require_free(row)
    if level not in Competence.values:
        raise Invalid.at("level", _("Say which level can solve it."))
    row.level = Competence(level)
    step(row, Verb.CONTROL, now=now, today=today, actor=actor, line=line)
    return row


@transaction.atomic
def close(
    *,
    issue: Issue,
    how: str,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """Without a solution, and never counted as one, with a reason in both languages that everybody reads.

    `how` is one of `CLOSINGS`: people were told how it is; no body on the portal may decide it (whose it is instead is
    a hand-over); it waits for money or for a law, which the reason names; its body will not do it. Twice it is once.

    Raises NotAllowed, Conflict (changed since, handed over, claimed), IllegalTransition, Invalid ("how", the reasons).
    """
    row = opened(issue, actor=actor)
    if how not in CLOSINGS:
        raise Invalid.at("how", _("Choose one of the list."))
    reason = both("reason", reason_kk, reason_ru, longest=LONGEST_MEASURE)
    if row.state == CLOSINGS[Verb(how)] and (row.reason_kk, row.reason_ru) == (reason["kk"], reason["ru"]):
        return row
    require_unchanged(row, expected_version)
    require_free(row)
    row.reason_kk, row.reason_ru, row.reason_en = reason["kk"], reason["ru"], ""
    step(row, Verb(how), now=now, today=today, actor=actor, line=Line(note=reason))
    return row


@transaction.atomic
def reopen(
    *,
    issue: Issue,
    reason_kk: str,
    reason_ru: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """Somebody works on it again; its term goes on as it was. Raises NotAllowed, Conflict (an open claim is taken back
    instead, one that was joined is split), Invalid ("reason_kk", "reason_ru").
    """
    row = opened(issue, actor=actor)
    note = both("reason", reason_kk, reason_ru, longest=LONGEST_MEASURE)
    last = row.events.order_by("-id").first()
    if last is not None and last.verb == Verb.REOPEN and last.actor_id == actor.user.pk:
        return row
    require_unchanged(row, expected_version)
    require_free(row)
    if row.state == State.DUPLICATE:
        raise Conflict(MOVED_ON, code=CHANGED)
    step(row, Verb.REOPEN, now=now, today=today, actor=actor, line=Line(note=note))
    return row


def _adds_nothing(issue: Issue, verb: Verb, line: Line, actor: Actor, today: date, expected: int | None) -> bool:
    """Of what stands there already: no word came with it, or the same was pressed twice."""
    return not line.note["kk"] or is_said(issue, verb, actor=actor, line=line, today=today, expected=expected)
