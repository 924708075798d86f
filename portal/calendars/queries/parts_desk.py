"""Parts of calendars that wait for a person's akimat."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor
from portal.calendars.models import Part
from portal.calendars.querysets import AKIMAT_ROLES
from schedules.queries import DeskItem


def part_items(actor: Actor) -> list[DeskItem]:
    """Open parts that are not ready, the earliest day first. At most one statement."""
    if not actor.bodies(*AKIMAT_ROLES):
        return []
    parts = Part.objects.of(actor).open().unready().select_related("delegation__proposal", "body")
    return [
        DeskItem(
            kind="calendar_part",
            title=_("Fill in the part of the calendar of akims' meetings for %(year)s")
            % {"year": part.delegation.proposal.period_key},
            note=part.body.plain,
            url=reverse("calendars:part", args=[part.body.slug, part.delegation.proposal.period_key]),
            action=_("Open"),
            since=part.delegation.opened_on,
            due_on=part.delegation.due_on,
        )
        for part in parts.order_by("delegation__due_on", "body__slug")
    ]
