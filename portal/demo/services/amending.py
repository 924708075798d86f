"""What became of the schedule in force: a meeting moved and one cancelled by an amendment, another change under way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace
from datetime import date, timedelta

from meetings.services.publication import publish_schedule
from portal.demo.content.words import (
    AMENDING_ACT_NUMBER,
    AMENDING_REASON,
    CANCEL_REASON,
    CHANGE_REASON,
    MOVE_REASON,
    QUARTER_REASON,
    WISH,
)
from portal.demo.season import AUTHORISED, UNFINISHED, LastSeason
from portal.demo.services.planning import Cast
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.law.counting.calendar import WorkingCalendar
from schedules.models import Proposal, ProposalRow, Schedule, ScheduleEntry
from schedules.services import graphs, proposals
from schedules.services.rows_data import RowData

#: So many days ago the amendment was published, unless the schedule itself is younger, and the next was begun.
_PUBLISHED, _BEGUN = timedelta(days=12), timedelta(days=3)
#: At this hour it was published.
_PUBLISHES_AT = 10
#: Ministries people sign in to: theirs is left to them.
_SIGNED_IN = (AUTHORISED, UNFINISHED)
#: Days by which a meeting is moved: the first that lead to a working day on which nobody else is in the region.
_BY = (*range(7, 22), *range(-1, -22, -1), *range(1, 7))


def carry_amendments(*, cast: Cast, season: LastSeason, calendar: WorkingCalendar, today: date) -> None:
    """Publish one amendment, and leave another with the authorised body to be judged."""
    on = min(today, max(season.published_on + timedelta(days=1), today - _PUBLISHED))
    schedule = Schedule.objects.for_period(season.year.key).published().get()
    entries = list(schedule.entries.in_order().with_places().exclude(day=None))
    moved, cancelled = _two_to_change(entries, on, today)
    graphs.open_amendment(
        schedule=schedule,
        bodies=[moved.body, cancelled.body],
        reason_kk=AMENDING_REASON.kk,
        reason_ru=AMENDING_REASON.ru,
        reason_en=AMENDING_REASON.en,
        actor=cast.crew.preparer(AUTHORISED, on),
        today=on,
    )
    _file(cast, moved, on, day=_another_day(moved, entries, season.year, calendar, after=on))
    _file(cast, cancelled, on, day=None)
    _publish(cast, season.year, on)
    others = [
        entry
        for entry in entries
        if entry.body_id not in (moved.body_id, cancelled.body_id) and entry.body.slug not in _SIGNED_IN
    ]
    chosen = next((entry for entry in others if _day(entry) > today), others[-1])
    another = _another_day(chosen, entries, season.year, calendar, after=today) if _day(chosen) > today else None
    _begin_another(cast, chosen, another, on=max(on, today - _BEGUN), today=today)


def _two_to_change(entries: Sequence[ScheduleEntry], on: date, today: date) -> tuple[ScheduleEntry, ScheduleEntry]:
    """The nearest meetings that were ahead on that day, of two ministries nobody signs in to; those to come first."""
    ahead = [entry for entry in entries if _day(entry) > on and entry.body.slug not in _SIGNED_IN]
    ahead.sort(key=lambda entry: (_day(entry) <= today, abs((_day(entry) - today).days)))
    first = ahead[0]
    others = [entry for entry in ahead if entry.body_id != first.body_id]
    met = Counter((entry.body_id, entry.quarter) for entry in entries)
    # Whoever meets people twice in the quarter leaves none empty by not coming.
    return first, next((entry for entry in others if met[entry.body_id, entry.quarter] > 1), others[0])


def _another_day(
    entry: ScheduleEntry, entries: Iterable[ScheduleEntry], year: Period, calendar: WorkingCalendar, *, after: date
) -> date:
    taken = {(each.territory.region.pk, each.day) for each in entries}
    taken |= {(each.body_id, each.day) for each in entries if each.body_id == entry.body_id}
    region = entry.territory.region.pk
    return next(
        day
        for by in _BY
        if year.contains(day := _day(entry) + timedelta(days=by))
        and day > after
        and calendar.is_working(day)
        and (region, day) not in taken
    )


def _file(cast: Cast, entry: ScheduleEntry, on: date, *, day: date | None) -> None:
    """The ministry changes one meeting, files, and it is accepted; no day cancels the meeting."""
    proposal = _proposal(entry)
    preparer = cast.crew.preparer(entry.body.slug, on)
    row = proposal.rows.get(entries=entry)
    if day is None:
        reason = {f"reason_{language}": text for language, text in asdict(CANCEL_REASON).items()}
        graphs.withdraw_row(
            proposal=proposal, row=row, expected_version=row.version, actor=preparer, today=on, **reason
        )
    else:
        _move(cast, proposal, row, day, MOVE_REASON, on)
    proposal.refresh_from_db()
    proposal = proposals.submit_proposal(proposal=proposal, actor=preparer, today=on)
    proposals.accept_proposal(proposal=proposal, actor=cast.crew.head(AUTHORISED, on), today=on)


def _publish(cast: Cast, year: Period, on: date) -> None:
    preparer, head = cast.crew.preparer(AUTHORISED, on), cast.crew.head(AUTHORISED, on)
    schedule = graphs.assemble_draft(period_key=year.key, actor=preparer, today=on)
    schedule = graphs.start_agreement(schedule=schedule, actor=preparer, today=on)
    for slot in schedule.slots.select_related("body"):
        graphs.agree(schedule=schedule, body=slot.body, actor=cast.crew.head(slot.body.slug, on), today=on)
    schedule = graphs.send_to_government(schedule=schedule, actor=head, today=on, quarter_reason=QUARTER_REASON)
    schedule = graphs.approve_schedule(
        schedule=schedule,
        act_number=AMENDING_ACT_NUMBER.format(number=year.start.year % 100),
        act_on=on,
        actor=cast.crew.actor("approver", "government", on),
        today=on,
    )
    publish_schedule(schedule=schedule, actor=head, today=on, now=clock.at(on, _PUBLISHES_AT))


def _begin_another(cast: Cast, entry: ScheduleEntry, day: date | None, *, on: date, today: date) -> None:
    """A third ministry has filed a change, which waits to be judged; at the very end of a year it adds a meeting."""
    slug = entry.body.slug
    proposal = graphs.propose_change(
        proposal=_proposal(entry), reason=WISH, actor=cast.crew.preparer(slug, on), today=on
    )
    row = proposal.rows.get(entries=entry)
    if day is not None:
        _move(cast, proposal, row, day, CHANGE_REASON, on)
    else:
        _save(cast, proposal, None, replace(_data(row), day=today), CHANGE_REASON, on)
    proposal.refresh_from_db()
    proposals.submit_proposal(proposal=proposal, actor=cast.crew.preparer(slug, on), today=on)


def _proposal(entry: ScheduleEntry) -> Proposal:
    return Proposal.objects.for_year(entry.schedule.period_key).for_graph().get(body=entry.body)


def _move(cast: Cast, proposal: Proposal, row: ProposalRow, day: date, reason: Lines, on: date) -> None:
    _save(cast, proposal, row, replace(_data(row), day=day), reason, on)


def _save(cast: Cast, proposal: Proposal, row: ProposalRow | None, data: RowData, reason: Lines, on: date) -> None:
    reasons = {f"change_reason_{language}": text for language, text in asdict(reason).items()}
    proposals.save_row(
        proposal=proposal,
        row=row,
        data=replace(data, **reasons),
        expected_version=row.version if row else None,
        actor=cast.crew.preparer(proposal.body.slug, on),
        today=on,
    )


def _data(row: ProposalRow) -> RowData:
    """What the row says now."""
    values = {field.name: getattr(row, field.name) for field in fields(RowData)}
    return RowData(**{**values, "more_days": tuple(row.more_days)})


def _day(entry: ScheduleEntry) -> date:
    assert entry.day is not None
    return entry.day
