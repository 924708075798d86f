"""Who is to take part in a meeting: at a high risk a deputy Prime Minister, in that of a minister (863, clause 4.4).

No act in force asks for anybody else at a single meeting: whom akimats invite (826, clause 4) are not bound to come,
and the akim of the place (863, clause 3) was, by a decree that is repealed. Its body may require them all the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetings.choices import OF_HEADS, Attendee
from meetings.models import Meeting
from portal.bodies.choices import BodyKind
from portal.bodies.permissions import Actor
from portal.calendars.choices import RiskLevel
from portal.calendars.models import RiskSignal
from portal.calendars.querysets import RiskSignalQuerySet


def required_by_risk(meetings: Sequence[Meeting]) -> None:
    """Say who is required of meetings that are being made. One statement when ministers hold some, else none.

    What is said here is public: it follows from signals that are published, and from no other.
    """
    ministers = [meeting for meeting in meetings if _is_of_a_minister(meeting)]
    regions = _regions(RiskSignal.objects.public()) if ministers else set()
    for meeting in ministers:
        if meeting.region_id in regions:
            meeting.required = [Attendee.DEPUTY_PM.value]


def proposed_roles(meeting: Meeting, actor: Actor) -> list[Attendee]:
    """Whom its people may require, by the signals they see; not yet required. One statement at most."""
    if not _is_of_a_minister(meeting) or Attendee.DEPUTY_PM in meeting.required:
        return []
    return [Attendee.DEPUTY_PM] if meeting.region_id in _regions(RiskSignal.objects.visible_to(actor)) else []


def _is_of_a_minister(meeting: Meeting) -> bool:
    return meeting.kind in OF_HEADS and meeting.body.kind == BodyKind.MINISTRY


def _regions(signals: RiskSignalQuerySet) -> set[int]:
    """Keys of the regions in which the risk is high now."""
    found = signals.open().filter(level=RiskLevel.HIGH).select_related("territory__parent__parent__parent")
    return {signal.territory.region.pk for signal in found}
