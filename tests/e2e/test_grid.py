"""The table of a proposal in Chromium: two people, 500 pasted rows, a broken line, going back. Nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from portal.kernel import clock
from schedules.models import Proposal, ProposalRow
from schedules.queries.grid import grid
from tests.e2e.axe import violations
from tests.e2e.browsing import DESKTOP, SHEET
from tests.e2e.pages import NEXT
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser

SignIn = Callable[[Page, World, str], None]
Pages = Callable[..., Page]
_PASTE = """
(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}
"""


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Pages]:
    """A page of its own context. A lost network shows in the console, so only errors of the script itself fail."""
    contexts, errors = [], []

    def make(*, javascript: bool = True) -> Page:
        context = browser.new_context(viewport=DESKTOP, java_script_enabled=javascript, reduced_motion="reduce")
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


class Table:
    """The proposal's page as one person has it open."""

    def __init__(self, world: World, page: Page, sign_in: SignIn, mailbox: str, language: str = "ru") -> None:
        self.page, self.says = page, Says(language)
        sign_in(page, world, mailbox)
        # Only a page with unsaved rows asks; who answers wants to leave.
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(world.address(f"/{language}/work/proposals/{_proposal().pk}/"))
        expect(page.get_by_role("grid")).to_be_visible()

    def cell(self, column: str, row: ProposalRow | None = None) -> Locator:
        if row is None:
            return self.page.locator(f"tbody [data-f={column}]").last
        return self.page.locator(f"#row-{row.pk} [data-f={column}]")

    def type(self, column: str, text: str, row: ProposalRow | None = None) -> None:
        """Over what stands in the cell."""
        self.cell(column, row).click()
        self.page.keyboard.insert_text("")
        self.page.keyboard.press("x")
        self.page.locator(".grid__in").fill(text)
        self.page.keyboard.press("Tab")

    def leave(self) -> None:
        """The table: what was typed is saved."""
        self.page.keyboard.press("Escape")
        self.page.locator("h1").click()
        self.page.evaluate("document.activeElement.blur()")

    def paste(self, text: str) -> None:
        self.page.evaluate(_PASTE, text)

    @property
    def state(self) -> Locator:
        return self.page.locator("[data-grid-state]")

    def is_saved(self) -> None:
        expect(self.state).to_have_attribute("data-state", "saved")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=self.says(name), exact=True)

    def undo(self) -> None:
        self.page.keyboard.press("Control+z")


def _proposal() -> Proposal:
    return Proposal.objects.for_graph().get(body__slug="water", period_key=NEXT)


def _first() -> ProposalRow:
    return _proposal().rows.in_order()[0]


def test_two_people_who_change_one_row_see_both_texts_and_choose(own_world: World, open_page: Pages, sign_in: SignIn):
    row = _first()
    one = Table(own_world, open_page(), sign_in, "preparer")
    other = Table(own_world, open_page(), sign_in, "head")
    other.type("subject_ru", "Дороги", row)
    other.type("time", "09:30", row)
    other.leave()
    other.is_saved()

    one.type("subject_ru", "Колодцы", row)
    one.leave()
    one.button("Compare and choose").click()
    dialog = one.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Колодцы")
    expect(dialog).to_contain_text("Дороги")
    # Only the time was left alone here: the other's is proposed, and the own subject.
    one.button("Save what is chosen").click()
    one.is_saved()

    row.refresh_from_db()
    assert (row.subject_ru, str(row.start_time)) == ("Колодцы", "09:30:00")


def test_what_is_typed_while_a_row_is_on_its_way_is_not_overwritten_by_the_answer(
    own_world: World, open_page: Pages, sign_in: SignIn
):
    row = _first()
    table = Table(own_world, open_page(), sign_in, "preparer")
    on_their_way: list[Route] = []

    def hold(route: Route) -> None:
        # The first alone is held; what the grid sends after its answer goes through.
        if on_their_way:
            route.continue_()
        else:
            on_their_way.append(route)

    table.page.route("**/grid/row*/", hold)
    table.type("subject_ru", "Колодцы", row)
    table.leave()
    expect(table.state).to_have_attribute("data-state", "saving")
    table.type("subject_ru", "Колодцы и дороги", row)
    table.leave()

    (first,) = on_their_way
    answer = first.fetch()
    assert "Колодцы и дороги" not in answer.text()
    first.fulfill(response=answer)

    table.is_saved()
    expect(table.cell("subject_ru", row)).to_have_text("Колодцы и дороги")
    assert _first().subject_ru == "Колодцы и дороги"


def test_500_pasted_rows_are_saved_in_one_request_and_undone_in_one(
    own_world: World, open_page: Pages, sign_in: SignIn
):
    table = Table(own_world, open_page(), sign_in, "preparer")
    before = _proposal().rows.count()
    asked: list[str] = []
    table.page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    table.button("Add a meeting to the table").click()
    days = [f"{number % 28 + 1:02}.{number % 12 + 1:02}.{NEXT}" for number in range(499)] + ["когда-нибудь"]
    lines = [f"область Абай\t{day}\t\tвыездная\tСу {number}\tВода {number}" for number, day in enumerate(days)]
    table.paste("\n".join(lines))
    expect(table.state).to_have_attribute("data-state", "stuck", timeout=30_000)

    assert _proposal().rows.count() == before + 499
    assert [url.rpartition("/grid/")[2] for url in asked] == ["rows/"]
    # The one that was not understood stays, with the reason at its cell.
    expect(table.cell("when")).to_have_text("когда-нибудь")
    expect(table.cell("when")).to_have_attribute("aria-invalid", "true")
    table.type("when", f"15 и 17.07.{NEXT}")
    table.leave()
    expect(table.state).not_to_have_attribute("data-state", "saving", timeout=15_000)
    assert table.page.locator(".is-bad + .grid__say").all_inner_texts() == []
    table.is_saved()
    assert _proposal().rows.count() == before + 500

    table.cell("when").click()
    table.undo()
    table.undo()
    expect(table.state).to_have_attribute("data-state", "saved", timeout=30_000)
    expect(table.page.locator("tbody tr[data-id]")).to_have_count(before, timeout=30_000)
    assert _proposal().rows.count() == before


def test_cells_are_filled_down_by_the_mouse_alone(own_world: World, open_page: Pages, sign_in: SignIn):
    table = Table(own_world, open_page(), sign_in, "preparer")
    first, second, third = _proposal().rows.in_order()[:3]
    table.cell("subject_ru", first).click()
    table.cell("subject_ru", third).click(modifiers=["Shift"])
    table.page.get_by_role("button", name=table.says("Fill down", "cells of a table"), exact=True).click()
    table.is_saved()
    for row in (second, third):
        row.refresh_from_db()
        assert row.subject_ru == first.subject_ru


def test_printed_table_is_whole_on_a_sheet_that_lies(world: World, open_page: Pages, sign_in: SignIn):
    page = Table(world, open_page(), sign_in, "preparer", "kk").page
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    edges = page.evaluate(
        """() => [document.documentElement, document.querySelector('.grid__table'), ...document.querySelectorAll(
            '.grid__table td[data-f]')].map((box) => Math.floor(box.getBoundingClientRect().right))"""
    )
    assert max(edges) <= SHEET["width"]
    assert page.evaluate("getComputedStyle(document.body).page") == "wide"
    expect(page.locator("[data-acts], [data-grid-tools], [data-grid-hint]").locator("visible=true")).to_have_count(0)


def test_row_being_edited_is_saved_and_nothing_saved_is_offered_as_lost(
    own_world: World, open_page: Pages, sign_in: SignIn
):
    table = Table(own_world, open_page(), sign_in, "preparer")
    before = _proposal().rows.count()
    table.button("Add a meeting to the table").click()
    table.paste(f"область Абай\t2 мая {NEXT}\t15.00\tвыездная\tСу")
    table.is_saved()
    # Two seconds after the last stroke, in the cell, without leaving it.
    table.cell("subject_ru").click()
    table.page.keyboard.press("F2")
    table.page.keyboard.type("Вода")
    expect(table.page.locator(".grid__in")).to_have_value("Вода")
    expect(table.state).to_have_attribute("data-state", "dirty", timeout=1_500)
    table.is_saved()
    expect(table.page.locator(".grid__in")).to_have_value("Вода")
    assert _proposal().rows.order_by("-pk")[0].subject_ru == "Вода"

    # The page is left in the middle of a word: it is sent, and not offered again, however the server writes it.
    table.cell("when").click()
    table.page.keyboard.press("F2")
    table.page.locator(".grid__in").fill(f"3 мая {NEXT}")
    table.page.reload()
    expect(table.page.get_by_role("grid")).to_be_visible()
    row = _proposal().rows.get(subject_kk="Су")
    expect(table.cell("when", row)).to_have_text(f"03.05.{NEXT}", timeout=10_000)
    table.page.wait_for_timeout(2_500)
    expect(table.button("Put them back")).to_be_hidden()
    assert table.page.evaluate("Object.keys(localStorage).filter((name) => name.includes(':grid:'))") == []
    assert _proposal().rows.count() == before + 1


def test_lost_network_keeps_the_text_over_a_reload_and_sends_it_when_it_is_back(
    own_world: World, open_page: Pages, sign_in: SignIn
):
    row = _first()
    table = Table(own_world, open_page(), sign_in, "preparer")
    table.page.context.set_offline(True)
    table.type("subject_ru", "Без сети", row)
    table.leave()
    expect(table.state).to_have_attribute("data-state", "offline")
    table.page.context.set_offline(False)
    table.is_saved()
    assert _first().subject_ru == "Без сети"

    # The answer is lost after the server has saved a new row; then the page is reloaded: still one row.
    before = _proposal().rows.count()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    table.page.route("**/grid/row*/", lose)
    table.button("Add a meeting to the table").click()
    table.paste(f"область Абай\t20.05.{NEXT}\t\tвыездная\tСу\tОдин раз")
    expect(table.state).to_have_attribute("data-state", "offline")
    table.type("subject_ru", "Один раз, исправлено")
    table.page.reload()
    table.page.unroute("**/grid/row*/")
    table.button("Put them back").click()
    table.is_saved()
    assert list(_proposal().rows.filter(subject_kk="Су").values_list("subject_ru", flat=True)) == [
        "Один раз, исправлено"
    ]
    assert _proposal().rows.count() == before + 1


def test_ended_session_keeps_the_text_until_somebody_signs_in_again(
    own_world: World, open_page: Pages, sign_in: SignIn
):
    row = _first()
    table = Table(own_world, open_page(), sign_in, "preparer")
    cookies = [cookie for cookie in table.page.context.cookies() if cookie["name"] != "kezdesu_session"]
    table.page.context.clear_cookies()
    table.page.context.add_cookies(cookies)
    table.type("subject_ru", "После входа", row)
    table.leave()
    expect(table.state).to_have_attribute("data-state", "signedOut")
    # Another tab signs in: the token of this page is not the browser's any more.
    table.page.context.clear_cookies()
    sign_in(table.page, own_world, "preparer")
    table.button("Try again").click()
    table.is_saved()
    assert _first().subject_ru == "После входа"


def test_going_back_in_the_middle_of_a_cell_loses_nothing(own_world: World, open_page: Pages, sign_in: SignIn):
    row = _first()
    page = open_page()
    sign_in(page, own_world, "preparer")
    page.goto(own_world.address("/ru/work/proposals/"))
    table = Table(own_world, page, sign_in, "preparer")
    # Nothing gets through while the page is being left.
    page.route("**/grid/row*/", lambda route: route.abort())
    table.cell("subject_ru", row).click()
    page.keyboard.press("F2")
    page.locator(".grid__in").fill("Недописанное")
    page.go_back()
    page.wait_for_url("**/work/proposals/")
    page.unroute("**/grid/row*/")
    page.go_forward()
    expect(page.get_by_role("grid")).to_be_visible()
    back = table.button("Put them back")
    expect(back.or_(page.get_by_text("Недописанное"))).to_be_visible()
    if back.is_visible():
        back.click()
    table.is_saved()
    expect(table.cell("subject_ru", row)).to_have_text("Недописанное")
    assert _first().subject_ru == "Недописанное"


def test_keyboard_alone_adds_edits_copies_takes_out_and_leaves(own_world: World, open_page: Pages, sign_in: SignIn):
    table = Table(own_world, open_page(), sign_in, "preparer", "kk")
    page, press = table.page, table.page.keyboard.press
    before = _proposal().rows.count()
    assert [violation["id"] for violation in violations(page, {"resultTypes": ["violations"]})] == []

    table.button("Add a meeting to the table").focus()
    press("Enter")
    shown = grid(_proposal(), clock.today())
    for text in (shown.places[0], f"{NEXT} жылғы 12 сәуір", "15.00"):
        press("Enter")
        page.keyboard.type(text)
        press("Tab")
    press("Tab")
    press("F2")
    page.keyboard.type("Ауызсу")
    press("Enter")
    press("Control+Home")
    table.is_saved()
    added = _proposal().rows.order_by("-pk")[0]
    assert (added.subject_kk, str(added.start_time), added.day.isoformat()) == ("Ауызсу", "15:00:00", f"{NEXT}-04-12")

    press("Shift+ArrowRight")
    copied = page.evaluate(
        """() => {
          const data = new DataTransfer();
          document.activeElement.dispatchEvent(
            new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
          return data.getData('text/plain');
        }"""
    )
    assert copied == "\t".join(page.locator("tbody tr[data-id]").first.locator("[data-f]").all_inner_texts()[:2])

    press("Control+End")
    press("Control+Delete")
    table.is_saved()
    assert _proposal().rows.count() == before
    table.undo()
    table.is_saved()
    assert _proposal().rows.count() == before + 1

    press("Escape")
    press("Tab")
    assert page.evaluate("!document.activeElement.closest('table.grid__table')")


def test_without_scripts_every_row_leads_to_its_form(own_world: World, open_page: Pages, sign_in: SignIn):
    page = open_page(javascript=False)
    sign_in(page, own_world, "preparer")
    page.goto(own_world.address(f"/kk/work/proposals/{_proposal().pk}/"))
    assert page.get_by_role("grid").count() == 0
    page.locator(f"#row-{_first().pk}").get_by_role("link", name=Says("kk")("Change")).click()
    expect(page.locator("textarea[name=ground_kk]")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_row_form_sent_again_by_back_is_one_row(
    own_world: World, open_page: Pages, sign_in: SignIn, javascript: bool
) -> None:
    page, before = open_page(javascript=javascript), _proposal().rows.count()
    sign_in(page, own_world, "preparer")
    page.goto(own_world.address(f"/kk/work/proposals/{_proposal().pk}/rows/new/"))
    page.locator("[name=region]").select_option(index=1)
    page.locator("[name=day]").fill(f"20.05.{NEXT}")
    page.locator("[name=subject_kk]").fill("Ауызсу")
    save = page.get_by_role("button", name=Says("kk")("Save the meeting"))
    save.click()
    page.wait_for_url(f"**/proposals/{_proposal().pk}/")
    page.go_back()
    page.locator("[name=subject_kk]").wait_for()
    # What a browser does not put back itself, a person types again.
    page.locator("[name=region]").select_option(index=1)
    page.locator("[name=day]").fill(f"20.05.{NEXT}")
    page.locator("[name=subject_kk]").fill("Ауызсу")
    save.click()
    page.wait_for_url(f"**/proposals/{_proposal().pk}/")
    assert _proposal().rows.count() == before + 1
