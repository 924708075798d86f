"""Pages of control beside each other."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import pgettext

from portal.bodies.permissions import Actor
from portal.deadlines.queries.words import Tab
from portal.overview.permissions import can_rehearse, can_summarise


def control_tabs(actor: Actor, current: str) -> list[Tab]:
    """Those that the actor may open; no statement."""
    offered = [
        ("control", pgettext("control", "Now"), True),
        ("control_rehearsal", pgettext("control", "Trial run"), bool(can_rehearse(actor))),
        ("control_files", pgettext("control", "Evidence files"), True),
        ("control_summary", pgettext("control", "Half-year summary"), bool(can_summarise(actor))),
    ]
    return [
        Tab(reverse(f"overview:{name}"), label, name == current) for name, label, is_offered in offered if is_offered
    ]
