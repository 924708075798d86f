"""What stands beside a region's calendar: its districts, its norms, and what needs a hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from portal.accounts.models import User
from portal.bodies.permissions import Actor, actor_for
from portal.calendars.models import Part
from portal.calendars.queries.beside import calendar_beside
from portal.calendars.services.parts import give_out, mark_ready
from portal.deadlines.models import CalendarDay
from schedules.choices import Look
from schedules.models import Proposal
from schedules.services.rows import delete_row, save_row
from schedules.services.rows_data import data_of
from tests.calendars.region import office
from tests.conftest import TODAY
from tests.texts import plain, tight

pytestmark = pytest.mark.django_db

KAZALY, SHIELI, RURAL = "434400000", "434600000", "434451000"
DUE = date(2026, 12, 20)


def person(name: str) -> Actor:
    return actor_for(User.objects.get(full_name=name), TODAY)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel("2026-11-24 06:00:00+00:00", tick=False):
        yield


def on_day(proposal: Proposal, pk: int, day: date) -> None:
    row = proposal.rows.with_places().get(pk=pk)
    data = replace(data_of(row), day=day, more_days=())
    officer = person("region_officer")
    save_row(proposal=proposal, row=row, data=data, expected_version=row.version, actor=officer, today=TODAY)


def looks(proposal: Proposal) -> dict[str, int]:
    return {look.value: count for look, count in calendar_beside(proposal, TODAY).looks}


def test_a_filled_calendar_needs_nothing_and_stands_as_proposed(filled_ground: Proposal) -> None:
    shown = calendar_beside(filled_ground, TODAY)
    assert shown.needs_nothing
    assert shown.proposed == shown.meetings == filled_ground.rows.count() > 20
    assert sum(each.meetings for each in shown.districts) == shown.meetings - 3, "the akim of the region has three"
    assert [(each.akimats, each.ready) for each in shown.districts] == [(0, 0)] * 3


def test_districts_say_how_many_akimats_in_them_are_ready(filled_ground: Proposal) -> None:
    give_out(proposal=filled_ground, due_on=DUE, actor=person("region_officer"), today=TODAY)
    mark_ready(part=Part.objects.get(body=office(RURAL)), actor=person("rural_officer"), today=TODAY)
    mark_ready(part=Part.objects.get(body=office(SHIELI)), actor=person("neighbour_officer"), today=TODAY)
    shown = calendar_beside(filled_ground, DUE)
    found = {each.place.kato: (each.is_ready, each.ready, each.akimats) for each in shown.districts}
    assert found[KAZALY] == (False, 1, Part.objects.filter(body__territory__kato__startswith="4344").count())
    assert found[SHIELI][0] is True
    assert (shown.ready, shown.is_late, calendar_beside(filled_ground, date(2026, 12, 21)).is_late) == (1, False, True)


def test_what_needs_a_hand_is_counted_and_found_by_its_link(filled_ground: Proposal, client: Client) -> None:
    rural = list(filled_ground.rows.filter(official__body=office(RURAL)).in_order())
    on_day(filled_ground, rural[0].pk, date(2027, 3, 6))
    assert looks(filled_ground) == {Look.DAY_OFF: 1, Look.SAME_DAY: 0, Look.UNDATED: 0}
    on_day(filled_ground, rural[1].pk, date(2027, 3, 6))
    row = rural[2]
    data = replace(data_of(row), day=None, month_key="2027-08")
    officer = person("region_officer")
    save_row(proposal=filled_ground, row=row, data=data, expected_version=row.version, actor=officer, today=TODAY)
    assert looks(filled_ground) == {Look.DAY_OFF: 2, Look.SAME_DAY: 2, Look.UNDATED: 1}
    client.force_login(officer.user)
    for look, rows in ((Look.DAY_OFF, rural[:2]), (Look.SAME_DAY, rural[:2]), (Look.UNDATED, rural[2:3])):
        table = f"/kk/work/proposals/{filled_ground.pk}/?look={look.value}"
        page = client.get(f"{table}&district={KAZALY}").content.decode()
        assert page.count('id="row-') == len(rows)
        assert all(f'id="row-{each.pk}"' in page for each in rows)
        away = client.get(f"{table}&district={SHIELI}")
        assert 'id="row-' not in away.content.decode()
    # The same many rows are moved as are looked at.
    CalendarDay.objects.create(date=date(2027, 3, 9), kind="holiday", name_kk="Мереке", name_ru="П", name_en="H")
    moved = client.get(f"/kk/work/proposals/{filled_ground.pk}/shift/?look=day_off&by=1&onto_working=on")
    assert moved.content.decode().count('name="row"') == 2


def test_missing_meetings_are_said(filled_ground: Proposal) -> None:
    officer = person("region_officer")
    for row in list(filled_ground.rows.filter(official__body=office(RURAL))[:2]):
        delete_row(proposal=filled_ground, row=row, expected_version=row.version, actor=officer, today=TODAY)
    shown = calendar_beside(filled_ground, TODAY)
    assert (shown.norms.wanting, shown.needs_nothing) == (2, False)


def test_it_is_shown_to_people_of_the_region_alone(filled_ground: Proposal, client: Client) -> None:
    give_out(proposal=filled_ground, due_on=DUE, actor=person("region_officer"), today=TODAY)
    url, work = (
        f"/ru/work/proposals/{filled_ground.pk}/beside/",
        f"/ru/work/akim-calendar/{filled_ground.body.slug}/2027/",
    )
    for name in ("region_officer", "region_head"):
        client.force_login(User.objects.get(full_name=name))
        part, page = (tight(plain(client.get(each).content.decode())) for each in (url, work))
        assert "<html" not in part
        assert "Охват по норме" in part
        assert "Охват по норме" in page
        assert "Казалинский район" in page
    for name in ("district_officer", "neighbour_officer", "rural_officer"):
        client.force_login(User.objects.get(full_name=name))
        assert client.get(url).status_code in (403, 404), name
        assert client.get(work).status_code == 404, name


def test_statements_do_not_grow_with_rows(filled_ground: Proposal, django_assert_num_queries: Any) -> None:
    calendar_beside(filled_ground, TODAY)
    with django_assert_num_queries(17):
        calendar_beside(filled_ground, TODAY)
    filled_ground.rows.filter(pk__gt=filled_ground.rows.order_by("pk")[3].pk).delete()
    with django_assert_num_queries(17):
        calendar_beside(filled_ground, TODAY)
