"""Meetings as their own body works on them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from meetings.workflow import MEETING
from portal.bodies.permissions import Actor
from portal.kit import formats
from schedules.queries import DeskItem

#: So many days before the promised time begins, the day of a meeting becomes a matter of my desk.
DESK_DAYS = 30
#: More than these are on the page of meetings.
DESK_ROWS = 10


def own_meetings(actor: Actor, on: date) -> MeetingQuerySet:
    """To come, those that await a day first, then by day."""
    found = Meeting.objects.public().worked_on_by(actor).upcoming(on).with_names()
    return found.order_by(F("on").asc(nulls_first=True), "span_start", "start_time", "number")


def helped_meetings(actor: Actor, on: date) -> MeetingQuerySet:
    """Of other bodies, to come in the territory of an akimat of this person, which helps to tell people of them."""
    found = Meeting.objects.public().announced_by(actor).upcoming(on).with_fixed_day().with_names()
    return found.exclude(pk__in=Meeting.objects.recorded_by(actor).values("pk")).order_by("on", "start_time", "number")


def can_set_day(meeting: Meeting, on: date) -> bool:
    """The state allows it and the day has not come. `entry` must be loaded."""
    is_open = meeting.on is None or meeting.on > on
    if meeting.entry is None:
        return False
    settled = meeting.entry.day is not None and meeting.entry.start_time is not None
    return MEETING.allows("fix_day", meeting.state) and is_open and not settled and meeting.span_end > on


def desk_items(actor: Actor, on: date) -> list[DeskItem]:
    """Meetings whose promised time begins soon and whose day is not set. One statement for people of ministries."""
    waiting = (
        Meeting.objects.public()
        .standing()
        .worked_on_by(actor)
        .without_fixed_day()
        .upcoming(on)
        .filter(span_start__lte=on + timedelta(days=DESK_DAYS))
        .with_names()
        .order_by("span_end", "number")
    )
    return [_item(meeting) for meeting in waiting[:DESK_ROWS]]


def _item(meeting: Meeting) -> DeskItem:
    promised = meeting.promised
    assert promised is not None
    return DeskItem(
        kind="set_day",
        title=_("Set the day of a meeting: %(place)s") % {"place": meeting.territory.name},
        note=_("Planned: %(period)s") % {"period": formats.period_name(promised)},
        url=reverse("meetings:work_meeting", args=[meeting.number]),
        action=_("Set the day"),
        due_on=promised.last_day,
    )
