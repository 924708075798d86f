"""Bodies: the list by kinds, and one body with its meetings, plans and record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Min
from django.utils.translation import pgettext_lazy

from issues.queries.here import IssuesHere, issues_of_body
from meetings.models import Meeting
from meetings.queries import MEETING_KINDS, MeetingRow, meeting_rows
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.deadlines.queries import Record, body_record
from portal.questions.models import DemandPolicy
from portal.questions.queries.policies import policy_for
from schedules.models import Schedule

NEXT = 10
_TITLES = {
    BodyKind.GOVERNMENT: pgettext_lazy("bodies", "Government"),
    BodyKind.MINISTRY: pgettext_lazy("bodies", "Ministries"),
    BodyKind.COMPANY: pgettext_lazy("bodies", "National holdings and companies"),
    BodyKind.AKIMAT: pgettext_lazy("bodies", "Akimats"),
    BodyKind.MASLIKHAT: pgettext_lazy("bodies", "Maslikhats"),
    BodyKind.GOVERNMENT_APPARATUS: pgettext_lazy("bodies", "Government Apparatus"),
    BodyKind.ADMINISTRATION: pgettext_lazy("bodies", "Presidential Administration"),
}


@dataclass(frozen=True)
class BodyLine:
    body: Body
    upcoming: int
    next_on: date | None


@dataclass(frozen=True)
class BodyGroup:
    kind: BodyKind
    lines: list[BodyLine]

    @property
    def title(self) -> str:
        return str(_TITLES[self.kind])


@dataclass(frozen=True)
class BodyOverview:
    body: Body
    next: list[MeetingRow]
    upcoming: int
    schedules: list[Schedule]
    record: Record
    #: Which rules for demands count for it; of others than akimats none do.
    policy: DemandPolicy | None
    #: For which it answers.
    issues: IssuesHere

    @property
    def takes_demands(self) -> bool:
        return self.body.kind == BodyKind.AKIMAT and self.body.territory is not None

    @property
    def holds_meetings(self) -> bool:
        """Its meetings can stand in the calendar, and so can a subscription to them."""
        return self.body.kind in MEETING_KINDS


def body_groups(today: date, language: str) -> list[BodyGroup]:
    """Central bodies and those of the regions by kinds, with their meetings to come. Two statements.

    Offices below the regions are met on the pages of their territories.
    """
    ahead: dict[int, dict[str, Any]] = {
        row["body"]: dict(row)
        for row in Meeting.objects.public()
        .upcoming(today)
        .order_by()
        .values("body")
        .annotate(upcoming=Count("pk"), next_on=Min("on"))
    }
    bodies = Body.objects.in_force(today).leading().select_related("territory").in_order(language)
    lines = [
        BodyLine(body, ahead.get(body.pk, {}).get("upcoming", 0), ahead.get(body.pk, {}).get("next_on"))
        for body in bodies
    ]
    return [BodyGroup(BodyKind(kind), list(group)) for kind, group in groupby(lines, lambda line: line.body.kind)]


def body_overview(slug: str, today: date) -> BodyOverview:
    """Thirteen statements. Raises Body.DoesNotExist."""
    body = Body.objects.select_related("territory__parent__parent__parent").get(slug=slug)
    found = Meeting.objects.public().for_body(body).upcoming(today)
    return BodyOverview(
        body=body,
        next=meeting_rows(found.with_names().in_order()[:NEXT]),
        upcoming=found.count(),
        schedules=list(
            Schedule.objects.published()
            .filter(meetings__body=body)
            .select_related("body")
            .distinct()
            .order_by("-period_key", "kind")
        ),
        record=body_record(body, today),
        policy=policy_for(body, today) if body.kind == BodyKind.AKIMAT else None,
        issues=issues_of_body(body, today),
    )
