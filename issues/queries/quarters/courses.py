"""Which issues stand in the quarter of a body, and how each went through it: from the lines of their lives alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef

from issues.choices import OPEN
from issues.models import IssueEvent
from issues.querysets import EventQuerySet
from issues.rules.balance import Course, Standing, course
from portal.bodies.models import Body
from portal.kernel.periods import Period

_CHUNK = 2000


def courses(body: Body, period: Period, *, before: datetime) -> dict[int, Course]:
    """By the id of the issue, from the lines written before that instant. Four statements, whatever the body has."""
    known = IssueEvent.objects.order_by().filter(at__lt=before)
    inside = known.filter(on__gte=period.start, on__lt=period.end)
    began = dict(_standing(_in_hand_at_beginning(known, body, period)))
    came = set(inside.filter(holder=body, to_state__in=OPEN).values_list("issue_id", flat=True)) - set(began)
    earlier = known.filter(issue__in=came, on__lt=period.start).order_by("issue_id", "-id").distinct("issue_id")
    began |= dict(_standing(earlier))
    lines: dict[int, list[Standing]] = {pk: [] for pk in (*began, *came)}
    for pk, standing in _standing(inside.filter(issue__in=list(lines)).order_by("issue_id", "id")):
        lines[pk].append(standing)
    found = {pk: course(body.pk, began.get(pk), each) for pk, each in lines.items()}
    return {pk: each for pk, each in found.items() if each is not None}


def _in_hand_at_beginning(known: EventQuerySet, body: Body, period: Period) -> EventQuerySet:
    """Last lines before the quarter that leave an issue open with the body."""
    earlier = known.filter(on__lt=period.start)
    later = earlier.filter(issue=OuterRef("issue"), pk__gt=OuterRef("pk"))
    return earlier.filter(~Exists(later), holder=body, to_state__in=OPEN)


def _standing(lines: EventQuerySet) -> Iterator[tuple[int, Standing]]:
    rows = lines.values_list("issue_id", "holder_id", "to_state")
    for pk, holder, state in rows.iterator(chunk_size=_CHUNK):
        yield pk, Standing(holder, state)
