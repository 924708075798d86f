"""What was approved of a meeting against what is true now: on its own page, and beside each entry of a version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.models import Meeting
from meetings.queries.changing import keeps_hour, keeps_time
from meetings.queries.rows import state_tag
from portal.kit import formats
from schedules.models import ScheduleEntry, ScheduleVersion
from schedules.queries.since import Since
from schedules.queries.version_entries import FrozenEntry

_VENUES = ("venue_kk", "venue_ru", "venue_en")


@dataclass(frozen=True)
class Differing:
    """What the version in force says otherwise than it is, in the active language."""

    label: str
    approved: str
    now: str


def against_approved(meeting: Meeting) -> list[Differing]:
    """Day, hour and place, each where it differs. Its entry must be loaded.

    Nothing of one that is off, which is said first on its page, nor of one that the version in force leaves out.
    """
    entry = meeting.entry
    if entry is None or entry.schedule_id != meeting.schedule_id or meeting.is_off:
        return []
    lines = []
    if not keeps_time(entry.when, meeting):
        lines.append(Differing(pgettext("of a meeting", "Day"), _when(entry), _when(meeting)))
    if not keeps_hour(entry.start_time, meeting):
        label = pgettext("of a meeting", "Beginning")
        lines.append(Differing(label, _hour(entry.start_time), _hour(meeting.start_time)))
    is_there = all(getattr(entry, name) == getattr(meeting, name) for name in ("territory_id", *_VENUES))
    if not is_there:
        lines.append(Differing(_("Place of the meeting"), _place(entry), _place(meeting)))
    return lines


def since_approved(version: ScheduleVersion, entries: Sequence[FrozenEntry]) -> Mapping[str, Since]:
    """What became of the meetings of these entries, by their keys: of those of which something did. One statement."""
    schedule, frozen = version.schedule, {entry.key: entry for entry in entries}
    found = Meeting.objects.public().filter(
        schedule__kind=schedule.kind, schedule__body=schedule.body_id, schedule__period_key=schedule.period_key
    )
    rows = found.filter(entry__key__in=frozen).select_related("entry").defer("search_text", "search_words")
    told = ((meeting.entry.key, _since(meeting, frozen[meeting.entry.key])) for meeting in rows if meeting.entry)
    return {key: since for key, since in told if since is not None}


def _since(meeting: Meeting, entry: FrozenEntry) -> Since | None:
    is_then = keeps_time(entry.planned, meeting)
    is_as_said = is_then and keeps_hour(entry.start_time, meeting)
    now = "" if is_as_said or meeting.is_off else formats.when_text(meeting.when, at=meeting.start_time)
    tag = {} if meeting.is_awaited else state_tag(meeting)
    if not tag and now:
        moved, hour = pgettext("tag of a meeting", "Moved"), pgettext("tag of a meeting", "Another hour")
        tag = {"tag_kind": "warn", "tag_icon": "moved", "tag_text": hour if is_then else moved}
    if not tag:
        return None
    return Since(meeting.get_absolute_url(), tag["tag_kind"], tag["tag_icon"], tag["tag_text"], now)


def _when(thing: Meeting | ScheduleEntry) -> str:
    return formats.when_text(thing.when, write=formats.day_weekday)


def _hour(at: time | None) -> str:
    return formats.clock_time(at) if at is not None else _("Time to be confirmed")


def _place(thing: Meeting | ScheduleEntry) -> str:
    return ", ".join(filter(None, [str(thing.territory.name), str(thing.venue)]))
