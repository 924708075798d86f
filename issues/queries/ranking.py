"""Regions by need: the open issues of each, of all topics or of one, and when a ministry was last there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from issues.models import Issue
from issues.rules.ranking import Need, Ranked, ranked
from meetings.models import Meeting
from portal.bodies.choices import BodyKind
from portal.bodies.models import Territory


def ranking(*, on: date, language: str, topic: str = "") -> list[Ranked[Territory]]:
    """Every region in being, also without issues. `topic` is one of questions, with all its branches. Three statements.

    Issues of the whole country have no region to go to. A visit is a meeting that somebody of a ministry has held.
    """
    needs = _needs(on, topic)
    visits = dict(
        Meeting.objects.happened()
        .filter(body__kind=BodyKind.MINISTRY, on__lte=on)
        .order_by()
        .values_list("region")
        .annotate(last=Max("on"))
    )
    regions = Territory.objects.in_force(on).regions().in_order(language)
    return ranked((region, needs.get(region.pk, Need()), visits.get(region.pk)) for region in regions)


def _needs(on: date, topic: str) -> dict[int | None, Need]:
    rows = Issue.objects.open().filter(**({"topic__topic": topic} if topic else {}))
    counted: dict[str, Any] = {
        "is_open": Count("pk"),
        "is_late": Count("pk", filter=Q(due_on__lt=on)),
        "is_repeated": Count("pk", filter=Q(repeats__gt=0)),
        "is_disputed": Count("pk", filter=Q(disputed_on__isnull=False)),
    }
    found = rows.order_by().values_list("region").annotate(**counted)
    return {region: Need(*counts) for region, *counts in found}
