"""The place of an issue set by hand in place of its score, with a reason that stays."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from issues.choices import Verb
from issues.models import Issue
from issues.permissions import can_work
from issues.rules.score import MOST
from issues.services.steps import Line, locked, note_line
from portal.bodies.permissions import Actor
from portal.kernel.errors import Invalid


@transaction.atomic
def rank(
    *,
    issue: Issue,
    place: int | None,
    why: str,
    actor: Actor,
    today: date,
    now: datetime,
    expected_version: int | None = None,
) -> Issue:
    """From 0 to 100; without a place the score counts again. The reason is for offices alone, and always asked for.

    Raises NotAllowed, Conflict (changed since), Invalid (fields "ranked", "ranked_why").
    """
    row = locked(issue, expected=expected_version)
    can_work(actor, row).require()
    if place == row.ranked and (place is None or why.strip() == row.ranked_why):
        return row
    check_rank(place, why, was=row.ranked)
    row.ranked, row.ranked_why = place, why.strip() if place is not None else ""
    note_line(row, Verb.RANK, now=now, today=today, actor=actor, line=Line(internal=why.strip(), is_public=False))
    return row


def check_rank(place: int | None, why: str, *, was: int | None = None) -> None:
    """Raises Invalid: a place has its bounds and its reason, and so has taking it back."""
    errors: dict[str, list[str]] = {}
    if place is not None and not 0 <= place <= MOST:
        errors["ranked"] = [_("Write a number from 0 to %(most)d.") % {"most": MOST}]
    if (place is not None or was is not None) and not why.strip():
        errors["ranked_why"] = [_("Say why the place is set by hand.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="rank")
