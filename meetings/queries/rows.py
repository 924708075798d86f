"""One meeting as a line of an agenda, the same wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from django.utils.translation import pgettext

from meetings.choices import MeetingState
from meetings.models import Meeting
from portal.bodies.choices import BodyKind
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
    #: Something a reader must not overlook: moved, cancelled, held.
    tag_kind: str = ""
    tag_icon: str = ""
    tag_text: str = ""
    #: Days after `on` on which the same meeting goes on.
    more_days: tuple[date, ...] = ()
    #: What its title does not say: that it is a report meeting.
    kind: str = ""

    @property
    def last_of_run(self) -> date | None:
        """The last day when all of them follow each other inside one month: the mark then says "20–21"."""
        days = self.days
        follow = all(after - before == timedelta(days=1) for before, after in pairwise(days))
        return days[-1] if len(days) > 1 and follow and days[0].month == days[-1].month else None

    @property
    def further(self) -> tuple[date, ...]:
        """Days that the mark does not say."""
        return () if self.last_of_run else self.more_days

    @property
    def days(self) -> tuple[date, ...]:
        return () if self.on is None else (self.on, *self.more_days)

    @property
    def days_text(self) -> str:
        """Like "10 наурыз, сәрсенбі", "20–21 қыркүйек", "20 қыркүйек, 25 қыркүйек"."""
        if self.on is None:
            return self.span
        if not self.more_days:
            return f"{formats.day_month(self.on)}, {formats.weekday(self.on)}"
        last = self.last_of_run
        return formats.day_range(self.on, last) if last else ", ".join(map(formats.day_month, self.days))


@dataclass(frozen=True)
class MonthEntry:
    """A meeting in a day of the month table: who and where in the fewest words."""

    url: str
    title: str
    who: str
    where: str
    is_akim: bool
    #: That it is cancelled or did not take place, in words.
    off: str = ""


def month_entry(meeting: Meeting) -> MonthEntry:
    """`meeting` comes from `with_names()`."""
    is_akim = meeting.body.kind == BodyKind.AKIMAT
    return MonthEntry(
        url=meeting.get_absolute_url(),
        title=meeting.title,
        who=meeting.body.short,
        # An akimat's own name tells the place already, unless it is one place inside the region.
        where="" if is_akim and meeting.territory_id == meeting.region_id else meeting.territory.short,
        is_akim=is_akim,
        off=meeting.get_state_display() if meeting.is_off else "",
    )


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
        kind=meeting.get_kind_display() if meeting.is_report else "",
        **state_tag(meeting),
    )


def state_tag(meeting: Meeting) -> dict[str, str]:
    """What a reader must not overlook, as `MeetingRow` has it."""
    if meeting.is_cancelled:
        return {"tag_kind": "danger", "tag_icon": "cancelled", "tag_text": pgettext("tag of a meeting", "Cancelled")}
    if meeting.is_off:
        text = pgettext("tag of a meeting", "Did not take place")
        return {"tag_kind": "danger", "tag_icon": "cancelled", "tag_text": text}
    if meeting.is_held and meeting.state != MeetingState.HELD:
        return {"tag_kind": "ok", "tag_icon": "check", "tag_text": pgettext("tag of a meeting", "Results published")}
    if meeting.is_held:
        return {"tag_kind": "ok", "tag_icon": "check", "tag_text": pgettext("tag of a meeting", "Held")}
    if meeting.moved_from:
        return {"tag_kind": "warn", "tag_icon": "moved", "tag_text": pgettext("tag of a meeting", "Moved")}
    return {}


def meeting_rows(meetings: Iterable[Meeting]) -> list[MeetingRow]:
    return [meeting_row(meeting) for meeting in meetings]
