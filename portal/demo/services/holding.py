"""What became of the meetings of the demonstration, brought in after the portal is there, and day by day since.

Each step is a transaction of its own, and what is left to do is asked of the database: whoever is killed half-way, late
or twice at work leaves the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from meetings.models import Meeting, MeetingHeld
from meetings.services.held import Facts
from meetings.services.not_taken_place import declare_not_taken_place
from portal.deadlines.queries import working_calendar
from portal.deadlines.services import sweep
from portal.demo.akims import Outcome, outcome
from portal.demo.content import akims, results
from portal.demo.people import LOGINS
from portal.demo.queries import is_loaded
from portal.demo.season import FORGETFUL, OFF, OFF_QUARTER, CalendarSeason
from portal.demo.services.asking import bring_asked
from portal.demo.services.beside import bring_beside
from portal.demo.services.calendars import AKIMAT
from portal.demo.services.channels import bring_channels
from portal.demo.services.correcting import awaits_correction, carry_correction
from portal.demo.services.crew import Crew
from portal.demo.services.demanding import bring_demanded
from portal.demo.services.issues import bring_issues, bring_taken
from portal.demo.services.packages import bring_packages
from portal.demo.services.photos import bring_photos
from portal.demo.services.quarters import bring_quarters
from portal.demo.services.telling import publish_due, tell_of
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar
from portal.notices.services import settle
from schedules.kinds import GRAPH, PLAN
from schedules.kinds.akim_calendar import AKIM_CALENDAR

#: Nobody else takes this number.
_LOCK = 1_402_026
#: Meetings recorded in one transaction; and as how many the correction is reckoned.
_CHUNK, _OTHERS = 20, 100
#: Of the last days the meetings of those who can sign in are left to them.
_LEFT = timedelta(days=12)
#: Of whoever is forgetful it is recorded so much later.
_FORGOTTEN_FOR = timedelta(days=45)
#: Kinds of schedules of ministries.
_OF_MINISTRIES = (GRAPH.key, PLAN.key)
#: At this hour it is written that a meeting was not held.
_RECORDED_AT = 18
#: What was told so long ago is not mailed any more: it would have been, had it been told then.
_MAILED = timedelta(days=1)

#: Steps, in the order in which they are taken: photos belong to results that are public, issues too; people ask before
#: the meeting that a demand has brought about; quarters tell what became of issues.
_LEFT_TO_DO = (
    publish_due,
    bring_beside,
    bring_photos,
    bring_demanded,
    bring_asked,
    bring_channels,
    bring_taken,
    bring_issues,
    bring_packages,
    bring_quarters,
)

#: How many of how many steps are done.
Told = Callable[[int, int], None]


def live_on(*, today: date, tell: Told = lambda _done, _total: None) -> int:
    """Do what people have done about meetings by `today` and is not there yet; in how many steps.

    Nothing where somebody else is at it. That all is done is told before the last of it is written: no page that was
    made later says otherwise.
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
    done = _record_all(season, calendar, today, tell)
    # Each asks what is left when its turn comes.
    for left in _LEFT_TO_DO:
        steps = left(today)
        crew = Crew.present(today) if steps else None
        for step in steps:
            assert crew is not None
            with transaction.atomic():
                step(crew)
                settle(before=today - _MAILED)
        done += len(steps)
    if done:
        # What is late by now is noted, and the record counted.
        sweep(on=today)
        settle(before=today - _MAILED)
    return done


def _record_all(season: CalendarSeason, calendar: WorkingCalendar, today: date, tell: Told) -> int:
    """Correct the calendar of akims when that is due, and record what was recorded by today; how many steps it took."""
    waiting = list(_waiting(season.year, calendar, today))
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
        waiting = list(_waiting(season.year, calendar, today))
    steps = len(waiting) + _OTHERS
    for start in range(0, len(waiting), _CHUNK):
        chunk = waiting[start : start + _CHUNK]
        tell(_OTHERS + start + len(chunk), steps)
        with transaction.atomic():
            for one in chunk:
                _record(crew, one, today)
            settle(before=today - _MAILED)
    return len(waiting) + (not is_corrected)


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
        .filter(schedule__period_key=running.key, on__lt=today)
        .filter(Q(schedule__kind=AKIM_CALENDAR.key, schedule__body__slug=AKIMAT) | Q(schedule__kind__in=_OF_MINISTRIES))
        .exclude(body__slug__in=own, on__gte=today - _LEFT)
    )
    for meeting in rows.select_related("body__territory", "territory", "official").order_by("on", "number"):
        found = _outcome(meeting, calendar)
        if found is not None and found.recorded_on <= today:
            yield _Waiting(meeting, found)


def _outcome(meeting: Meeting, calendar: WorkingCalendar) -> Outcome | None:
    assert meeting.on is not None
    slug, akimat = meeting.body.slug, meeting.body.territory
    found = outcome(
        akim=akimat.kato if akimat else slug,
        unit=meeting.territory.kato,
        kind=meeting.territory.kind if akimat else "ministry",
        on=meeting.on,
        calendar=calendar,
    )
    if found is None:
        return None
    if slug == FORGETFUL:
        return replace(found, recorded_on=found.recorded_on + _FORGOTTEN_FOR)
    is_off = slug == OFF and Period.containing("quarter", meeting.on).number == OFF_QUARTER
    return replace(found, took_place=found.took_place and not is_off)


def _record(crew: Crew, one: _Waiting, today: date) -> None:
    found, meeting = one.outcome, one.meeting
    on = found.recorded_on
    if not found.took_place:
        why = results.NOT_TAKEN_PLACE[found.reason % len(results.NOT_TAKEN_PLACE)]
        declare_not_taken_place(
            meeting=meeting,
            reason_kk=why.kk,
            reason_ru=why.ru,
            actor=crew.speaker(meeting.body, on),
            today=on,
            now=clock.at(on, _RECORDED_AT),
        )
        return
    reason = akims.OTHER_DAY_REASONS[found.reason % len(akims.OTHER_DAY_REASONS)]
    # Nobody holds two meetings at once: somebody else goes to the second of a day.
    elsewhere = MeetingHeld.objects.standing().filter(held_by=meeting.official, held_on=found.held_on)
    tell_of(
        crew,
        meeting,
        Facts(
            held_on=found.held_on,
            start_time=found.begins,
            end_time=found.ends,
            held_by=meeting.official if found.by_head and not elsewhere.exists() else None,
            attendance=found.attendance,
        ),
        on=on,
        today=today,
        reason_kk=reason.kk if found.held_on != meeting.on else "",
        reason_ru=reason.ru if found.held_on != meeting.on else "",
    )
