"""The one correction of the calendar of akims in force: some meetings moved, some cancelled, each with its reason."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta

from meetings.services.publication import publish_schedule
from portal.bodies.choices import Role
from portal.demo.content import akims
from portal.demo.people import LOGINS
from portal.demo.season import CalendarSeason
from portal.demo.services.calendars import AKIMAT, PUBLISHES_AT, take_receipt
from portal.demo.services.crew import Crew
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar
from portal.law.coverage import lead_days
from schedules.kinds.akim_calendar import AKIM_CALENDAR
from schedules.models import Proposal, Schedule, ScheduleEntry
from schedules.services import graphs, proposals
from schedules.services.hearings import send_to_maslikhat
from schedules.services.plans import approve_plan
from schedules.services.rows_data import data_of
from schedules.services.sending_up import send_calendar

#: How many meetings are moved and cancelled at most, of how many that are ahead one.
_MOVED, _CANCELLED, _ONE_OF = 6, 3, 12
#: By so many days they are moved: the first that lead to a day on which the akim is free, in the same half-year.
_BY = range(4, 40)


def awaits_correction(season: CalendarSeason) -> bool:
    """The calendar of the running year is in force as it was approved first, and its correction is due."""
    return (
        season.corrected_on is not None
        and Schedule.objects.published()
        .of_kind(AKIM_CALENDAR)
        .filter(body__slug=AKIMAT, period_key=season.year.key, amends__isnull=True)
        .exists()
    )


def carry_correction(*, crew: Crew, season: CalendarSeason, calendar: WorkingCalendar) -> None:
    """By the chain of the calendar itself: changed, told to the maslikhat, approved, published, sent."""
    on = season.corrected_on
    assert on is not None
    year = season.year.key
    schedule = Schedule.objects.published().of_kind(AKIM_CALENDAR).get(body__slug=AKIMAT, period_key=year)
    head, officer = crew.head(AKIMAT, on), crew.actor(Role.OFFICER, AKIMAT, on)
    reasons = {f"reason_{language}": text for language, text in asdict(akims.AMENDING_REASON).items()}
    graphs.open_amendment(schedule=schedule, bodies=[crew.bodies[AKIMAT]], actor=head, today=on, **reasons)
    proposal = Proposal.objects.of_kind(AKIM_CALENDAR).get(body__slug=AKIMAT, period_key=year)
    entries = list(schedule.entries.in_order().with_places().select_related("source"))
    moved, cancelled = _chosen(entries, on)
    for number, entry in enumerate(moved):
        day = _another_day(entry, entries, calendar)
        reason = akims.MOVE_REASONS[number % len(akims.MOVE_REASONS)]
        if day is not None and entry.source is not None:
            data = replace(
                data_of(entry.source),
                day=day,
                change_reason_kk=reason.kk,
                change_reason_ru=reason.ru,
                change_reason_en=reason.en,
            )
            proposals.save_row(
                proposal=proposal, row=entry.source, data=data, expected_version=entry.source.version, actor=officer,
                today=on,
            )  # fmt: skip
    for number, entry in enumerate(cancelled):
        assert entry.source is not None
        reason = akims.CANCEL_REASONS[number % len(akims.CANCEL_REASONS)]
        graphs.withdraw_row(
            proposal=proposal, row=entry.source, expected_version=entry.source.version, actor=officer, today=on,
            reason_kk=reason.kk,
            reason_ru=reason.ru,
            reason_en=reason.en,
        )  # fmt: skip
    proposal.refresh_from_db()
    proposal = proposals.submit_proposal(proposal=proposal, actor=officer, today=on)
    send_to_maslikhat(proposal=proposal, actor=officer, today=on)
    number_of_act = akims.ACT_NUMBER.format(number=f"{season.year.start.year % 100}-1")
    corrected = approve_plan(proposal=proposal, act_number=number_of_act, act_on=on, actor=head, today=on)
    publish_schedule(schedule=corrected, actor=officer, today=on, now=clock.at(on, PUBLISHES_AT))
    corrected.refresh_from_db()
    send_calendar(schedule=corrected, actor=officer, today=on)
    take_receipt(crew, year, on)


def _chosen(entries: Sequence[ScheduleEntry], on: date) -> tuple[list[ScheduleEntry], list[ScheduleEntry]]:
    """Meetings of this half-year that are ahead, each of another akimat nobody signs in to: to move and to cancel."""
    signed_in = {person.slug for person in LOGINS}
    half = Period.containing("half", on)
    ahead: dict[int, ScheduleEntry] = {}
    for entry in entries:
        is_ahead = entry.day is not None and on + timedelta(days=lead_days()) < entry.day < half.end
        if is_ahead and entry.body.slug not in signed_in:
            # The nearest of each.
            ahead.setdefault(entry.body_id, entry)
    known = sorted(ahead.values(), key=lambda entry: (entry.body.slug, entry.territory.kato))
    count = min(len(known), max(2, min(_MOVED + _CANCELLED, len(known) // _ONE_OF)))
    drawn = random.Random(on.isoformat()).sample(known, count)  # noqa: S311 - a demonstration, not a secret
    cancelled = min(_CANCELLED, count // 3 or count // 2)
    return drawn[cancelled:], drawn[:cancelled]


def _another_day(entry: ScheduleEntry, entries: Sequence[ScheduleEntry], calendar: WorkingCalendar) -> date | None:
    assert entry.day is not None
    half = Period.containing("half", entry.day)
    taken = {each.day for each in entries if each.body_id == entry.body_id}
    days = (entry.day + timedelta(days=by) for by in _BY)
    return next((day for day in days if half.contains(day) and calendar.is_working(day) and day not in taken), None)
