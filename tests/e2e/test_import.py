"""A workbook given in Chromium: what puzzles is shown at its cell, mended, and taken over. Also without scripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from portal.jobs.models import Job
from portal.jobs.services import run
from portal.kernel import clock
from schedules.forms.imports import LeaveOutForm
from schedules.models import ImportRow, Proposal
from tests.e2e.axe import violations
from tests.e2e.books import written
from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.pages import NEXT
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS = [
    ["№", "Регион", "Дата проведения", "Кто проводит", "Формат", "Тематика встречи"],
    [1, "Костанайская область", "15 и 17.07.2027", "Министр", "выездная", "Питьевая вода"],
    [2, "Актюбинская область", "31.04.2027", "министр", "онлайн", "Качество дорог"],
    [3, "Акмолинская/Павлодарская", "II полугодие", "Министр", "смешанный", "Школы"],
    [4, "Алматинская область", "уточняется", "Министр", "онлайн", "Больницы"],
]


@dataclass
class Import:
    """The import as one person goes through it."""

    world: World
    page: Page
    says: Says
    has_scripts: bool

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def link(self, text: str) -> Locator:
        return self.main.get_by_role("link", name=self.says(text))

    def button(self, text: str) -> Locator:
        return self.main.get_by_role("button", name=self.says(text))

    def work(self) -> None:
        """A worker does what waits; the page of the work leads on by itself."""
        run(job_id=Job.objects.open().get().pk, today=clock.today())
        if not self.has_scripts:
            self.page.reload()
        self.page.wait_for_url(lambda address: "/work/jobs/" not in address)

    def is_fit(self) -> None:
        found = violations(self.page, {"resultTypes": ["violations"]})
        assert [(violation["id"], violation["nodes"][0]["html"][:120]) for violation in found] == []
        assert (sticks_out(self.page), is_cut_off(self.page)) == ([], [])


@pytest.fixture(params=[("kk", PHONE, True), ("ru", DESKTOP, False)], ids=["kk-360-script", "ru-1280-plain"])
def walk(request: pytest.FixtureRequest, own_world: World, open_page: OpenPage, sign_in: Callable[..., None]) -> Import:
    language, viewport, has_scripts = request.param
    page = open_page(viewport, javascript=has_scripts)
    sign_in(page, own_world, "preparer")
    page.goto(own_world.address(f"/{language}/work/proposals/{_proposal().pk}/"))
    return Import(own_world, page, Says(language), has_scripts)


def _proposal() -> Proposal:
    return Proposal.objects.get(body__slug="water", period_key=NEXT, kind="graph")


def _row(number: int) -> ImportRow:
    return ImportRow.objects.get(number=number)


def test_workbook_is_read_mended_at_its_cells_and_taken_over(walk: Import) -> None:
    before = _proposal().rows.count()
    walk.link("Import from Excel").click()
    walk.button("Read the file").click()
    expect(walk.main.get_by_role("alert")).to_be_visible()
    book = {"name": "План 2027.xlsx", "mimeType": _XLSX, "buffer": written(_ROWS).getvalue()}
    walk.page.locator("input[type=file]").set_input_files(book)  # type: ignore[arg-type]
    walk.button("Read the file").click()
    walk.work()

    expect(walk.main.get_by_role("heading", level=1)).to_have_text("План 2027.xlsx")
    if walk.has_scripts:
        walk.is_fit()
    assert _proposal().rows.count() == before
    items = [walk.page.locator(f"#row-{_row(number).pk}") for number in (4, 5, 6)]
    expect(walk.page.locator("[id^=row-]")).to_have_count(3)
    for item, cell, written_there in zip(
        items, ("C4", "B5", "C6"), ("31.04.2027", "Акмолинская/Павлодарская", "уточняется"), strict=True
    ):
        expect(item).to_contain_text(cell)
        expect(item.locator("input.in").last).to_have_value(written_there)

    items[0].locator("input[name$=-date]").fill("31.09.2027")
    items[1].get_by_role("radio").nth(1).check()
    items[2].get_by_label(walk.says.label(LeaveOutForm.base_fields["is_left_out"].label)).check()
    walk.button("Save the corrections").click()
    # The first answer is not understood either: it stays at its cell, with what was typed.
    expect(walk.page.locator("[id^=row-]")).to_have_count(1)
    expect(items[0].locator("input[name$=-date]")).to_have_value("31.09.2027")
    items[0].locator("input[name$=-date]").fill("30.04.2027")
    walk.button("Save the corrections").click()
    expect(walk.page.locator("[id^=row-]")).to_have_count(3)

    walk.button("Import").click()
    walk.work()
    expect(walk.page).to_have_url(walk.world.address(f"/{walk.says.language}/work/proposals/{_proposal().pk}/"))
    expect(walk.main).to_contain_text("Качество дорог")
    added = _proposal().rows.with_places().order_by("position")[before:]
    assert [(row.territory.kato, row.days, row.half_key, row.format, row.subject_ru) for row in added] == [
        ("390000000", [date(2027, 7, 15), date(2027, 7, 17)], "", "on_site", "Питьевая вода"),
        ("150000000", [date(2027, 4, 30)], "", "online", "Качество дорог"),
        ("550000000", [], "2027-H2", "mixed", "Школы"),
    ]


def test_clean_workbook_is_in_the_proposal_in_three_steps(
    own_world: World, open_page: OpenPage, sign_in: Callable[..., None]
) -> None:
    """Choose it, have it read, import it: what stands between leads on by itself."""
    page = open_page(DESKTOP, javascript=True)
    sign_in(page, own_world, "preparer")
    page.goto(own_world.address(f"/ru/work/proposals/{_proposal().pk}/import/"))
    walk, before, steps = Import(own_world, page, Says("ru"), has_scripts=True), _proposal().rows.count(), 0
    for text in ("Read the file", "Import"):
        if text == "Read the file":
            book = {"name": "План 2027.xlsx", "mimeType": _XLSX, "buffer": written(_ROWS[:2]).getvalue()}
            page.locator("input[type=file]").set_input_files(book)  # type: ignore[arg-type]
            steps += 1
        walk.button(text).click()
        steps += 1
        walk.work()
    expect(page).to_have_url(own_world.address(f"/ru/work/proposals/{_proposal().pk}/"))
    assert (steps, _proposal().rows.count() - before) == (3, 1)
