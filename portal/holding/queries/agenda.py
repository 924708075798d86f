"""Questions that were asked before a meeting and are on its agenda."""

from __future__ import annotations

from meetings.models import Meeting
from portal.holding.models import Account, Question
from portal.questions.choices import FATES, State
from portal.questions.models import AskedQuestion

#: As many rows as a log shows: a longer agenda is told in the account, question by question.
SHOWN = 60


def agenda_of(meeting: Meeting) -> list[AskedQuestion]:
    """In the order they were asked. One statement."""
    rows = AskedQuestion.objects.public().filter(meeting=meeting, state=State.AGENDA).select_related("territory")
    return list(rows.order_by("sent_at", "pk")[:SHOWN])


def not_yet_told(account: Account) -> list[AskedQuestion]:
    """Of which the account says nothing. One statement."""
    told = Question.objects.standing().filter(account=account, asked_before__isnull=False).values("asked_before")
    rows = AskedQuestion.objects.filter(meeting=account.meeting_id, state__in=[State.AGENDA, *FATES])
    return list(rows.exclude(pk__in=told).select_related("territory").order_by("sent_at", "pk")[:SHOWN])
