"""The working calendar edited: which days move, which reminders, and what stays."""

from __future__ import annotations

from datetime import date

import pytest

from portal.bodies.models import Body
from portal.deadlines.choices import ChangeReason, DayKind
from portal.deadlines.models import CalendarDay, Decision, DueChange, Obligation
from portal.deadlines.queries.working_days import calendar_year, days_off, month_tables, year_of
from portal.deadlines.services import seed_calendar, sweep
from portal.deadlines.services.working_days import DayEdit, StaleDays, change_days, moved_day_off, preview_days
from portal.kernel.errors import Invalid, NotAllowed
from portal.kernel.wording import Lines
from portal.law.counting.calendar import WorkingCalendar
from tests.deadlines.conftest import Country
from tests.factories.deadlines import ObligationFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 20)
SOURCE = Lines("Үкіметтің № 7 қаулысы", "Постановление Правительства № 7", "Resolution of the Government No. 7")
NAME = Lines("Қосымша демалыс", "Дополнительный выходной", "Extra day off")


def off(day: date, kind: str = DayKind.DAY_OFF) -> DayEdit:
    return DayEdit(day, kind, NAME, SOURCE, "https://example.kz/7")


def change(country: Country, *edits: DayEdit, on: date = TODAY) -> int:
    seen = preview_days(edits, today=on).fingerprint
    actor = country.actor("administration", "administrator", on)
    return change_days(edits=edits, seen=seen, actor=actor, today=on)


def answer(body: Body, **fields: object) -> Obligation:
    """P-13: the answer is due on the 15th working day after the application."""
    return ObligationFactory(
        **{
            "duty": "P-13",
            "body": body,
            "act": "P",
            "subject": "application:1",
            "opens_by": "event",
            "period_key": "2026",
            "happened": {"application_registered": "2026-12-07"},
            "act_due_on": None,
            # Counted over 16 December and the first days of January.
            "computed_due_on": date(2026, 12, 29),
            "is_public": False,
            "opened_on": date(2026, 12, 7),
            **fields,
        }
    )


@pytest.fixture
def moving(country: Country) -> Country:
    """10 January moves to the next working day: 11 January 2027, a Monday."""
    administrator = country.people["administration administrator"].user
    Decision.objects.create(
        number=5,
        duty="B-4.3",
        day_off="next",
        applies_from=date(2027, 1, 1),
        decided_on=TODAY,
        recorded_by=administrator,
        **{f"{name}_{language}": "…" for name in ("wording", "ground") for language in ("kk", "ru", "en")},
    )
    sweep(on=TODAY)
    return country


def test_day_off_moves_what_moves_on_days_off(moving: Country) -> None:
    row = Obligation.objects.get(duty="B-4.3", period_key="2027")
    assert (row.nominal_due_on, row.due_on) == (date(2027, 1, 10), date(2027, 1, 11))
    shown = preview_days([off(date(2027, 1, 11))], today=TODAY)
    assert [(move.obligation, move.old, move.new) for move in shown.changes.moves] == [
        (row, date(2027, 1, 11), date(2027, 1, 12))
    ]
    assert shown.told == 1
    assert change(moving, off(date(2027, 1, 11))) == 1
    row.refresh_from_db()
    assert (row.nominal_due_on, row.due_on) == (date(2027, 1, 10), date(2027, 1, 12))
    moved = DueChange.objects.get()
    assert (moved.reason, moved.on, moved.decision) == (ChangeReason.CALENDAR, TODAY, None)
    assert "Үкіметтің № 7 қаулысы" in moved.ground
    assert "Постановление Правительства № 7" in moved.ground


def test_day_off_moves_nothing_of_what_does_not_move(moving: Country) -> None:
    # 15 January 2027 is a Friday: the calendars of akims are due on it, day off or not.
    shown = preview_days([off(date(2027, 1, 15))], today=TODAY)
    assert shown.changes.moves == []
    assert shown.reminders == 1


def test_working_days_of_an_event_are_counted_anew(country: Country) -> None:
    row = answer(country["ministry-1"])
    shown = preview_days([off(date(2026, 12, 24))], today=TODAY)
    assert [(move.obligation, move.old, move.new) for move in shown.changes.moves] == [
        (row, date(2026, 12, 29), date(2026, 12, 30))
    ]
    change(country, off(date(2026, 12, 24)))
    row.refresh_from_db()
    assert row.due_on == date(2026, 12, 30)


def test_working_day_that_makes_a_term_end_before_today_leaves_it(country: Country) -> None:
    row = answer(country["ministry-1"])
    # Saturdays become working days: the 15th working day would lie before the 29th.
    edits = [off(date(2026, 12, 12), DayKind.WORKDAY)]
    on = date(2026, 12, 29)
    shown = preview_days(edits, today=on)
    assert [(kept.obligation, kept.why, kept.new) for kept in shown.changes.kept] == [(row, "past", date(2026, 12, 28))]
    change(country, *edits, on=on)
    row.refresh_from_db()
    assert (row.due_on, row.late_since) == (date(2026, 12, 29), None)


def test_moved_day_off_is_a_pair(moving: Country) -> None:
    # Saturday 9 January is worked, Monday 11 January is free.
    edits = moved_day_off(works_on=date(2027, 1, 9), rests_on=date(2027, 1, 11), source=SOURCE)
    assert change(moving, *edits) == 1
    days = dict(CalendarDay.objects.filter(date__in=[edit.date for edit in edits]).values_list("date", "kind"))
    assert days == {date(2027, 1, 9): DayKind.WORKDAY, date(2027, 1, 11): DayKind.DAY_OFF}
    with pytest.raises(Invalid) as refusal:
        preview_days(edits, today=TODAY)
    assert set(refusal.value.errors) == {"works_on", "rests_on"}


def test_removed_day_stays_removed(country: Country) -> None:
    change(country, off(date(2027, 3, 15), DayKind.PLAIN))
    day = CalendarDay.objects.get(date=date(2027, 3, 15))
    assert (day.kind, day.changed_on, day.source_words) == (DayKind.PLAIN, TODAY, SOURCE.en)
    assert seed_calendar() == 0
    assert days_off(date(2027, 3, 15), date(2027, 3, 15)) == {}
    change(country, off(date(2027, 1, 2), DayKind.PLAIN))
    # A Saturday follows the week and has no name of its own any more.
    assert days_off(date(2027, 1, 2), date(2027, 1, 2)) == {date(2027, 1, 2): ""}
    assert WorkingCalendar({date(2027, 3, 15): DayKind.PLAIN}).is_working(date(2027, 3, 15))


def test_only_administrators_change_days(country: Country) -> None:
    edits = [off(date(2027, 1, 11))]
    seen = preview_days(edits, today=TODAY).fingerprint
    for name in country.people:
        slug, role = name.split()
        if role != "administrator":
            with pytest.raises(NotAllowed):
                change_days(edits=edits, seen=seen, actor=country.actor(slug, role, TODAY), today=TODAY)
    assert not CalendarDay.objects.filter(date=date(2027, 1, 11)).exists()


def test_change_that_is_not_what_was_shown_is_shown_anew(moving: Country) -> None:
    edits = [off(date(2027, 1, 11))]
    seen = preview_days(edits, today=TODAY).fingerprint
    Obligation.objects.filter(duty="B-4.3").update(met_on=TODAY, entered_on=TODAY, known_on=TODAY)
    with pytest.raises(StaleDays) as stale:
        change_days(edits=edits, seen=seen, actor=moving.actor("administration", "administrator", TODAY), today=TODAY)
    assert stale.value.preview.changes.moves == []


def test_source_and_name_are_asked_for(country: Country) -> None:
    with pytest.raises(Invalid) as refusal:
        preview_days([DayEdit(TODAY, "day_off", Lines("", "", ""), Lines("", "x", ""), "gov.kz")], today=TODAY)
    assert set(refusal.value.errors) == {"source_kk", "name_kk", "address"}


def test_month_tables_hold_every_day_once(law: None) -> None:
    tables = month_tables(2027, CalendarDay.objects.of_year(2027), TODAY)
    cells = [cell for table in tables for week in table.weeks for cell in week]
    assert len([cell for cell in cells if cell.on]) == 365
    # January 2027 begins with a Friday.
    assert [cell.on for cell in tables[0].weeks[0]][3:5] == [None, date(2027, 1, 1)]
    assert all(len(week) == 7 for table in tables for week in table.weeks)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2027", 2027), ("", 2026), ("0000", 2026), ("9999", 2026), ("٢٠٢٧", 2026), ("1", 2026), ("9998", 9998)],
)
def test_year_of_an_address_is_one_that_can_be_shown(db: None, text: str, year: int) -> None:
    asked = year_of(text, TODAY)
    assert asked == year
    assert len(month_tables(asked, calendar_year(asked), TODAY)) == 12
