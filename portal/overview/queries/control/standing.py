"""What stands beside the duties: rulings for single bodies, and sent documents nobody has answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q

from portal.bodies.models import Body
from portal.deadlines.models import Decision, Obligation, Transmittal
from portal.deadlines.queries.words import in_words
from portal.law import registry
from portal.overview.queries.control.ahead import period_words
from portal.overview.queries.control.scope import Scope

#: A document sent longer ago than this waits for its answer too long.
ANSWER_DAYS = 5
_SHOWN = 20


@dataclass(frozen=True)
class Ruling:
    """A term extended or a duty waived for one body, while it matters."""

    decision: Decision
    title: str
    period: str


@dataclass(frozen=True)
class Unanswered:
    """Documents that one body has received and neither acknowledged nor returned."""

    body: Body
    count: int
    oldest: date
    days: int


def rulings(scope: Scope, on: date) -> list[Ruling]:
    """Extended to a day that is not over, or released from a duty whose day is not over; the latest first.

    One statement.
    """
    owed = Obligation.objects.filter(
        duty=OuterRef("duty"), body=OuterRef("body"), period_key=OuterRef("period_key"), subject=OuterRef("subject")
    )
    found = (
        Decision.objects.in_force()
        .rulings()
        .filter(scope.holds_body("body"))
        .filter(Q(extended_to__gte=on) | (~Q(released_as="") & Exists(owed.filter(Q(due_on__gte=on)))))
        .select_related("body")
        .order_by("-decided_on", "-pk")
    )
    return [
        Ruling(row, in_words(registry.duty(row.duty).title), period_words(row.period_key)) for row in found[:_SHOWN]
    ]


def unanswered(scope: Scope, on: date) -> list[Unanswered]:
    """By receiver: sent more than five days ago; who keeps the oldest comes first. Two statements.

    A region sees what bodies of its own have received or sent.
    """
    concerned = Q() if scope.is_everywhere else scope.holds_body("receiver") | scope.holds_body("obligation__body")
    rows = list(
        Transmittal.objects.unanswered()
        .filter(concerned, evidence__withdrawn_on__isnull=True, sent_on__lt=on - timedelta(days=ANSWER_DAYS))
        .order_by()
        .values("receiver")
        .annotate(count=Count("pk"), oldest=Min("sent_on"))
        .order_by("oldest", "receiver")[:_SHOWN]
    )
    bodies = Body.objects.in_bulk([row["receiver"] for row in rows]) if rows else {}
    return [Unanswered(bodies[row["receiver"]], row["count"], row["oldest"], (on - row["oldest"]).days) for row in rows]
