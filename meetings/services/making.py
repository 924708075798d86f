"""Making meetings: what one takes over from the entry of its schedule; and those that stand in no schedule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from meetings.choices import AWAITED, MeetingState, MeetingVerb, Origin
from meetings.models import Meeting, MeetingEvent, kind_of
from meetings.queries.participants import required_by_risk
from meetings.services.duties import note_announced
from meetings.services.numbers import take_numbers
from portal.bodies.models import Official, Territory
from portal.bodies.permissions import Actor
from portal.kernel.folding import fold
from portal.kernel.when import When
from schedules.models import ScheduleEntry, ScheduleVersion

TEXTS = tuple(f"{name}_{language}" for name in ("venue", "subject", "ground") for language in ("kk", "ru", "en"))


def make_meetings(
    entries: list[ScheduleEntry],
    *,
    year: int,
    version: ScheduleVersion | None,
    actor: Actor | None,
    today: date,
    now: datetime,
) -> list[Meeting]:
    """One meeting an entry, numbered in the order given, each with its first line of history."""
    numbers = take_numbers(year=year, count=len(entries))
    meetings = [Meeting(number=number, published_at=now, changed_at=now) for number in numbers]
    for meeting, entry in zip(meetings, entries, strict=True):
        take_over(meeting, entry)
        take_time(meeting, entry)
    required_by_risk(meetings)
    meetings = Meeting.objects.bulk_create(meetings)
    MeetingEvent.objects.bulk_create(
        MeetingEvent(
            meeting=meeting,
            verb=MeetingVerb.PUBLISH,
            to_state=meeting.state,
            actor=actor.user if actor else None,
            at=now,
            on=today,
            became=meeting.when.key,
            version=version,
        )
        for meeting in meetings
    )
    return meetings


def make_beside(
    *,
    origin: Origin,
    official: Official,
    territory: Territory,
    when: When,
    actor: Actor,
    today: date,
    now: datetime,
    is_report: bool = False,
    required: Sequence[str] | None = None,
    **facts: Any,
) -> Meeting:
    """A meeting of no schedule, announced with this: `official` meets the people of `territory`.

    `facts` are its time, format and texts; the ground is one of them, in Kazakh and in Russian. Who is `required` is
    found by the risk where nobody says. The caller has asked for permission. Duties hear of it.
    """
    (number,) = take_numbers(year=when.start.year, count=1)
    meeting = Meeting(number=number, origin=origin, published_at=now, changed_at=now, official=official)
    meeting.body, meeting.territory, meeting.region = official.body, territory, territory.region
    meeting.kind = kind_of(official, official.body, is_report=is_report)
    for name, value in facts.items():
        setattr(meeting, name, value)
    if required is None:
        required_by_risk([meeting])
    else:
        meeting.required = list(required)
    meeting.search_text = _search_text(meeting)
    stand_at(meeting, when)
    meeting.save()
    MeetingEvent.objects.create(
        meeting=meeting,
        verb=MeetingVerb.ANNOUNCE,
        to_state=meeting.state,
        actor=actor.user,
        at=now,
        on=today,
        became=meeting.when.key,
    )
    note_announced([meeting], today=today, actor=actor)
    return meeting


def take_over(meeting: Meeting, entry: ScheduleEntry) -> None:
    """Everything but the time: who, where, in which form, about what. What was declared a report meeting stays one
    while a first head holds it: no plan says so."""
    meeting.entry = entry
    meeting.schedule_id = entry.schedule_id
    meeting.body = entry.body
    meeting.official = entry.official
    meeting.kind = kind_of(entry.official, entry.body, is_report=meeting.is_report)
    meeting.territory = entry.territory
    meeting.region = entry.territory.region
    meeting.format = entry.format
    for name in TEXTS:
        setattr(meeting, name, getattr(entry, name))
    meeting.search_text = _search_text(entry)


def take_time(meeting: Meeting, entry: ScheduleEntry) -> None:
    """The day or days, or the month, quarter or half-year, as approved."""
    stand_at(meeting, entry.when)
    meeting.start_time = entry.start_time


def stand_at(meeting: Meeting, when: When) -> None:
    """On these days, or in this month, quarter or half-year; announced is whatever has a day."""
    _note_gone(meeting, when)
    columns = when.columns()
    meeting.on = columns.pop("day")
    for name, value in columns.items():
        setattr(meeting, name, value)
    meeting.span_start, meeting.span_end = when.start, when.end
    if meeting.state in AWAITED:
        meeting.state = MeetingState.PLANNED if when.is_open else MeetingState.ANNOUNCED


#: Of days taken away, the last ones are told to phones: more than any meeting has.
_GONE_DAYS = 31


def _note_gone(meeting: Meeting, when: When) -> None:
    """Which day bears the lasting event, and which events are off. A meeting moved whole takes it along."""
    had, has, lasting = meeting.days, when.days, meeting.lasting_day
    gone = {*meeting.gone_days, *had} - {*has}
    if has and not {*had} & {*has}:
        gone -= {lasting}
        lasting = has[0]
    meeting.lasting_on = None if has and lasting == has[0] else lasting
    meeting.gone_days = sorted(gone)[-_GONE_DAYS:]


#: Columns that `take_over` and `take_time` write, for `bulk_update`.
TAKEN: tuple[str, ...] = (
    "entry",
    "schedule",
    "body",
    "official",
    "kind",
    "territory",
    "region",
    "format",
    *TEXTS,
    "search_text",
    "month_key",
    "quarter_key",
    "half_key",
    "on",
    "more_days",
    "lasting_on",
    "gone_days",
    "start_time",
    "span_start",
    "span_end",
)


def _search_text(entry: ScheduleEntry | Meeting) -> str:
    """What the search box finds the meeting by: names and texts in every language, folded, each once."""
    official: Official = entry.official
    place: Territory = entry.territory
    words = [
        *(getattr(official, f"title_{code}") for code in ("kk", "ru", "en")),
        *(getattr(entry.body, f"name_{code}") for code in ("kk", "ru", "en")),
        *(getattr(unit, f"name_{code}") for unit in (place, place.region) for code in ("kk", "ru", "en")),
        *(getattr(entry, f"{name}_{code}") for name in ("venue", "subject") for code in ("kk", "ru", "en")),
    ]
    return "\n".join(dict.fromkeys(fold(word) for word in words if word))
