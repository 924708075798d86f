"""One meeting as a line of an agenda, the same wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import pgettext

from meetings.models import Meeting
from portal.kit import formats


@dataclass(frozen=True)
class MeetingRow:
    """What `components/meeting_row.html` prints. `span` says when, while the day is not set."""

    url: str
    title: str
    on: date | None
    span: str
    time: time | None
    place: str
    format: str
    #: Something a reader must not overlook: moved, cancelled.
    tag_kind: str = ""
    tag_icon: str = ""
    tag_text: str = ""
    #: Days after `on` on which the same meeting goes on.
    more_days: tuple[date, ...] = ()


def meeting_row(meeting: Meeting) -> MeetingRow:
    """`meeting` comes from `with_names()`."""
    promised = meeting.promised
    return MeetingRow(
        url=meeting.get_absolute_url(),
        title=meeting.title,
        on=meeting.on,
        span="" if promised is None else formats.period_name(promised),
        time=meeting.start_time,
        place=meeting.venue or meeting.territory.name,
        format=meeting.get_format_display(),
        more_days=tuple(meeting.more_days),
        **_tag(meeting),
    )


def _tag(meeting: Meeting) -> dict[str, str]:
    if meeting.is_cancelled:
        return {"tag_kind": "danger", "tag_icon": "cancelled", "tag_text": pgettext("tag of a meeting", "Cancelled")}
    if meeting.moved_from:
        return {"tag_kind": "warn", "tag_icon": "moved", "tag_text": pgettext("tag of a meeting", "Moved")}
    return {}


def meeting_rows(meetings: Iterable[Meeting]) -> list[MeetingRow]:
    return [meeting_row(meeting) for meeting in meetings]
