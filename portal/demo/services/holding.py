"""What became of the akims' meetings of the demonstration, brought in after the portal is there, and day by day since.

Each step is a transaction of its own, and what is left to do is asked of the database: whoever is killed half-way, late
or twice at work leaves the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction

from meetings.models import Meeting
from meetings.services.held import Facts, record_held
from portal.bodies.choices import Role
from portal.deadlines.queries import working_calendar
from portal.deadlines.services import sweep
from portal.demo.akims import Outcome, outcome
from portal.demo.content import akims
from portal.demo.people import LOGINS
from portal.demo.queries import is_loaded
from portal.demo.season import CalendarSeason
from portal.demo.services.calendars import AKIMAT
from portal.demo.services.correcting import awaits_correction, carry_correction
from portal.demo.services.crew import Crew
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar
from portal.notices.services import settle
from schedules.kinds.akim_calendar import AKIM_CALENDAR

#: Nobody else takes this number.
_LOCK = 1_402_026
#: Meetings recorded in one transaction; and as how many the correction is reckoned.
_CHUNK, _OTHERS = 20, 100
#: Of the last days the meetings of those who can sign in are left to them.
_LEFT = timedelta(days=12)
#: At this hour a meeting is recorded.
_RECORDED_AT = 18
#: What was told so long ago is not mailed any more: it would have been, had it been told then.
_MAILED = timedelta(days=1)

#: How many of how many steps are done.
Told = Callable[[int, int], None]


def live_on(*, today: date, tell: Told = lambda _done, _total: None) -> int:
    """Do what people of the region have done by `today` and is not there yet; how many meetings were recorded.

    Nothing where no calendar of akims is in force, or somebody else is at it. That all is done is told before the last
    of it is written: no page that was made later says otherwise.
    """
    if not settings.KEZDESU_DEMO or not is_loaded():
        return 0
    with connection.cursor() as cursor:
        # Of the session: it falls with whoever is killed.
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        try:
            return _live_on(today, tell)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _live_on(today: date, tell: Told) -> int:
    running = Period.containing("year", today)
    season = CalendarSeason(running, today)
    calendar = working_calendar(running.start, running.last_day)
    waiting = list(_waiting(running, calendar, today))
    is_corrected = not awaits_correction(season)
    if not waiting and is_corrected:
        return 0
    crew = Crew.present(today)
    tell(0, 1)
    if not is_corrected:
        with transaction.atomic():
            carry_correction(crew=crew, season=season, calendar=calendar)
            settle(before=today - _MAILED)
        # Some meetings stand on another day now, some not at all.
        waiting = list(_waiting(running, calendar, today))
    steps = len(waiting) + _OTHERS
    for start in range(0, len(waiting), _CHUNK):
        chunk = waiting[start : start + _CHUNK]
        tell(_OTHERS + start + len(chunk), steps)
        with transaction.atomic():
            for one in chunk:
                _record(crew, one)
            settle(before=today - _MAILED)
    tell(1, 1)
    # What is late by now is noted, and the record counted.
    sweep(on=today)
    return len(waiting)


@dataclass(frozen=True)
class _Waiting:
    meeting: Meeting
    outcome: Outcome


def _waiting(running: Period, calendar: WorkingCalendar, today: date) -> Iterator[_Waiting]:
    """Meetings that are over, were recorded by today and are not recorded here. One statement."""
    own = {person.slug for person in LOGINS}
    rows = (
        Meeting.objects.public()
        .awaited()
        .filter(
            schedule__kind=AKIM_CALENDAR.key,
            schedule__period_key=running.key,
            schedule__body__slug=AKIMAT,
            on__lt=today,
        )
    )
    for meeting in rows.select_related("body__territory", "territory", "official").order_by("on", "number"):
        assert meeting.on is not None
        assert meeting.body.territory is not None
        if meeting.body.slug in own and meeting.on >= today - _LEFT:
            continue
        found = outcome(
            akim=meeting.body.territory.kato,
            unit=meeting.territory.kato,
            kind=meeting.territory.kind,
            on=meeting.on,
            calendar=calendar,
        )
        if found is not None and found.recorded_on <= today:
            yield _Waiting(meeting, found)


def _record(crew: Crew, one: _Waiting) -> None:
    found, meeting = one.outcome, one.meeting
    on = found.recorded_on
    note = {f"note_{code}": akims.NOTE.get(code).format(number=found.questions) for code in ("kk", "ru")}
    reason = akims.OTHER_DAY_REASONS[found.reason % len(akims.OTHER_DAY_REASONS)]
    record_held(
        meeting=meeting,
        facts=Facts(
            held_on=found.held_on,
            start_time=found.begins,
            end_time=found.ends,
            held_by=meeting.official if found.by_head else None,
            attendance=found.attendance,
            **(note if found.questions else {}),
        ),
        actor=crew.actor(Role.OFFICER, meeting.body.slug, on),
        today=on,
        now=clock.at(on, _RECORDED_AT),
        reason_kk=reason.kk if found.held_on != meeting.on else "",
        reason_ru=reason.ru if found.held_on != meeting.on else "",
    )
