"""Why a day was proposed is said where the row stands: in the table of the region and in the part on a phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from portal.accounts.models import User
from portal.bodies.permissions import Actor, actor_for
from portal.calendars.models import ProposedDay
from portal.calendars.queries.why import whys
from portal.calendars.services.parts import give_out
from portal.calendars.services.proposing import propose
from portal.deadlines.models import CalendarDay
from schedules.models import Proposal, ProposalRow
from schedules.services.rows import save_row
from schedules.services.rows_data import RowData, data_of
from tests.calendars.region import office
from tests.conftest import TODAY
from tests.texts import plain

pytestmark = pytest.mark.django_db

RURAL, VILLAGE = "434451000", "434451200"


def person(name: str) -> Actor:
    return actor_for(User.objects.get(full_name=name), TODAY)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel("2026-11-24 06:00:00+00:00", tick=False):
        yield


def rural_row() -> ProposalRow:
    return ProposalRow.objects.get(
        official__body=office(RURAL), territory__kato=VILLAGE, proposed_day__place=2, proposed_day__period_key="2027-H1"
    )


def said(row: ProposalRow, language: str = "ru") -> str:
    with override(language):
        return plain(whys([row])[row.pk])


def on_day(row: ProposalRow, day: date) -> None:
    data = replace(data_of(row), day=day, more_days=())
    save_row(
        proposal=row.proposal, row=row, data=data, expected_version=row.version, actor=person("region_officer"),
        today=TODAY,
    )  # fmt: skip


def test_norm_period_and_place_are_said_in_each_language(filled_ground: Proposal) -> None:
    row = rural_row()
    assert said(row) == (
        "Предложено по норме (Выезды акима города, сельского округа, I полугодие 2027 г.). "
        "Встреча этого акима: 2 из 2, через равные промежутки."
    )
    assert said(row, "kk").endswith("Осы әкімнің кездесуі: 2 / 2, аралықтары бірдей.")
    assert said(row, "en").endswith("Meeting 2 of 2 of this akim, at even distances.")


def test_a_taken_day_and_a_day_that_could_not_stay_are_said(filled_ground: Proposal) -> None:
    row = rural_row()
    day = row.day
    assert day is not None
    # The akim is busy on the even day before the proposer comes again.
    data = RowData(official=row.official, territory=row.territory, day=day, subject_kk="Жиын", subject_ru="Сход")
    filled_ground.rows.all().delete()
    save_row(
        proposal=filled_ground, row=None, data=replace(data, territory=office(RURAL).territory),
        expected_version=None, actor=person("region_officer"), today=TODAY,
    )  # fmt: skip
    propose(proposal=filled_ground, actor=person("region_officer"), today=TODAY)
    assert "в этот день у акима другая встреча" in said(rural_row())

    CalendarDay.objects.create(
        date=rural_row().day, kind="holiday", name_kk="Мереке", name_ru="Праздник", name_en="Holiday"
    )
    propose(proposal=filled_ground, actor=person("region_officer"), today=TODAY)
    assert "Предложенный ранее день не подошёл" in said(rural_row())


def test_what_people_changed_since_is_said_and_what_they_wrote_has_no_reason(filled_ground: Proposal) -> None:
    row = rural_row()
    on_day(row, date(2027, 6, 10))
    assert said(rural_row()).endswith("С тех пор встречу изменили люди.")
    ProposedDay.objects.filter(row=row).delete()
    assert whys([row]) == {}


def test_the_table_and_the_part_say_it_at_the_row(
    filled_ground: Proposal, client: Client, django_assert_num_queries: Any
) -> None:
    rows = list(filled_ground.rows.all())
    with django_assert_num_queries(1):
        assert len(whys(rows)) == len(rows) > 20
    client.force_login(User.objects.get(full_name="region_officer"))
    table = client.get(f"/ru/work/proposals/{filled_ground.pk}/?district=434400000").content.decode()
    assert table.count("data-why") == table.count('id="row-') > 0
    assert "Встреча этого акима: 2 из 2" in plain(table)
    give_out(proposal=filled_ground, due_on=date(2026, 12, 20), actor=person("region_officer"), today=TODAY)
    client.force_login(User.objects.get(full_name="rural_officer"))
    part = plain(client.get(f"/ru/work/akims/{office(RURAL).slug}/2027/part/").content.decode())
    assert part.count("Почему эта дата?") == part.count("Предложено по норме") == 4
