"""`manage import_proposals`: JSON as promised, saving once, and only what is understood."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

from portal.bodies.models import Territory
from portal.kernel.errors import DomainError
from schedules.models import Proposal, ProposalRow
from tests.factories.bodies import TerritoryFactory
from tests.factories.schedules import ProposalFactory, ScheduleFactory
from tests.schedules.conftest import World
from tests.stored import stored

HEADER = ["№", "Регион", "Дата", "Кто проводит", "Формат", "Тема"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Any:
    with time_machine.travel("2026-11-24 06:00:00+00:00", tick=False):
        yield


@pytest.fixture
def region(world: World) -> Territory:
    return TerritoryFactory(
        kato="550000000",
        name_kk="Павлодар облысы",
        name_ru="Павлодарская область",
        name_en="Pavlodar Region",
        genitive_ru="Павлодарской области",
    )


def workbook(folder: Path, *rows: list[object]) -> Path:
    book = Workbook()
    book.active.title = "План"
    for row in (HEADER, *rows):
        book.active.append(row)
    path = folder / "plan.xlsx"
    book.save(path)
    return path


GOOD = [1, "Павлодарская обл.", "03-04.07.2027", "Министр", "офлайн", "питьевая вода"]
HALF = [2, "Павлодарская", "II полугодие", "Министр", "онлайн", "дороги"]
BAD = [3, "Павлодарская", "31.04.2027", "Министр", "онлайн", "дороги"]
STRANGER = [4, "Павлодарская", "05.05.2027", "Иванов", "онлайн", "дороги"]


def run(path: Path, *more: str) -> list[dict[str, Any]]:
    out, err = StringIO(), StringIO()
    arguments = [str(path), "--body", "water", "--period", "2027", "--format", "json", "--language", "en", *more]
    call_command("import_proposals", *arguments, stdout=out, stderr=err)
    return json.loads(out.getvalue())


def test_import_proposals_dry_run_prints_the_rows_and_saves_nothing(
    world: World, region: Territory, tmp_path: Path
) -> None:
    lines = run(workbook(tmp_path, GOOD, HALF, BAD), "--dry-run")
    assert lines == [
        {
            "sheet": "План",
            "row": 2,
            "territory": "550000000",
            "format": "on_site",
            "dates": ["2027-07-03", "2027-07-04"],
        },
        {"sheet": "План", "row": 3, "territory": "550000000", "format": "online", "half": "2027-H2"},
        {
            "sheet": "План",
            "row": 4,
            "territory": "550000000",
            "format": "online",
            "error": "no_such_date",
            "cell": "C4",
            "message": "There is no such date: “31.04.2027”. Dates are read as day, month, year.",
        },
    ]
    assert Proposal.objects.count() == 0


def test_import_proposals_saves_what_is_understood_and_reports_the_rest(
    world: World, region: Territory, tmp_path: Path
) -> None:
    lines = run(workbook(tmp_path, GOOD, HALF, BAD, STRANGER))
    rows = list(ProposalRow.objects.order_by("position"))
    assert [(row.day, row.more_days, row.half_key, row.subject_ru) for row in rows] == [
        (date(2027, 7, 3), [date(2027, 7, 4)], "", "питьевая вода"),
        (None, [], "2027-H2", "дороги"),
    ]
    assert [line.get("error") or line.get("official_error") for line in lines] == [
        None,
        None,
        "no_such_date",
        "unknown_official",
    ]
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.events.get().actor) == ("draft", None)


def test_import_proposals_of_the_same_workbook_again_changes_nothing(
    world: World, region: Territory, tmp_path: Path
) -> None:
    path = workbook(tmp_path, GOOD, HALF)
    run(path)
    before = stored(ProposalRow.objects.all())
    run(path)
    assert stored(ProposalRow.objects.all()) == before
    assert Proposal.objects.get().version == 2


def test_import_proposals_as_a_preparer_is_that_persons_act(world: World, region: Territory, tmp_path: Path) -> None:
    run(workbook(tmp_path, GOOD), "--as", world.people["preparer"].email)
    assert Proposal.objects.get().events.get().actor == world.people["preparer"]


@pytest.mark.parametrize("person", ["preparer", ""])
@pytest.mark.parametrize(("published", "is_amending"), [("2027", True), ("2026", False)])
def test_import_proposals_into_a_published_year_opens_an_amendment(
    world: World, region: Territory, tmp_path: Path, person: str, published: str, is_amending: bool
) -> None:
    ScheduleFactory(published=True, period_key=published)
    run(workbook(tmp_path, GOOD), *(["--as", world.people[person].email] if person else []))
    assert Proposal.objects.get().is_amending is is_amending


@pytest.mark.parametrize("name", ["neighbour", "officer", "overseer", "administrator", "approver", "intake", "nobody"])
def test_import_proposals_as_somebody_else_is_refused(
    world: World, region: Territory, tmp_path: Path, name: str
) -> None:
    with pytest.raises(CommandError):
        run(workbook(tmp_path, GOOD), "--as", world.people[name].email)
    assert Proposal.objects.count() == 0


def test_import_proposals_into_a_filed_proposal_is_refused(world: World, region: Territory, tmp_path: Path) -> None:
    ProposalFactory(body=world.ministry, submitted=True)
    with pytest.raises(CommandError) as refusal:
        run(workbook(tmp_path, GOOD))
    assert isinstance(refusal.value.__cause__, DomainError)
    assert ProposalRow.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"--body": "nowhere"}, "There is no ministry with the address 'nowhere'."),
        ({"--period": "soon"}, "no period is named 'soon'"),
        ({"--period": "2027-Q1"}, "A proposal is for a year, for example 2027."),
        ({"--period": "2029"}, "year: Proposals are opened for the next year or the running one."),
        ({"--as": "stranger@example.kz"}, "Nobody signs in as 'stranger@example.kz'."),
    ],
)
def test_import_proposals_with_a_wrong_word_says_which(
    world: World, region: Territory, tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    given = {"--body": "water", "--period": "2027", "--language": "en", **changes}
    row = [1, "Павлодарская", "05.05.2029" if changes.get("--period") == "2029" else "05.05.2027", "Министр", "онлайн"]
    with pytest.raises(CommandError) as refusal:
        call_command(
            "import_proposals", str(workbook(tmp_path, row)), *[word for pair in given.items() for word in pair]
        )
    assert str(refusal.value) == said


def test_import_proposals_tells_every_problem_of_a_row(world: World, region: Territory, tmp_path: Path) -> None:
    TerritoryFactory(kato="551000000", kind="city", parent=region, name_kk="Павлодар қаласы", name_ru="город Павлодар")
    path = workbook(tmp_path, [1, "Павлодар", "31.04.2027", "Министр", "как-нибудь"], [2, *GOOD[1:4], "как-нибудь"])
    first, second = run(path, "--dry-run")
    assert (first["error"], first["territory_error"], first["cell"], first["choices"]) == (
        "no_such_date",
        True,
        "C2",
        ["550000000", "551000000"],
    )
    assert [(told["cell"], told["code"]) for told in first["problems"]] == [
        ("B2", "ambiguous"),
        ("E2", "unknown_format"),
    ]
    assert (second["cell"], second["format"], [told["code"] for told in second["problems"]]) == (
        "E3",
        None,
        ["unknown_format"],
    )


def test_import_proposals_of_an_unreadable_file_fails_with_its_code(world: World, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("Регион;Дата\n")
    with pytest.raises(CommandError) as refusal:
        run(path)
    assert str(refusal.value).startswith("not_a_workbook: ")
    assert refusal.value.returncode == 1


def test_import_proposals_prints_text_with_problems_and_what_was_passed_over(
    world: World, region: Territory, tmp_path: Path
) -> None:
    out = StringIO()
    path = workbook(tmp_path, GOOD, BAD, ["* даты могут быть уточнены"])
    arguments = ["--body", "water", "--period", "2027", "--dry-run", "--language", "en"]
    call_command("import_proposals", str(path), *arguments, stdout=out, stderr=StringIO())
    assert out.getvalue().splitlines() == [
        "План!2: 550000000 2027-07-03, 2027-07-04 on_site",
        "План!3: 550000000 no_such_date online",
        "  C3 no_such_date: There is no such date: “31.04.2027”. Dates are read as day, month, year.",
        "План!1 header: № | Регион | Дата | Кто проводит | Формат | Тема",
        "План!4 note: * даты могут быть уточнены",
    ]


def hidden_workbook(folder: Path) -> Path:
    path = workbook(folder, GOOD, HALF)
    book = load_workbook(path)
    book.active.row_dimensions[2].hidden = True
    book.save(path)
    return path


def test_import_proposals_tells_notes_and_takes_such_rows_only_when_told(
    world: World, region: Territory, tmp_path: Path
) -> None:
    path = hidden_workbook(tmp_path)
    assert [line.get("notes") for line in run(path)] == [["hidden"], None]
    assert ProposalRow.objects.count() == 1
    run(path, "--confirm", "hidden")
    assert ProposalRow.objects.count() == 2


def test_import_proposals_with_a_title_of_another_body_asks(world: World, region: Territory, tmp_path: Path) -> None:
    path = workbook(tmp_path, GOOD)
    book = load_workbook(path)
    book.active.insert_rows(1)
    book.active["A1"] = "Министерство finance"
    book.save(path)
    assert [line["notes"] for line in run(path)] == [["body"]]
    assert ProposalRow.objects.count() == 0


def test_import_proposals_lists_what_was_not_read(world: World, region: Territory, tmp_path: Path) -> None:
    path = workbook(tmp_path, GOOD, ["* даты могут быть уточнены"])
    told: Any = run(path, "--dry-run", "--with-skipped")
    assert (len(told["rows"]), [line["why"] for line in told["skipped"]]) == (1, ["header", "note"])
