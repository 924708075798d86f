"""A region's calendar taken over: once, whole, undone together, by the region's own people; 1,500 rows in seconds."""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from portal.accounts.models import User
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor, actor_for
from schedules.models import Import, Proposal, ProposalRow
from schedules.services.bulk import undo_many
from schedules.services.imports import Mend, mend_rows, take_reading
from tests.calendars.test_workbooks import KK, book, read
from tests.conftest import TODAY
from tests.factories.schedules import ProposalFactory
from tests.stored import stored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel("2026-11-24 06:00:00+00:00", tick=False):
        yield


def actor(name: str) -> Actor:
    return actor_for(User.objects.get(full_name=name), TODAY)


def saved(folder: Path, source: BytesIO) -> Path:
    path = folder / "calendar.xlsx"
    path.write_bytes(source.getvalue())
    return path


def run(path: Path, *more: str) -> Any:
    out = StringIO()
    arguments = [str(path), "--body", "akimat-430000000", "--year", "2027", "--format", "json", "--language", "en"]
    call_command("import_calendar", *arguments, *more, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


ROWS: list[list[Any]] = [
    [1, "аудан әкімі", "Тасарық а.о.", "20.02.2027", "10.00", "клуб", "көшпелі"],
    [2, "Тасарық а.о. әкімі", "Лақалы а.", "22 ақпан", "15-00", "клуб", "көшпелі"],
    [3, "аудан әкімі", "Алға", "23.02.2027", "10.00", "клуб", "көшпелі"],
]


def test_what_is_understood_is_taken_over_and_the_rest_is_told(region_ground: Body, tmp_path: Path) -> None:
    lines = run(saved(tmp_path, book(*ROWS)))
    assert [line.get("problems", [{}])[0].get("code") for line in lines] == [None, None, "ambiguous"]
    rows = [
        (row.official.body.slug, row.territory.kato, row.day, f"{row.start_time:%H:%M}", row.venue_kk)
        for row in ProposalRow.objects.order_by("position").select_related("official__body", "territory")
    ]
    assert rows == [
        ("akimat-434400000", "434451000", date(2027, 2, 20), "10:00", "клуб"),
        ("akimat-434451000", "434451200", date(2027, 2, 22), "15:00", "клуб"),
    ]
    assert Territory.objects.get(kato="434451200").kind == "locality"


def test_a_dry_run_saves_nothing(region_ground: Body, tmp_path: Path) -> None:
    run(saved(tmp_path, book(*ROWS)), "--dry-run")
    assert not Proposal.objects.exists()


def test_twice_makes_nothing_twice_also_from_a_copy_of_the_file(region_ground: Body, tmp_path: Path) -> None:
    run(saved(tmp_path, book(*ROWS)))
    before = stored(ProposalRow.objects.all())
    run(saved(tmp_path, book(*ROWS)))
    run(saved(tmp_path, book(*ROWS[:2], title="Қазалы ауданы")))
    assert stored(ProposalRow.objects.all()) == before


def test_what_was_taken_over_is_taken_out_together(region_ground: Body, tmp_path: Path) -> None:
    run(saved(tmp_path, book(*ROWS)), "--as", User.objects.get(full_name="region_officer").email)
    act = Proposal.objects.get().bulk_acts.get()
    assert (act.verb, act.count) == ("import", 2)
    assert undo_many(act=act, actor=actor("region_officer"), today=TODAY) == (2, 0)
    assert not ProposalRow.objects.exists()


@pytest.mark.parametrize("name", ["district_officer", "neighbour_officer", "rural_officer"])
def test_officers_below_do_not_import_for_the_region(region_ground: Body, tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError):
        run(saved(tmp_path, book(*ROWS)), "--as", User.objects.get(full_name=name).email)
    assert not ProposalRow.objects.exists()


@pytest.mark.parametrize("name", ["region_officer", "region_head"])
def test_people_of_the_region_import(region_ground: Body, tmp_path: Path, name: str) -> None:
    run(saved(tmp_path, book(*ROWS)), "--as", User.objects.get(full_name=name).email)
    assert ProposalRow.objects.count() == 2


def test_a_place_chosen_for_an_akim_who_does_not_go_there_is_asked_about_again(region_ground: Body) -> None:
    proposal = ProposalFactory(body=region_ground, kind="akim_calendar")
    imported = Import.objects.create(proposal=proposal, name="calendar.xlsx", started_on=TODAY)
    take_reading(imported=imported, reading=read(book(*ROWS), region_ground), today=TODAY)
    row = imported.rows.puzzling().get()
    for version, (code, left) in enumerate((("434633000", ["not_of_akim"]), ("434455000", [])), start=1):
        mend = Mend({"territory": Territory.objects.get(kato=code)}, frozenset({"place"}))
        mend_rows(imported=imported, mends={row.pk: mend}, expected_version=version, actor=actor("region_officer"))
        row.refresh_from_db()
        assert [problem["code"] for problem in row.problems] == left


def many(count: int) -> list[list[Any]]:
    first = date(2027, 1, 4)
    places = ["Тасарық а.о.", "Шәкен а.о.", "Бозкөл а.о.", "Қазалы қ.", "Әйтеке би к."]
    return [
        [
            number,
            "аудан әкімі",
            places[number % 5],
            first + timedelta(days=number % 350),
            f"{9 + number % 8}.00",
            "клуб",
            "көшпелі",
        ]
        for number in range(count)
    ]


def test_fifteen_hundred_rows_are_imported_in_seconds(region_ground: Body, tmp_path: Path) -> None:
    path = saved(tmp_path, book(*many(1500), header=KK))
    begun = time.process_time()
    with time_machine.travel("2026-11-24 06:00:00+00:00", tick=True):
        run(path)
    spent = time.process_time() - begun
    assert ProposalRow.objects.count() == len({tuple(map(str, row[1:5])) for row in many(1500)})
    assert spent < 20
