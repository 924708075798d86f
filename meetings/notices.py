"""Who hears of what happened to meetings, and in what words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from meetings.choices import MeetingVerb
from meetings.models import Meeting, MeetingEvent
from meetings.queries import people_told
from meetings.rules import Change
from portal.accounts.models import User
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.notices.services import Draft
from schedules.models import Schedule

PUBLISHED = "meetings.published"
AMENDED = "meetings.amended"
FELL_THROUGH = "meetings.fell_through"

_DID_NOT = gettext_noop("Meeting %(number)s did not take place: %(title)s. Reason: %(reason)s")
_STANDS = gettext_noop(
    "It was a mistake that meeting %(number)s did not take place: %(title)s. What is wrong with it: %(reason)s"
)
CHANGED = "meetings.changed"

_MOVED = gettext_noop("Meeting %(number)s is moved: %(title)s. It was: %(was)s. It is now: %(now)s. Reason: %(reason)s")
_SET_ANEW = gettext_noop(
    "Meeting %(number)s is at another time: %(title)s. It was: %(was)s. It is now: %(now)s. Reason: %(reason)s"
)
_OFF = gettext_noop("Meeting %(number)s is cancelled: %(title)s. It was: %(was)s. Reason: %(reason)s")
_ON_AGAIN = gettext_noop("Meeting %(number)s takes place after all: %(title)s. When: %(now)s. Reason: %(reason)s")
_SENTENCES = {MeetingVerb.CANCEL: _OFF, MeetingVerb.RESTORE: _ON_AGAIN, MeetingVerb.CHANGE: _SET_ANEW}


def schedule_published(schedule: Schedule, meetings: Sequence[Meeting], *, today: date) -> Iterator[Draft]:
    """One notice to every preparer and head of a body that has meetings in the schedule; its page shows them."""
    share = Counter(meeting.body_id for meeting in meetings)
    path = _path(schedule)
    for body, people in people_told(share, today).items():
        lines = Lines.written(partial(_published, schedule=schedule, count=share[body]))
        for person in people:
            yield Draft(
                user=person,
                key=f"{PUBLISHED}:{schedule.pk}:{body}:{person.pk}",
                kind=PUBLISHED,
                lines=lines,
                path=path,
                created_for=today,
            )


def _published(language: str, *, schedule: Schedule, count: int) -> str:
    with translation.override(language):
        return str(schedule.its_kind.words.told_published % {"year": schedule.period_key, "count": count})


def amendment_published(schedule: Schedule, meetings: Sequence[Meeting], *, today: date) -> Iterator[Draft]:
    """To every preparer and head of a body whose meetings the amendment made, changed or cancelled."""
    share = Counter(meeting.body_id for meeting in meetings)
    path = _path(schedule)
    for body, people in people_told(share, today).items():
        lines = Lines.written(partial(_amended, schedule=schedule, count=share[body]))
        for person in people:
            yield Draft(
                user=person,
                key=f"{AMENDED}:{schedule.pk}:{body}:{person.pk}",
                kind=AMENDED,
                lines=lines,
                path=path,
                created_for=today,
            )


def _amended(language: str, *, schedule: Schedule, count: int) -> str:
    with translation.override(language):
        return str(schedule.its_kind.words.told_amended % {"year": schedule.period_key, "count": count})


def meeting_fell_through(meeting: Meeting, event: MeetingEvent, *, today: date) -> Iterator[Draft]:
    """That it did not take place, or that this was taken back: to every preparer and head of its body."""
    lines = Lines.written(partial(_fell_through, meeting=meeting, event=event))
    for person in people_told([meeting.body_id], today).get(meeting.body_id, ()):
        yield Draft(
            user=person,
            key=f"{FELL_THROUGH}:{event.pk}:{person.pk}",
            kind=FELL_THROUGH,
            lines=lines,
            path=f"/meetings/{meeting.number}/",
            thread=f"meeting:{meeting.pk}",
            created_for=today,
        )


def _fell_through(language: str, *, meeting: Meeting, event: MeetingEvent) -> str:
    with translation.override(language):
        sentence = _DID_NOT if event.verb == MeetingVerb.FALL_THROUGH else _STANDS
        reason = getattr(event, f"reason_{language}") or event.reason_ru
        return gettext(sentence) % {"number": meeting.number, "title": meeting.title, "reason": reason}


def changed_lines(meeting: Meeting, change: Change) -> Lines:
    """What people are told of it in each language: in letters, and wherever else they were told."""
    return Lines.written(partial(_changed, meeting=meeting, change=change))


def _changed(language: str, *, meeting: Meeting, change: Change) -> str:
    with translation.override(language):
        when = partial(formats.when_text, write=formats.day_weekday)
        return gettext(_SENTENCES.get(MeetingVerb(change.verb), _MOVED)) % {
            "number": meeting.number,
            "title": meeting.title,
            "was": when(change.was, at=change.was_at),
            "now": when(change.became, at=change.became_at) if change.became is not None else "",
            "reason": change.reason(language),
        }


def meeting_changed(meeting: Meeting, event: MeetingEvent, lines: Lines, people: Iterable[User]) -> Iterator[Draft]:
    """A letter of its own to each of `people`, see `services.telling`."""
    for person in people:
        yield Draft(
            user=person,
            key=f"{CHANGED}:{event.pk}:{person.pk}",
            kind=CHANGED,
            lines=lines,
            path=f"/meetings/{meeting.number}/",
            thread=f"meeting:{meeting.pk}",
            created_for=event.on,
        )


def _path(schedule: Schedule) -> str:
    """The public page without its language: the reader's own is put before it when the letter is written."""
    with translation.override("kk"):
        return schedule.get_absolute_url().removeprefix("/kk")
