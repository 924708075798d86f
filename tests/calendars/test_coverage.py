"""Coverage of a region: by the norms, the published calendar and recorded meetings; its public pages and its files."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO, StringIO
from urllib.parse import parse_qsl

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from portal.bodies.models import Territory
from portal.calendars.models import Delegation, Part
from portal.calendars.queries.coverage import Cell, Coverage, coverage_of
from portal.calendars.queries.coverage_matrix import Slot, months, slots
from portal.calendars.queries.coverage_sums import country, years
from portal.calendars.queries.coverage_words import said
from portal.calendars.rules.coverage import Standing
from portal.deadlines.services import sweep
from portal.kernel.periods import Period
from schedules.models import Proposal, ProposalRow
from tests.factories.bodies import TerritoryFactory
from tests.factories.meetings import EntryFactory, GraphFactory
from tests.ground import GROUND
from tests.meetings.counting import counted
from tests.meetings.valley import DAY, Valley, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db

TODAY = date(2027, 5, 20)


@GROUND.fixture
def covered_ground() -> Valley:
    valley = make_valley()
    valley.village.name_ru = "с.Бекет"
    valley.village.save()
    return valley


@pytest.fixture
def valley(covered_ground: Valley) -> Valley:
    return covered_ground


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    with time_machine.travel("2027-05-20 06:00Z", tick=False):
        yield


def cells(found: Coverage) -> dict[tuple[str, str, str], str]:
    """By norm, unit and period."""
    return {
        (line.norm.norm, line.norm.unit.kato, cell.period.key): cell.standing.value
        for one in found.shown
        for line in one.lines
        for cell in line.cells
    }


def entry(valley: Valley, unit: object, **when: object) -> None:
    """In the published calendar, of the akim of the district."""
    akim = valley.akim(valley.district)
    EntryFactory(schedule=GraphFactory(published=True), body=valley.district, official=akim, territory=unit, **when)


def test_a_district_is_met_planned_undated_and_missing(valley: Valley) -> None:
    meeting = valley.meeting(on=DAY)
    held(valley, meeting)
    entry(valley, valley.silent.territory, day=date(2027, 6, 8))
    entry(valley, valley.rural.territory, day=None, quarter_key="2027-Q4")
    found = coverage_of(valley.district.territory, 2027, today=TODAY)
    of = {key: how for key, how in cells(found).items() if key[0] == "cov-3"}
    assert of == {
        ("cov-3", "433233000", "2027-H1"): "met",
        ("cov-3", "433233000", "2027-H2"): "undated",
        ("cov-3", "433235000", "2027-H1"): "planned",
        ("cov-3", "433235000", "2027-H2"): "missing",
    }


def test_a_meeting_in_a_village_is_one_in_its_rural_district(valley: Valley) -> None:
    entry(valley, valley.village, day=date(2027, 6, 8))
    found = coverage_of(valley.district.territory, 2027, today=TODAY)
    assert cells(found)["cov-3", "433233000", "2027-H1"] == "planned"


def test_of_a_region_its_own_akim_is_shown_and_its_districts_are_counted(valley: Valley) -> None:
    found = coverage_of(valley.region.territory, 2027, today=TODAY)
    assert {norm for norm, _unit, _period in cells(found)} == {"cov-1"}
    below = {one.place.kato: one.numbers.owed for one in found.below}
    inside = coverage_of(valley.district.territory, 2027, today=TODAY)
    assert below["433200000"] == inside.numbers.owed > 0
    assert found.numbers.owed == sum(below.values()) + 2


def test_what_stands_in_the_working_copy_alone_is_planned_for_its_people_alone(valley: Valley) -> None:
    proposal = Proposal.objects.create(kind="akim_calendar", body=valley.region, period_key="2027")
    ProposalRow.objects.create(
        proposal=proposal,
        official=valley.akim(valley.district),
        territory=valley.silent.territory,
        day=date(2027, 6, 9),
        span_start=date(2027, 6, 9),
        format="on_site",
        subject_kk="Су",
        subject_ru="Вода",
    )
    place, key = valley.district.territory, ("cov-3", "433235000", "2027-H1")
    assert cells(coverage_of(place, 2027, today=TODAY))[key] == "missing"
    found = coverage_of(place, 2027, today=TODAY, planning=True)
    assert cells(found)[key] == "planned"
    assert (found.numbers.share, found.numbers.planned_share) == (0, 100 // found.numbers.owed)


def test_more_units_cost_no_more_statements(valley: Valley) -> None:
    with counted() as asked:
        coverage_of(valley.district.territory, 2027, today=TODAY)
    assert len(asked) <= 10


def test_the_country_counts_what_is_owed_by_those_who_joined(valley: Valley) -> None:
    sweep(on=TODAY)
    held(valley, valley.meeting(on=DAY))
    (row,) = [each for each in country(2027, today=TODAY) if each.region == valley.region.territory]
    assert (row.met, row.missed) == (1, 0)
    assert row.owed == row.met + row.open > 1


# -- pages -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_public_pages_stand_without_cookies(valley: Valley, client: Client, language: str) -> None:
    for path in ("2027/", "2027/430000000/", "2027/433200000/"):
        answer = client.get(f"/{language}/coverage/{path}")
        assert (answer.status_code, answer.cookies) == (200, {}), path
    assert client.get(f"/{language}/coverage/").status_code == 302


def test_the_page_of_a_district_says_what_is_missing_first(valley: Valley, client: Client) -> None:
    text = plain(client.get("/ru/coverage/2027/433200000/").content.decode())
    assert text.index("Что требует внимания") < text.index("Выезды акима района")
    assert "Не запланировано" in text
    assert "Запланировать" not in text


def said_of(look: str) -> list[Slot]:
    """A norm of two half-years: the first is met on 9 March, the second is open."""
    first, second = (Period.parse(f"2027-H{number}") for number in (1, 2))
    met, hole = Cell(first, Standing.MET, DAY), Cell(second, Standing.MISSING)
    return slots([said(hole), said(met)] if look == "both" else [said(hole)])


def test_a_row_of_the_matrix_has_its_marks_on_their_months() -> None:
    both = [(slot.span, slot.said and slot.said.cell.standing.value, slot.opens) for slot in said_of("both")]
    assert both == [(2, None, True), (1, "met", False), (3, None, False), (6, "missing", True)]
    assert [(slot.span, slot.said is None) for slot in said_of("second")] == [(6, True), (6, False)]
    quarter = Cell(Period.parse("2027-Q2"), Standing.PLANNED, date(2027, 4, 1))
    spans = [(slot.span, slot.said is None) for slot in slots([said(quarter)])]
    assert spans == [(3, True), (1, False), (2, True), (6, True)]
    assert [month.opens for month in months(2027)].count(True) == 2


def test_a_district_says_in_words_what_is_wanting(valley: Valley, client: Client) -> None:
    sweep(on=TODAY)
    valley.meeting(on=DAY)
    text = plain(client.get("/ru/coverage/2027/430000000/").content.decode())
    row = re.search(r'<th role="rowheader"[^>]*><a href="/ru/coverage/2027/433200000/">.*?</tr>', text, re.DOTALL)
    assert row is not None
    numbers = next(one.numbers for one in coverage_of(valley.region.territory, 2027, today=TODAY).below
                   if one.place.kato == "433200000")  # fmt: skip
    assert numbers.unrecorded == 1
    said = " ".join(re.sub(r"<[^>]+>", " ", row[0]).split())
    assert "День прошёл, не записано: 1" in said
    assert f"Не запланировано: {numbers.missing}" in said
    assert numbers.missing > 0


def test_years_with_data_are_named_with_their_state(valley: Valley, client: Client) -> None:
    sweep(on=TODAY)
    held(valley, valley.meeting(on=DAY))
    GraphFactory(kind="akim_calendar", body=valley.region, period_key="2028", published=True)
    region = valley.region.territory
    found = [(each.year, each.owed > 0, each.met, each.is_published) for each in years(region, today=TODAY)]
    assert found == [(2026, True, 0, False), (2027, True, 1, False), (2028, False, 0, True)]
    elsewhere = TerritoryFactory(kato="110000000")
    assert [(each.year, each.is_there) for each in years(elsewhere, today=TODAY)] == [(2027, False)]
    text = plain(client.get("/ru/coverage/2027/430000000/").content.decode())
    owed = next(each.owed for each in years(region, today=TODAY) if each.year == 2027)
    assert f"проведено 1 из {owed}" in text
    assert "/ru/coverage/2028/430000000/" in text


def test_the_matrix_has_a_list_beside_it_and_alone_for_whoever_asks(valley: Valley, client: Client) -> None:
    address = "/ru/coverage/2027/433200000/"
    both, alone = (client.get(address + query).content.decode() for query in ("", "?view=list"))
    assert both.count('class="matrix"') == both.count("cov__list") > 0
    assert 'class="matrix"' not in alone
    assert "cov__list" not in alone
    for text in (both, alone):
        assert text.count('scope="row"') >= both.count('class="matrix"')


@pytest.mark.parametrize("path", ["2021/", "2035/", "2027/433233000/", "2027/999999999/", "2027/433233100/"])
def test_other_years_and_smaller_places_have_no_page(valley: Valley, client: Client, path: str) -> None:
    assert client.get(f"/ru/coverage/{path}").status_code == 404


def test_files_say_the_same(valley: Valley, client: Client) -> None:
    held(valley, valley.meeting(on=DAY))
    text = b"".join(client.get("/ru/coverage/2027/433200000.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert {
        (row["unit_code"], row["state"]) for row in rows if row["period"] == "2027-H1" and row["norm"] == "cov-3"
    } == {
        ("433233000", "met"),
        ("433235000", "missing"),
    }
    book = load_workbook(BytesIO(client.get("/ru/coverage/2027/433200000.xlsx").content))
    assert book.active.max_row >= len(rows) + 1


@pytest.mark.parametrize(("who", "status"), [("region", 200), ("neighbour", 404), ("minister", 404), ("nobody", 404)])
def test_the_working_copy_is_covered_for_those_who_see_it(
    valley: Valley, client: Client, who: str, status: int
) -> None:
    proposal = Proposal.objects.create(kind="akim_calendar", body=valley.region, period_key="2027")
    client.force_login(valley.people[who])
    answer = client.get("/ru/work/akims/2027/433200000/coverage/")
    assert answer.status_code == status
    if status == 200:
        html = answer.content.decode()
        assert f"/ru/work/proposals/{proposal.pk}/rows/new/?official={valley.akim(valley.district).pk}" in html
        assert "territory=433233000" in html


def test_a_hole_leads_to_a_row_that_begins_with_it(valley: Valley, client: Client) -> None:
    proposal = Proposal.objects.create(kind="akim_calendar", body=valley.region, period_key="2027")
    client.force_login(valley.people["region"])
    akim = valley.akim(valley.district)
    asked = f"?official={akim.pk}&territory=433235000&period=2027-H2"
    page = client.get(f"/ru/work/proposals/{proposal.pk}/rows/new/{asked}", follow=True)
    begun = page.context["form"].initial
    assert (begun["official"], begun["district"], begun["when"], begun["half"]) == (
        akim.pk, valley.silent.territory.pk, "half", "2027-H2",
    )  # fmt: skip
    page = client.get(f"/ru/work/proposals/{proposal.pk}/rows/new/{asked}&day=2027-09-14", follow=True)
    begun = page.context["form"].initial
    assert (begun["district"], begun["when"], begun["day"]) == (valley.silent.territory.pk, "day", date(2027, 9, 14))
    for odd in ("?official=x", "?territory=43323500a", "?period=2027-X9", "?period=", "?official=99999999999999999999"):
        assert client.get(f"/ru/work/proposals/{proposal.pk}/rows/new/{odd}", follow=True).status_code == 200, odd
    for odd in ("?day=2027-02-30", "?day=", "?day=9999-99-99", "?day=20270914T"):
        page = client.get(f"/ru/work/proposals/{proposal.pk}/rows/new/{odd}", follow=True)
        assert "day" not in page.context["form"].initial, odd


def test_every_unit_of_the_region_can_be_chosen_villages_too(valley: Valley, client: Client) -> None:
    proposal = Proposal.objects.create(kind="akim_calendar", body=valley.region, period_key="2027")
    client.force_login(valley.people["region"])
    address = f"/ru/work/proposals/{proposal.pk}/rows/new/?territory={valley.village.kato}"
    form = client.get(address, follow=True).context["form"]
    offered = {pk for _group, options in form.fields["district"].choices[1:] for pk, _name in options}
    bodies = (valley.district, valley.beside, valley.rural, valley.silent)
    assert offered == {*(body.territory.pk for body in bodies), valley.village.pk}
    assert form.initial["district"] == valley.village.pk


def hrefs(html: str, path: str) -> list[dict[str, str]]:
    """What the links to a page ask, in order."""
    found = re.findall(rf'href="{path}\?([^"]+)"', html)
    return [dict(parse_qsl(unescape(query))) for query in found]


def test_one_step_from_a_hole_leads_to_a_day_that_is_proposed(valley: Valley, client: Client) -> None:
    proposal = Proposal.objects.create(kind="akim_calendar", body=valley.region, period_key="2027")
    client.force_login(valley.people["region"])
    html = client.get("/ru/work/akims/2027/433200000/coverage/").content.decode()
    path = f"/ru/work/proposals/{proposal.pk}/rows/new/"
    asked = hrefs(html, path)
    second = [each for each in asked if each["period"] == "2027-H2" and each["territory"] == "433233000"]
    days = {each["day"] for each in second}
    assert len(days) == 1
    (day,) = days
    assert date(2027, 7, 1) <= date.fromisoformat(day) <= date(2027, 12, 31)
    page = client.get(path, second[0], follow=True)
    token = {"key": page.context["form"].initial["key"], "format": "on_site", "version": ""}
    begun = page.context["form"].initial
    texts = {"subject_kk": "Су", "subject_ru": "Вода", "day": date.fromisoformat(day).strftime("%d.%m.%Y")}
    typed = {name: begun[name] for name in ("official", "region", "district", "when")}
    assert client.post(path, {**typed, **token, **texts}).status_code == 302
    (row,) = proposal.rows.all()
    assert (row.day.isoformat(), row.territory.kato, row.official_id) == (day, "433233000", int(second[0]["official"]))
    html = client.get("/ru/work/akims/2027/433200000/coverage/").content.decode()
    assert all(each["day"] != day or each["official"] != second[0]["official"] for each in hrefs(html, path))


def given(valley: Valley) -> Proposal:
    """Drawn up in November and given out to the akimats below."""
    proposal = Proposal.objects.create(kind="akim_calendar", body=valley.region, period_key="2028")
    delegation = Delegation.objects.create(
        proposal=proposal, due_on=date(2027, 12, 20), opened_by=valley.people["region"], opened_on=TODAY
    )
    for body in (valley.district, valley.rural, valley.silent, valley.beside):
        Part.objects.create(delegation=delegation, body=body)
    return proposal


@pytest.mark.parametrize(
    ("who", "kato", "slug"),
    [
        ("officer", "433200000", "akimat-433200000"),
        ("officer", "433233000", "akimat-433200000"),
        ("rural", "433233000", "akimat-433233000"),
    ],
    ids=["the district", "a unit of it", "the rural district"],
)
def test_whoever_was_given_a_part_sees_its_holes_and_fills_them_there(
    valley: Valley, client: Client, who: str, kato: str, slug: str
) -> None:
    given(valley)
    client.force_login(valley.people[who])
    html = client.get(f"/ru/work/akims/2028/{kato}/coverage/").content.decode()
    path = f"/ru/work/akims/{slug}/2028/part/new/"
    asked = hrefs(html, path)
    own = slug.removeprefix("akimat-")
    assert f'href="/ru/work/akims/2028/{own}/coverage/"' in client.get(path.removesuffix("new/")).content.decode()
    assert asked
    assert "/rows/new/" not in html
    for each in (asked[0], next(one for one in asked if one["territory"] == "433233100")):
        form = client.get(path, each).context["form"]
        assert form["official"].value() == each["official"]
        chosen = valley.village if each["territory"] == "433233100" else Territory.objects.get(kato=each["territory"])
        assert form["territory"].value() == str(chosen.pk)
        assert form["day"].value() == date.fromisoformat(each["day"]).strftime("%d.%m.%Y")


@pytest.mark.parametrize(
    ("who", "kato"),
    [("neighbour", "433200000"), ("rural", "433200000"), ("rural", "433235000"), ("minister", "433233000"),
     ("officer", "430000000"), ("officer", "433600000"), ("rural", "433233100")],
)  # fmt: skip
def test_for_everybody_else_there_is_no_such_page(valley: Valley, client: Client, who: str, kato: str) -> None:
    given(valley)
    client.force_login(valley.people[who])
    assert client.get(f"/ru/work/akims/2028/{kato}/coverage/").status_code == 404


def test_once_the_region_has_gone_on_the_part_is_only_looked_at(valley: Valley, client: Client) -> None:
    proposal = given(valley)
    Delegation.objects.filter(proposal=proposal).update(closed_on=TODAY, closed_by=valley.people["region"])
    client.force_login(valley.people["officer"])
    html = client.get("/ru/work/akims/2028/433200000/coverage/").content.decode()
    assert "/part/new/" not in html
    assert "Не запланировано" in plain(html)
