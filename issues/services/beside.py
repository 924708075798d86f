"""Who works beside the holder, the steps to the solution, and sessions of a maslikhat before which it is laid."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import OPEN, Verb
from issues.errors import CHANGED, MOVED_ON
from issues.models import CoExecutor, Issue, Laid, Milestone
from issues.rules.times import LONGEST_TERM
from issues.services.funding import note_session
from issues.services.steps import Line, note_line, opened, require_unchanged
from issues.services.words import LONGEST_WHY, both
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid

MOST_CO_EXECUTORS: Final = 10
MOST_STEPS: Final = 30
MOST_SESSIONS: Final = 20
LONGEST_STEP: Final = 250


@transaction.atomic
def set_co_executors(
    *,
    issue: Issue,
    bodies: Collection[Body],
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """These bodies and no others work beside the holder, who alone answers. They read the inner texts.

    Raises NotAllowed, Conflict, Invalid ("bodies").
    """
    row = _open(issue, actor)
    wanted = {body.pk: body for body in bodies}
    standing = set(row.co_executors.values_list("body_id", flat=True))
    if set(wanted) == standing:
        return row
    require_unchanged(row, expected_version)
    if row.holder_id in wanted:
        raise Invalid.at("bodies", _("The holder answers itself: name others."))
    if len(wanted) > MOST_CO_EXECUTORS:
        raise Invalid.at("bodies", _("At most %(count)d bodies work on one issue.") % {"count": MOST_CO_EXECUTORS})
    if Body.objects.in_force(today).filter(pk__in=set(wanted) - standing).count() != len(set(wanted) - standing):
        raise Invalid.at("bodies", _("This body is not there any more."))
    row.co_executors.exclude(body__in=wanted).delete()
    CoExecutor.objects.bulk_create(
        CoExecutor(issue=row, body=body) for pk, body in wanted.items() if pk not in standing
    )
    note_line(row, Verb.EDIT, now=now, today=today, actor=actor, line=Line(is_public=False))
    return row


@transaction.atomic
def add_step(
    *,
    issue: Issue,
    text_kk: str,
    text_ru: str,
    due_on: date,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Milestone:
    """A step towards the solution with a day of its own, which everybody reads. Twice it is added once.

    Raises NotAllowed, Conflict, Invalid ("text_kk", "text_ru", "due_on").
    """
    row = _open(issue, actor)
    text = both("text", text_kk, text_ru, longest=LONGEST_STEP)
    known = row.milestones.filter(due_on=due_on, text_kk=text["kk"]).first()
    if known is not None:
        return known
    require_unchanged(row, expected_version)
    if not row.registered_on <= due_on <= today + LONGEST_TERM:
        raise Invalid.at("due_on", _("The day of a step lies after the registration and within ten years."))
    if row.milestones.count() >= MOST_STEPS:
        raise Invalid.at("text_kk", _("There are as many steps as there may be."))
    step = Milestone.objects.create(issue=row, text_kk=text["kk"], text_ru=text["ru"], due_on=due_on)
    note_line(row, Verb.EDIT, now=now, today=today, actor=actor, line=Line(is_public=False, internal=text["kk"]))
    return step


@transaction.atomic
def finish_step(*, step: Milestone, actor: Actor, today: date, now: datetime) -> Milestone:
    """It is done today, which is news. Twice it is done once. Raises NotAllowed, Conflict."""
    row = _open(step.issue, actor)
    standing = _step(row, step)
    if standing.done_on is not None:
        return standing
    standing.done_on = today
    standing.save(update_fields=["done_on"])
    line = Line(note={"kk": standing.text_kk, "ru": standing.text_ru})
    note_line(row, Verb.STEP, now=now, today=today, actor=actor, line=line)
    return standing


@transaction.atomic
def drop_step(*, step: Milestone, actor: Actor, today: date, now: datetime) -> Issue:
    """It was a slip, or another stands in its place; one that is done, or whose day has passed, stays on record.

    Raises NotAllowed, Conflict.
    """
    row = _open(step.issue, actor)
    standing = _step(row, step)
    if standing.done_on is not None or standing.due_on < today:
        raise Conflict(_("This step stays on record: it is done, or its day has passed."), code=CHANGED)
    standing.delete()
    line = Line(is_public=False, internal=standing.text_kk)
    note_line(row, Verb.EDIT, now=now, today=today, actor=actor, line=line)
    return row


@transaction.atomic
def lay(
    *,
    issue: Issue,
    maslikhat: Body,
    session_on: date,
    note_kk: str = "",
    note_ru: str = "",
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Laid:
    """Its funding is brought before a session of the maslikhat (decree 826, C-3.5b). Twice it is laid once.

    Raises NotAllowed, Conflict, Invalid ("maslikhat", "session_on", "note_kk", "note_ru").
    """
    row = _open(issue, actor)
    note = both("note", note_kk, note_ru, longest=LONGEST_WHY, is_asked=False)
    known = row.laid.filter(maslikhat=maslikhat, session_on=session_on).first()
    if known is not None:
        return known
    require_unchanged(row, expected_version)
    around = {row.territory_id, *(place.pk for place in row.territory.above)}
    if maslikhat.kind != BodyKind.MASLIKHAT or maslikhat.territory_id not in around:
        raise Invalid.at("maslikhat", _("Choose the maslikhat of the place, or of a unit it lies in."))
    if not row.raised_on <= session_on <= today + LONGEST_TERM:
        raise Invalid.at("session_on", _("The session is not before the issue was raised, and within ten years."))
    if row.laid.count() >= MOST_SESSIONS:
        raise Invalid.at("session_on", _("It was laid before as many sessions as there may be."))
    laid = Laid.objects.create(issue=row, maslikhat=maslikhat, session_on=session_on)
    note_line(row, Verb.LAID, now=now, today=today, actor=actor, line=Line(note=note, other=maslikhat))
    return laid


@transaction.atomic
def decide_laid(
    *,
    laid: Laid,
    decision_kk: str,
    decision_ru: str,
    decided_on: date,
    actor: Actor,
    today: date,
    now: datetime,
) -> Laid:
    """What the session decided; it is said once. Raises NotAllowed, Conflict, Invalid ("decision_kk", "decided_on")."""
    row = opened(laid.issue, actor=actor)
    decision = both("decision", decision_kk, decision_ru, longest=LONGEST_WHY)
    standing = Laid.objects.select_for_update(of=("self",)).select_related("maslikhat").get(pk=laid.pk)
    if standing.decided_on is not None:
        same = (standing.decision_kk, standing.decision_ru) == (decision["kk"], decision["ru"])
        if same and standing.decided_on == decided_on:
            return standing
        raise Conflict(_("The decision stands already. Look at it as it stands."), code=CHANGED)
    if not standing.session_on <= decided_on <= today:
        raise Invalid.at("decided_on", _("The decision is not before the session, and not in the future."))
    standing.decision_kk, standing.decision_ru, standing.decided_on = decision["kk"], decision["ru"], decided_on
    standing.save()
    line = Line(note=decision, other=standing.maslikhat)
    note_line(row, Verb.LAID, now=now, today=today, actor=actor, line=line)
    note_session(issue=row, laid=standing, actor=actor, today=today)
    return standing


def _open(issue: Issue, actor: Actor) -> Issue:
    row = opened(issue, actor=actor)
    if row.state not in OPEN:
        raise Conflict(MOVED_ON, code=CHANGED)
    return row


def _step(row: Issue, step: Milestone) -> Milestone:
    standing = row.milestones.filter(pk=step.pk).first()
    if standing is None:
        raise Conflict(_("This step is not there any more."), code=CHANGED)
    return standing
