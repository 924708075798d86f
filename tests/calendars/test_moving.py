"""Bulk shift, copy of the last year and undo: by rule, by service, by page; by the region's people alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period
from schedules.models import BulkAct, ProposalRow, Schedule
from schedules.queries.moving import copy_steps, last_published
from schedules.rules.moving import Moved, into_year, same_weekday, shifted
from tests.calendars.region import office
from tests.calendars.test_grid import calendar, signed_in
from tests.conftest import TODAY
from tests.factories.schedules import ProposalFactory, ScheduleEntryFactory, ScheduleFactory
from tests.stored import stored

YEAR = Period.parse("2027")


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel("2026-11-24 06:00:00+00:00", tick=True):
        yield


@pytest.mark.parametrize(
    ("days", "by", "onto", "expected"),
    [
        ((date(2027, 3, 4),), 1, False, (date(2027, 3, 5),)),
        ((date(2027, 3, 5),), 1, True, (date(2027, 3, 8),)),
        ((date(2027, 3, 5),), 1, False, (date(2027, 3, 6),)),
        ((date(2027, 3, 4),), -7, False, (date(2027, 2, 25),)),
        # Two days of one meeting stay two days.
        ((date(2027, 3, 4), date(2027, 3, 5)), 1, True, (date(2027, 3, 5), date(2027, 3, 8))),
        ((date(2027, 3, 5), date(2027, 3, 6)), 1, True, (date(2027, 3, 8), date(2027, 3, 9))),
        # Out of the year it does not go.
        ((date(2027, 12, 31),), 1, False, ()),
    ],
)
def test_days_are_shifted(days: tuple[date, ...], by: int, onto: bool, expected: tuple[date, ...]) -> None:
    off = {date(2027, 3, 6), date(2027, 3, 7)}
    assert shifted({1: days}, by=by, onto_working=onto, off=off, year=YEAR) == [Moved(1, expected)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 4), date(2027, 3, 3)),
        (date(2026, 1, 1), date(2027, 1, 7)),
        (date(2026, 12, 31), date(2027, 12, 30)),
        (date(2025, 6, 2), date(2027, 5, 31)),
    ],
)
def test_the_day_of_the_week_is_kept_in_another_year(day: date, expected: date) -> None:
    assert same_weekday(day, YEAR) == expected
    assert expected.weekday() == day.weekday()


def test_nobody_has_two_meetings_on_a_day_and_days_off_are_passed_over() -> None:
    off = {date(2027, 3, 3)}
    meetings = [(1, 7, date(2026, 3, 4)), (2, 7, date(2026, 3, 5)), (3, 8, date(2026, 3, 5))]
    found = into_year(meetings, off=off, taken={(8, date(2027, 3, 4))}, year=YEAR)
    assert [each.days for each in found] == [(date(2027, 3, 4),), (date(2027, 3, 5),), (date(2027, 3, 5),)]


@pytest.mark.django_db
def test_rows_of_a_district_are_shown_moved_and_taken_back(region_ground: Body) -> None:
    proposal = calendar(region_ground, 30)
    before = {row.pk: row.day for row in proposal.rows.all()}
    client = signed_in("region_officer")
    url = f"/ru/work/proposals/{proposal.pk}/shift/?district=434600000"
    page = client.get(f"{url}&by=7")
    assert (page.status_code, page.context["count"]) == (200, 10)
    assert {row.pk: row.day for row in proposal.rows.all()} == before

    sent = {"by": "7", "rows": page.context["rows"], "boxes": "on"}
    chosen = [pair.split(":")[0] for pair in page.context["rows"].split(",")][:-1]
    assert client.post(url, sent | {"row": chosen}).status_code == 302
    moved = {row.pk for row in proposal.rows.all() if row.day != before[row.pk]}
    assert moved == set(map(int, chosen))

    act = proposal.bulk_acts.get()
    undo = f"/ru/work/proposals/{proposal.pk}/undo/"
    assert client.get(undo).status_code == 200
    assert client.post(undo, {"act": act.pk}).status_code == 302
    assert {row.pk: row.day for row in proposal.rows.all()} == before
    assert not BulkAct.objects.exists()


@pytest.mark.django_db
def test_a_row_changed_between_the_showing_and_the_word_stops_it(region_ground: Body) -> None:
    proposal = calendar(region_ground, 3)
    client = signed_in("region_officer")
    url = f"/ru/work/proposals/{proposal.pk}/shift/"
    rows = client.get(f"{url}?by=7").context["rows"]
    proposal.rows.filter(pk=int(rows.split(":")[0])).update(version=2)
    before = stored(proposal.rows.all())
    assert client.post(url, {"by": "7", "rows": rows}).status_code == 302
    assert stored(proposal.rows.all()) == before


@pytest.mark.django_db
def test_undo_names_what_was_changed_since_and_puts_the_others_back(region_ground: Body) -> None:
    proposal = calendar(region_ground, 3)
    client = signed_in("region_officer")
    url = f"/ru/work/proposals/{proposal.pk}/shift/"
    client.post(url, {"by": "7", "rows": client.get(f"{url}?by=7").context["rows"]})
    touched = proposal.rows.first()
    assert touched is not None
    proposal.rows.filter(pk=touched.pk).update(version=9)
    act = proposal.bulk_acts.get()
    undo = f"/ru/work/proposals/{proposal.pk}/undo/"
    refused = client.post(undo, {"act": act.pk})
    assert (refused.status_code, [each["row"].pk for each in refused.context["changed"]]) == (409, [touched.pk])
    assert client.post(undo, {"act": act.pk, "leave": "on"}).status_code == 302
    assert proposal.rows.get(pk=touched.pk).day == touched.day


def published_year(akimat: Body) -> Schedule:
    schedule = ScheduleFactory(published=True, kind="akim_calendar", body=akimat, period_key="2026")
    akim = office("434400000").officials.get()
    for day in (date(2026, 3, 4), date(2026, 9, 2)):
        ScheduleEntryFactory(
            schedule=schedule,
            body=akim.body,
            official=akim,
            territory=Territory.objects.get(kato="434451000"),
            day=day,
            span_start=day,
        )
    return schedule


@pytest.mark.django_db
def test_the_last_published_year_is_copied_once(region_ground: Body) -> None:
    published_year(region_ground)
    proposal = ProposalFactory(body=region_ground, kind="akim_calendar")
    client = signed_in("region_officer")
    url = f"/ru/work/proposals/{proposal.pk}/copy/"
    page = client.get(url)
    assert (page.status_code, page.context["count"]) == (200, 2)
    assert client.post(url, {"source": page.context["source"].pk}).status_code == 302
    assert list(proposal.rows.values_list("day", flat=True)) == [date(2027, 3, 3), date(2027, 9, 1)]
    assert client.post(url, {"source": page.context["source"].pk}).status_code == 302
    assert proposal.rows.count() == 2
    assert proposal.bulk_acts.get().count == 2


@pytest.mark.django_db
def test_what_is_no_more_is_left_out_of_the_copy(region_ground: Body) -> None:
    published_year(region_ground)
    Territory.objects.filter(kato="434451000").update(ends_on=date(2026, 12, 1))
    proposal = ProposalFactory(body=region_ground, kind="akim_calendar")
    source = last_published(proposal)
    assert source is not None
    copied = copy_steps(proposal, source, TODAY)
    assert (copied.gone, copied.steps) == (2, [])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["district_officer", "neighbour_officer", "rural_officer"])
@pytest.mark.parametrize("page", ["shift", "copy", "undo"])
def test_officers_below_change_many_rows_of_nobody(region_ground: Body, name: str, page: str) -> None:
    proposal = calendar(region_ground, 3)
    url = f"/ru/work/proposals/{proposal.pk}/{page}/"
    assert signed_in(name).get(url).status_code in (403, 404)
    assert signed_in(name).post(url, {"by": "7", "rows": "1:1", "source": "1", "act": "1"}).status_code in (403, 404)
    assert ProposalRow.objects.filter(version=1).count() == 3
