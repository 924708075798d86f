"""What the pages of the log show: which meeting, and what its form has to choose from."""

from __future__ import annotations

from meetings.models import Meeting
from meetings.queries.held import to_record
from meetings.querysets import MeetingQuerySet
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.holding.models import Account, LogDraft
from portal.kit.named import Names

#: Meetings offered at once; others are found by number or place.
OFFERED = 20
#: Places offered for a question: a larger unit is told by its next ones.
PLACES = 120


def offered(actor: Actor, asked: str) -> list[Meeting]:
    """Over and not recorded, the last days first; with `asked`, own ones of that number or words."""
    if asked:
        found = _loggable(actor)
        by_number = found.filter(number=asked.strip())
        rows = by_number if by_number.exists() else found.matching(asked)
        return list(rows.filter(span_start__lte=actor.on).order_by("-span_end", "number")[:OFFERED])
    return list(to_record(actor, actor.on)[:OFFERED])


def _loggable(actor: Actor) -> MeetingQuerySet:
    logged = Account.objects.values("meeting")
    return Meeting.objects.public().recorded_by(actor).standing().with_names().exclude(pk__in=logged)


def drafts(actor: Actor, most: int = OFFERED) -> list[LogDraft]:
    """Logs the people of the own bodies have begun, the last first. One statement, none for whoever records nothing."""
    mine = Meeting.objects.public().recorded_by(actor).values("pk")
    rows = LogDraft.objects.open().filter(meeting__in=mine)
    rows = rows.select_related("meeting__official", "meeting__territory", "saved_by")
    return list(rows.order_by("-saved_at", "-pk")[:most])


def draft_of(meeting: Meeting) -> LogDraft | None:
    return LogDraft.objects.open().filter(meeting=meeting).select_related("saved_by").first()


def places_of(meeting: Meeting) -> Names:
    """The place of the meeting, which stands first, and those inside it. One statement, two for a large unit."""
    inside = Territory.objects.lying_in(meeting.territory_id).exclude(pk=meeting.territory_id).select_related("parent")
    rows = list(inside.order_by("kato")[: PLACES + 1])
    if len(rows) > PLACES:
        rows = list(inside.filter(parent=meeting.territory_id).order_by("kato")[:PLACES])
    return Names([meeting.territory, *rows], district_of)


def district_of(place: Territory) -> str:
    """In which unit the place lies."""
    return "" if place.parent is None else str(place.parent.name)


def usual_attendees(meeting: Meeting) -> list[str]:
    """Who took part in the last logged meeting of the body: most often the same come."""
    last = Account.objects.filter(meeting__body=meeting.body_id).order_by("-logged_on", "-pk").first()
    return list(last.attendees) if last else []
