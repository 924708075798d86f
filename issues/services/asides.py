"""Triage leaves a question for later, or for good, with a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from issues.models import Aside, Issue
from issues.permissions import can_register_for
from portal.bodies.permissions import Actor
from portal.holding.models import Question
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.private import find_private

#: Later than in a year nobody looks again.
LONGEST: Final = timedelta(days=366)
LONGEST_REASON: Final = 500


@transaction.atomic
def put_aside(
    *,
    question: Question,
    reason: str,
    language: str,
    until: date | None,
    actor: Actor,
    today: date,
    now: datetime,
) -> Aside:
    """It comes back to the queue on `until`; without a day it is no issue. The reason, in the language it was typed in,
    is for offices alone. Put aside again it has the new day and reason.

    Raises NotAllowed, Conflict (an issue was made of it), Invalid (fields "aside_reason", "aside_until").
    """
    row = _locked(question, actor)
    if Issue.objects.filter(question=row).exists():
        raise Conflict(_("An issue was made of this question already."), code="issue_made")
    _check(reason, until, today)
    texts = {"reason_kk": "", "reason_ru": "", "reason_en": ""} | {f"reason_{language}": reason.strip()}
    aside, _made = Aside.objects.update_or_create(
        question=row, defaults={**texts, "until": until, "by": actor.user, "at": now}
    )
    return aside


@transaction.atomic
def take_up_again(*, question: Question, actor: Actor) -> None:
    """It waits in the queue again. Twice it waits once."""
    Aside.objects.filter(question=_locked(question, actor)).delete()


def _locked(question: Question, actor: Actor) -> Question:
    rows = Question.objects.select_for_update(of=("self",)).select_related("account__meeting__body__territory")
    row = rows.get(pk=question.pk)
    can_register_for(actor, row.account.meeting.body).require()
    return row


def _check(reason: str, until: date | None, today: date) -> None:
    errors: dict[str, list[str]] = {}
    if not reason.strip():
        errors["aside_reason"] = [_("Say why it is left aside.")]
    elif find_private(reason):
        errors["aside_reason"] = [_("Leave telephones, identification numbers and addresses of mail out.")]
    if until is not None and not today < until <= today + LONGEST:
        errors["aside_until"] = [_("Choose a day after today, within a year.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="aside")
