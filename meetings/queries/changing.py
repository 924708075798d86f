"""What is worth a look before a meeting is moved, and what a change at once leaves to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.choices import AWAITED, MeetingState, MeetingVerb
from meetings.models import ChannelToTell, Meeting, MeetingAnnouncement, MeetingEvent
from portal.bodies.permissions import Actor
from portal.deadlines.queries import days_off
from portal.kernel.when import When
from portal.kit import formats
from portal.kit.prepared import Among, prepared
from schedules.choices import ProposalState
from schedules.kinds import KINDS
from schedules.models import Planned, ProposalRow
from schedules.queries import DeskItem
from schedules.querysets import PLANNING_ROLES

#: More than these are on the pages of their meetings.
DESK_ROWS = 10
_CHANGING = (*AWAITED, MeetingState.CANCELLED)
_AT_ONCE = (MeetingVerb.MOVE, MeetingVerb.CHANGE, MeetingVerb.CANCEL, MeetingVerb.RESTORE)


def warnings(meeting: Meeting, days: Sequence[date]) -> list[str]:
    """Days off among the new ones, and other meetings of the official then, in the active language. Two statements."""
    if not days:
        return []
    off = days_off(days[0], days[-1])
    said = []
    for day in days:
        if day in off:
            named = f" ({off[day]})" if off[day] else ""
            said.append(_("This is a day off: %(day)s") % {"day": formats.day_weekday(day) + named})
    others = Meeting.objects.public().standing().filter(official=meeting.official_id).exclude(pk=meeting.pk)
    for other in others.with_fixed_day().between(days[0], days[-1] + timedelta(days=1)).with_names():
        for day in set(days) & set(other.days):
            values = {"number": other.number, "day": formats.day(day), "place": other.territory.name}
            said.append(_("%(day)s: another meeting of the same official, %(number)s, %(place)s") % values)
    return said


def channels_to_tell(bodies: Collection[int], on: date) -> QuerySet[ChannelToTell]:
    """Of the latest change of each meeting of `bodies` that is not over: channels told of what was, and not since."""
    event = OuterRef("event")
    later = ChannelToTell.objects.filter(event__meeting=OuterRef("event__meeting"), event__gt=event)
    told = MeetingAnnouncement.objects.standing().filter(
        meeting=OuterRef("event__meeting"),
        channel=OuterRef("channel"),
        pk__gt=OuterRef("last_line"),
        announced_on__gte=OuterRef("event__on"),
    )
    rows = ChannelToTell.objects.left_open().filter(event__meeting__body__in=bodies, event__meeting__span_end__gt=on)
    found: QuerySet[ChannelToTell] = rows.exclude(Exists(later)).exclude(Exists(told))
    return found.select_related("event__meeting__territory", "event__meeting__official").order_by("event", "channel")


def promises(row: Planned, meeting: Meeting) -> bool:
    """Whether a row of a plan says what is true of the meeting now: its day, or a time that holds it."""
    if meeting.is_cancelled:
        return isinstance(row, ProposalRow) and row.is_withdrawn
    return keeps_time(row.when, meeting) and keeps_hour(row.start_time, meeting)


def keeps_time(planned: When, meeting: Meeting) -> bool:
    """It is on the planned days, or in the time in which its day was to be set."""
    return planned.holds(meeting.when) if planned.is_open else planned == meeting.when


def keeps_hour(planned: time | None, meeting: Meeting) -> bool:
    """It begins at the planned hour, or none was named."""
    return planned is None or planned == meeting.start_time


def differs(meeting: Meeting) -> bool:
    """It is otherwise than the version in force says. Its entry must be loaded."""
    entry = meeting.entry
    if entry is None or entry.schedule_id != meeting.schedule_id:
        return False
    return meeting.state in _CHANGING and not promises(entry, meeting)


def to_amend(actor: Actor, on: date) -> list[Meeting]:
    """Changed at once, and neither the version in force nor a row that is on its way into the next says so.

    Of plans that the actor files, while an amendment can still say it: what is over is not rewritten. One statement.
    """
    mine = actor.bodies(*{role for kind in KINDS.values() for role in kind.roles})
    if not mine:
        return []
    return [meeting for meeting in _changed(sorted(mine), on) if differs(meeting) and _is_wanting(meeting, on)]


@prepared
def _changed(bodies: list[int], on: date) -> QuerySet[Meeting, Any]:
    at_once = MeetingEvent.objects.filter(meeting=OuterRef("pk"), verb__in=_AT_ONCE, version__isnull=True)
    rows = Meeting.objects.public().filter(
        Among("entry__source__proposal__body", bodies),
        entry__schedule=F("schedule"),
        state__in=_CHANGING,
        span_end__gt=on,
    )
    found = rows.filter(Exists(at_once)).with_names().select_related("entry__source__proposal", "schedule")
    return found.in_order()


def _is_wanting(meeting: Meeting, on: date) -> bool:
    assert meeting.entry is not None
    source = meeting.entry.source
    return source is not None and amendable_until(meeting) >= on and not promises(source, meeting)


def amendable_until(meeting: Meeting) -> date:
    """An amendment may speak neither of a day that was nor of one that would be over."""
    assert meeting.entry is not None
    return min(meeting.entry.when.last_day, meeting.when.last_day)


def desk_items(actor: Actor, on: date) -> list[DeskItem]:
    """Schedules that need an amendment, and channels that wait to be told. Two statements."""
    bodies = actor.bodies(*PLANNING_ROLES)
    waiting = list(channels_to_tell(bodies, on)[:DESK_ROWS]) if bodies else []
    return [_amend(meeting) for meeting in to_amend(actor, on)[:DESK_ROWS]] + [_tell(row) for row in waiting]


def _amend(meeting: Meeting) -> DeskItem:
    assert meeting.entry is not None
    assert meeting.entry.source is not None
    proposal = meeting.entry.source.proposal
    is_open = proposal.state != ProposalState.ACCEPTED
    return DeskItem(
        kind="amend_schedule",
        title=_("The schedule needs an amendment: %(place)s") % {"place": meeting.territory.name},
        note=_("Meeting %(number)s is otherwise than approved.") % {"number": meeting.number},
        url=proposal.get_absolute_url() if is_open else reverse("schedules:propose_change", args=[proposal.pk]),
        action=pgettext("action", "Amend"),
        due_on=amendable_until(meeting),
    )


def _tell(row: ChannelToTell) -> DeskItem:
    meeting = row.event.meeting
    return DeskItem(
        kind="tell_channel",
        title=_("Tell people of the change of a meeting: %(place)s") % {"place": meeting.territory.name},
        note=str(row.get_channel_display()),
        url=reverse("meetings:channels", args=[meeting.number]),
        action=pgettext("action", "Show"),
        since=row.event.on,
    )
