"""Issues follow the account of the meeting they were raised at: its results make them public, or take that back."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from issues.choices import CLOSED
from issues.models import Issue
from issues.services.register import publish, unpublish
from portal.bodies.permissions import Actor
from portal.holding.models import Account, Question
from portal.kernel.errors import Conflict


def follow_account(account: Account, actor: Actor, today: date, now: datetime) -> None:
    """After every change of an account. One statement of an account of which nothing follows; twice nothing changes.

    Without a title in both languages an issue waits. What was taken out of the account stays as public as it is: an
    issue is never lost with its question.
    """
    made = Issue.objects.filter(question__account=account)
    if account.is_published:
        silent = made.filter(published_on__isnull=True, question__withdrawn_on__isnull=True)
        for issue in silent.exclude(title_kk="").exclude(title_ru="").order_by("pk"):
            publish(issue=issue, actor=actor, today=today, now=now)
    else:
        for issue in made.public().order_by("pk"):
            unpublish(issue=issue, actor=actor, today=today, now=now)


def require_no_issue(question: Question) -> None:
    """Raises Conflict: of what was made an issue, the account goes on saying that it was taken. One that was refused,
    joined with another or otherwise closed without a solution holds nothing up.
    """
    issue = Issue.objects.filter(question=question).exclude(state__in=CLOSED).first()
    if issue is not None:
        told = _(
            "Issue %(number)s was made of this question. Close it with a reason or join it with another one, then the "
            "question can be changed so."
        )
        raise Conflict(told % {"number": issue.number}, code="issue_made")


def numbers_of(account: Account) -> dict[int, str]:
    """Under which numbers the questions of an account are being solved."""
    rows = Issue.objects.filter(question__account=account).values_list("question_id", "number")
    return {question: number for question, number in rows if question is not None}
