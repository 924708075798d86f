"""Quarters of the demonstration that are still to be published: in time, late, or by the portal for who is silent.

They follow the record of deadlines: nothing is left of who owes nothing, and what was done in time there is published
in time. Who can sign in and has not published by the last day is silent, like anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q

from issues.models import IssueEvent, QuarterVersion
from issues.queries.quarters.owed import DUTIES
from portal.bodies.models import RoleGrant
from portal.deadlines.models import Obligation
from portal.demo.people import DOMAIN, SIGNED_IN
from portal.demo.queries import is_loaded
from portal.demo.record import progress
from portal.kernel.periods import Period


@dataclass(frozen=True)
class Left:
    """A quarter of a body that is not published. `on`: the day of its publication, None while it has not come.

    `is_silent`: the last day is over before, and the portal has not said so yet.
    """

    body: int
    slug: str
    period: Period
    due_on: date
    on: date | None
    is_silent: bool


def awaited(today: date) -> frozenset[tuple[int, str]]:
    """Bodies by id and quarters that are still to come: the portal does not take them for silent. Three statements."""
    if not settings.KEZDESU_DEMO or not is_loaded():
        return frozenset()
    return frozenset((each.body, each.period.key) for each in left_to_publish(today))


def left_to_publish(today: date) -> Iterator[Left]:
    """From the quarter of the first line of any life on. Two statements."""
    first = IssueEvent.objects.order_by("on", "id").values_list("on", flat=True).first() or today
    versions = QuarterVersion.objects.filter(body=OuterRef("body"), period_key=OuterRef("period_key"))
    people = RoleGrant.objects.in_force(today).filter(user__email__endswith=f"@{DOMAIN}", body=OuterRef("body"))
    last = Period.containing("quarter", today).previous()
    owed = Obligation.objects.filter(
        Exists(people),
        ~Exists(versions.filter(by_portal=False)),
        duty__in=DUTIES,
        released_as="",
        period_key__range=(Period.containing("quarter", first).key, last.key),
    )
    rows = owed.order_by("body__slug", "period_key").values("body", "body__slug", "body__joined_on", "period_key")
    counted = rows.annotate(
        due_on=Max("due_on"), unmet=Count("pk", filter=Q(met_on__isnull=True)), was_silent=Exists(versions)
    )
    for row in counted:
        found = _told(row, today)
        if found is not None:
            yield found


def _told(row: Mapping[str, Any], today: date) -> Left | None:
    """What is to be done of one. What was to be published in time and is not met when its day is over was not done."""
    slug, due_on = row["body__slug"], row["due_on"]
    deed = progress(
        slug=slug,
        period_key=row["period_key"],
        due_on=due_on,
        since=row["body__joined_on"] or date.min,
        today=date.max,
    )
    assert deed is not None
    is_over, has_come, is_late = due_on < today, deed.on <= today, deed.on > due_on
    is_silent = is_late and is_over and not row["was_silent"]
    if is_late:
        is_left = is_silent or has_come
    elif is_over:
        is_left = row["unmet"] == 0 and not row["was_silent"]
    else:
        is_left = has_come and slug not in SIGNED_IN
    if not is_left:
        return None
    on = deed.on if has_come else None
    return Left(row["body"], slug, Period.parse(row["period_key"]), due_on, on, is_silent)
