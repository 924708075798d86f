"""What happened to a published schedule and its meetings, for those who follow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from meetings.choices import MeetingVerb
from meetings.models import Meeting, MeetingEvent
from portal.bodies.models import Body
from portal.kernel.when import When
from portal.kit import formats
from schedules.kinds import Kind, filled
from schedules.models import ScheduleVersion
from schedules.queries.version_list import published_versions

#: Events of meetings in the log; older ones stand in the versions and on the pages of the meetings.
LOG_ROWS = 200
#: Being announced with a whole schedule is told by the version, not by each of its meetings.
TOLD = (
    MeetingVerb.FIX_DAY,
    MeetingVerb.CHANGE_DAY,
    MeetingVerb.MOVE,
    MeetingVerb.CHANGE,
    MeetingVerb.CANCEL,
    MeetingVerb.FALL_THROUGH,
    MeetingVerb.NOT_FALL_THROUGH,
    MeetingVerb.RESTORE,
)


@dataclass(frozen=True)
class ChangeLine:
    """One entry of the log in the active language. `key` is for ever."""

    key: str
    at: datetime
    title: str
    text: str
    path: str


def change_lines(kind: Kind, period_key: str, body: Body | None) -> list[ChangeLine]:
    """Latest first: every version and the last events of meetings. Two statements; empty while nothing is public.

    Of what is common to all bodies, or of the own plan of `body`.
    """
    chain = published_versions(kind.key, body.pk if body is not None else None, period_key)
    versions = list(chain.select_related("schedule__body").defer("content"))
    if not versions:
        return []
    public = Meeting.objects.public().filter(
        schedule__kind=kind.key, schedule__body=body, schedule__period_key=period_key
    )
    events = (
        MeetingEvent.objects.filter(meeting__in=public, verb__in=TOLD)
        .select_related("meeting__official", "meeting__territory")
        .order_by("-at", "-pk")[:LOG_ROWS]
    )
    lines = [_version(version, period_key) for version in versions] + [_event(event) for event in events]
    return sorted(lines, key=lambda line: (line.at, line.key), reverse=True)


def _version(version: ScheduleVersion, year: str) -> ChangeLine:
    assert version.published_at is not None
    values = {"year": year, "number": version.number}
    text = _("Approved by the act No. %(number)s of %(day)s") % {
        "number": version.act_number,
        "day": formats.day(version.act_on),
    }
    schedule = version.schedule
    reason = schedule.amendment_reason
    kind = schedule.its_kind
    return ChangeLine(
        key=f"schedules/{kind.key_of(year, schedule.slug)}/v{version.number}",
        at=version.published_at,
        title=filled(kind.words.version_published, values),
        text=f"{text}. {reason}" if reason else text,
        path=f"{schedule.get_absolute_url()}v{version.number}/",
    )


def _words(when: When | None) -> str:
    """A day with its weekday, or the name of a month, quarter or half-year."""
    return "" if when is None else formats.when_text(when, write=formats.day_weekday)


def _event(event: MeetingEvent) -> ChangeLine:
    meeting = event.meeting
    parts = []
    if event.was and event.was != event.became:
        parts.append(_("It was: %(when)s.") % {"when": _words(event.was_when)})
    if event.became:
        parts.append(_("It is now: %(when)s.") % {"when": _words(event.became_when)})
    if event.reason:
        parts.append(str(event.reason))
    return ChangeLine(
        key=f"meetings/{meeting.number}/{event.pk}",
        at=event.at,
        title=f"{event.get_verb_display()}: {meeting.title}",
        text=" ".join(parts),
        path=meeting.get_absolute_url(),
    )
