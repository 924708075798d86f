"""Meetings that are over and wait to be recorded, and what is recorded of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingAnnouncement, MeetingHeld
from meetings.querysets import MeetingQuerySet
from portal.bodies.models import Official
from portal.bodies.permissions import Actor
from portal.kernel.when import When
from portal.kit import formats
from portal.kit.prepared import prepared
from portal.law.windows import LOGGED_WITHIN_DAYS
from schedules.queries import DeskItem

#: More than these are on the page of what waits to be recorded.
DESK_ROWS = 10


def to_record(actor: Actor, on: date) -> MeetingQuerySet:
    """Over, and neither recorded nor cancelled; the last days, which may still count by themselves, come first."""
    found = Meeting.objects.public().recorded_by(actor).to_record(on).with_names()
    return found.order_by(F("span_end").desc(), F("start_time").desc(nulls_last=True), "number")


def in_time_until(meeting: Meeting) -> date:
    """Recorded by this day it is judged by its own; later by the day of the record."""
    return (meeting.days[-1] if meeting.days else meeting.when.last_day) + timedelta(days=LOGGED_WITHIN_DAYS)


def desk_items(actor: Actor, on: date) -> list[DeskItem]:
    """Of meetings that are over those still judged by their own day. Three statements, one for those of no akimat."""
    fresh = to_record(actor, on).with_fixed_day().filter(span_end__gt=on - timedelta(days=LOGGED_WITHIN_DAYS))
    return [_item(meeting, on) for meeting in fresh.order_by("span_end", "number")[:DESK_ROWS]]


def _item(meeting: Meeting, on: date) -> DeskItem:
    is_over = meeting.span_end <= on
    title = _("Took place? Not recorded: %(place)s") if is_over else _("Record today's meeting: %(place)s")
    return DeskItem(
        kind="record_held",
        title=title % {"place": meeting.territory.name},
        note=_("Its day was: %(day)s") % {"day": formats.day_weekday(meeting.days[-1])},
        url=reverse("holding:log", args=[meeting.number]),
        action=_("Record"),
        due_on=in_time_until(meeting),
    )


def holders(meeting: Meeting, on: date) -> list[Official]:
    """Who of its body can have held it by `on`: whom it was announced for first. One statement."""
    officials, since = Official.objects.filter(body=meeting.body_id), min(meeting.on or meeting.span_start, on)
    rows = list((officials.in_force(since) | officials.in_force(on)).order_by("pk"))
    if meeting.official not in rows:
        rows.append(meeting.official)
    return sorted(rows, key=lambda row: row.pk != meeting.official_id)


@dataclass(frozen=True)
class Recorded:
    """What is recorded of a meeting. `taken_back` are records that were mistakes."""

    held: MeetingHeld | None
    taken_back: list[MeetingHeld]
    announcements: list[MeetingAnnouncement]

    @property
    def by_another(self) -> bool:
        """Recorded by the akimat above: its own body has nobody here."""
        return self.held is not None and self.held.recorded_for_id != self.held.meeting.body_id

    @property
    def is_elsewhen(self) -> bool:
        """Held on another day than it stood announced for."""
        return self.held is not None and self.held.announced != self.held.held_on.isoformat()


def recorded(meeting: Meeting, *, has_records: bool = True) -> Recorded:
    """Two statements; one of a meeting whose history knows of no record."""
    records = _records(meeting.pk) if has_records else []
    held = next((row for row in records if not row.is_withdrawn), None)
    lines = _announcements(meeting.pk)
    day = announced_for(meeting, held)
    for line in lines:
        line.ahead = (day - line.announced_on).days if day is not None else 0
    return Recorded(
        held=held,
        taken_back=[row for row in records if row.is_withdrawn],
        announcements=lines,
    )


def announced_for(meeting: Meeting, held: MeetingHeld | None) -> date | None:
    """The day people were told of, whenever it was held in the end."""
    if held is not None:
        when = When.parse(held.announced)
        return when.days[0] if when.days else None
    return meeting.days[0] if meeting.days else None


@prepared
def _records(meeting: int) -> QuerySet[MeetingHeld]:
    return MeetingHeld.objects.filter(meeting=meeting).select_related("held_by", "recorded_for", "meeting")


@prepared
def _announcements(meeting: int) -> QuerySet[MeetingAnnouncement]:
    lines = MeetingAnnouncement.objects.filter(meeting=meeting).select_related("picture", "recorded_for")
    return lines.defer("picture__content")
