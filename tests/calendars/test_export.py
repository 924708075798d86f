"""The calendar on paper: a sheet to a district, in Kazakh or Russian; read back it changes nothing."""

from __future__ import annotations

import time
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from openpyxl import load_workbook

from portal.bodies.models import Body, Territory
from portal.calendars.workbooks import write_proposal
from schedules.models import ProposalRow
from tests.calendars.test_grid import calendar, signed_in
from tests.conftest import TODAY
from tests.factories.schedules import ProposalFactory
from tests.stored import stored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel("2026-11-24 06:00:00+00:00", tick=True):
        yield


def written(proposal: Any, language: str) -> BytesIO:
    out = BytesIO()
    write_proposal(proposal, out, language, TODAY)
    out.seek(0)
    return out


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_exported_comes_back_unchanged(region_ground: Body, tmp_path: Path, language: str) -> None:
    proposal = calendar(region_ground, 90)
    head = region_ground.officials.get()
    ProposalRow.objects.create(
        proposal=proposal,
        official=head,
        territory=Territory.objects.get(kato="434400000"),
        month_key="2027-05",
        span_start="2027-05-01",
        venue_kk="=1+1",
        venue_ru="=1+1",
    )
    proposal.rows.update(venue_ru="клуб")
    before = stored(proposal.rows.all())
    path = tmp_path / "calendar.xlsx"
    path.write_bytes(written(proposal, language).getvalue())
    said = StringIO()
    arguments = [str(path), "--body", "akimat-430000000", "--year", "2027"]
    call_command("import_calendar", *arguments, stderr=said, stdout=StringIO())
    assert said.getvalue().strip() == "0 added, 91 there already, 0 not understood."
    assert stored(proposal.rows.all()) == before


def test_a_sheet_is_of_a_district_and_no_cell_begins_a_formula(region_ground: Body) -> None:
    proposal = calendar(region_ground, 6)
    proposal.rows.update(venue_kk="=HYPERLINK(1)", venue_ru="")
    book = load_workbook(written(proposal, "kk"))
    assert book.sheetnames == ["Қазалы ауданы", "Шиелі ауданы"]
    sheet = book["Шиелі ауданы"]
    assert sheet["A1"].value == "2027 жылға арналған әкімдердің халықпен кездесулерінің күнтізбесі, Шиелі ауданы"
    assert [cell.value for cell in sheet[2]] == ["р/с №", "Әкім", "Елді мекен", "Күні", "Уақыты", "Орны", "Форматы"]
    assert sheet["F3"].data_type == "s"
    assert sheet["F3"].quotePrefix


def test_the_file_is_for_the_region_alone(region_ground: Body) -> None:
    proposal = calendar(region_ground, 3)
    url = f"/ru/work/proposals/{proposal.pk}/meetings.xlsx"
    answer = signed_in("region_officer").get(url)
    assert answer.status_code == 200
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames == ["Казалинский район", "Шиелийский район"]
    for name in ("neighbour_officer", "rural_officer"):
        assert signed_in(name).get(url).status_code == 404


def test_fifteen_hundred_rows_are_written_in_seconds(region_ground: Body) -> None:
    proposal = calendar(region_ground, 1500)
    begun = time.process_time()
    written(proposal, "ru")
    assert time.process_time() - begun < 5


def test_an_empty_calendar_is_a_book_all_the_same(region_ground: Body) -> None:
    proposal = ProposalFactory(body=region_ground, kind="akim_calendar")
    assert len(load_workbook(written(proposal, "kk")).sheetnames) == 1
