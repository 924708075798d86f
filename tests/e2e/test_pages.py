"""What a reader's browser gets: no cookies, no third parties, little weight; keyboard, language, filter."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from playwright.sync_api import Page, Response, expect

from portal.bodies.models import Body
from schedules.forms import RowForm
from schedules.models import Proposal
from tests.e2e.browsing import DESKTOP, PHONE, SHEET
from tests.e2e.conftest import OpenPage
from tests.e2e.pages import NEXT, RUNNING, SAMPLES, Sample
from tests.e2e.widths import sticks_out
from tests.e2e.words import Says
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser

PUBLIC = [sample for sample in SAMPLES if not sample.who and not sample.debug and not sample.name.startswith("account")]
MEETING = next(sample for sample in SAMPLES if sample.title == "meetings-meeting")
KILOBYTE = 1024
PAGE_BUDGET, SCRIPT_BUDGET, FONT_BUDGET = 60 * KILOBYTE, 15 * KILOBYTE, 60 * KILOBYTE


def _kind(response: Response) -> str:
    return response.request.resource_type


def _weight(response: Response) -> int:
    """Bytes over the wire as the server of production sends them: texts are compressed there, fonts are already."""
    body = response.body()
    return len(body) if _kind(response) == "font" else len(gzip.compress(body, 6))


@pytest.mark.parametrize("sample", PUBLIC, ids=lambda sample: sample.title)
def test_public_page_sets_no_cookie_asks_nobody_else_and_is_light(sample: Sample, world: World, look_through: OpenPage):
    page = look_through(PHONE)
    responses: list[Response] = []

    def note(response: Response) -> None:
        responses.append(response)

    page.on("response", note)

    page.goto(world.address(sample.path("kk")), wait_until="networkidle")

    page.remove_listener("response", note)

    assert page.context.cookies() == []
    assert {urlsplit(response.url).netloc for response in responses} == {urlsplit(world.url).netloc}
    # A page may itself answer that nothing is (any longer) there; nothing it asks for may.
    refused = [response.url for response in responses if response.status >= 400]
    assert refused == ([responses[0].url] if sample.status >= 400 else [])
    weights = {response.url: (_kind(response), _weight(response)) for response in responses}
    script = sum(weight for kind, weight in weights.values() if kind == "script")
    fonts = sum(weight for kind, weight in weights.values() if kind == "font")
    page_weight = sum(weight for kind, weight in weights.values() if kind != "font")
    assert (script <= SCRIPT_BUDGET, fonts <= FONT_BUDGET, page_weight <= PAGE_BUDGET) == (True, True, True), weights


def test_keyboard_the_first_tab_skips_to_the_content(world: World, open_page: OpenPage):
    says = Says("ru")
    page = open_page()
    page.goto(world.address("/ru/calendar/"))

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=says("Skip to main content"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/", "/calendar/", "/accounts/login/"])
def test_keyboard_whatever_has_the_focus_shows_it(path: str, world: World, open_page: OpenPage):
    page = open_page()
    page.goto(world.address(f"/kk{path}"))

    unmarked = []
    for _step in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const element = document.activeElement;
                const style = getComputedStyle(element);
                const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                const marked = ring || style.boxShadow !== 'none';
                return element === document.body || marked ? null : element.outerHTML.slice(0, 120);
            }"""
        )
        if seen:
            unmarked.append(seen)

    assert unmarked == []


def test_form_with_errors_puts_the_focus_on_their_summary(world: World, open_page: OpenPage):
    says = Says("kk")
    page = open_page(PHONE)
    page.goto(world.address("/kk/accounts/login/"))

    page.get_by_role("main").get_by_role("button", name=says("Sign in")).click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert page.title().startswith(says("Error:"))
    summary.get_by_role("link").first.click()
    expect(page.locator("input[name=login]")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_form_left_and_come_back_to_keeps_what_was_typed(
    javascript: bool, world: World, open_page: OpenPage, sign_in: Callable[[Page, World, str], None]
):
    says = Says("ru")
    label = says.label(RowForm.base_fields["subject_kk"].label)
    proposal = Proposal.objects.for_graph().get(body__slug="water", period_key=NEXT)
    page = open_page(javascript=javascript)
    sign_in(page, world, "preparer")
    page.goto(world.address(f"/ru/work/proposals/{proposal.pk}/"))
    page.get_by_role("main").get_by_role("link", name=says("Add a meeting")).first.click()
    page.get_by_label(label).fill("Ауызсу")

    page.get_by_role("link", name=says("Go back without saving")).click()
    page.wait_for_url(f"**/work/proposals/{proposal.pk}/")
    page.go_back()
    expect(page.get_by_label(label)).to_have_value("Ауызсу")
    page.get_by_role("button", name=says("Save the meeting")).click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label(label)).to_have_value("Ауызсу")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_language_switch_keeps_the_page_and_the_filter(javascript: bool, world: World, open_page: OpenPage):
    page = open_page(PHONE, javascript=javascript)
    page.goto(world.address("/kk/calendar/?view=list&format=online&month=2026-11"))

    page.get_by_role("navigation", name=Says("kk")("Language")).get_by_role("link", name="Рус").click()

    page.wait_for_url("**/ru/calendar/?**")
    # The parts of a filter may stand in any order.
    assert sorted(page.url.partition("?")[2].split("&")) == ["format=online", "month=2026-11", "view=list"]
    assert page.evaluate("document.documentElement.lang") == "ru"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_calendar_filter_works_and_stays_in_the_address(javascript: bool, world: World, open_page: OpenPage):
    says = Says("ru")
    water = Body.objects.get(slug="water")
    page = open_page(DESKTOP, javascript=javascript)
    page.goto(world.address("/ru/calendar/?view=list"))
    main = page.get_by_role("main")

    main.get_by_label(says("Body", "filter"), exact=True).select_option(label=says.of(water, "plain"))
    if not javascript:
        main.get_by_role("button", name=says("Show", "filter")).click()

    page.wait_for_url("**body=water**")
    titles = main.locator("ol.agenda h3")
    expect(titles.first).to_contain_text(says.of(water, "head_title"))
    assert {says.of(water, "head_title") in title for title in titles.all_inner_texts()} == {True}


def test_widest_key_of_a_second_step_fits_a_phone(
    world: World, look_through: OpenPage, sign_in: Callable[[Page, World, str], None], monkeypatch: pytest.MonkeyPatch
):
    """A key is drawn by lot; of the letters it is written in W is the widest."""
    widest = "W" * len(totp.generate_totp_secret())
    monkeypatch.setattr(totp, "generate_totp_secret", lambda: widest)
    page = look_through(PHONE)
    sign_in(page, world, "preparer")

    page.goto(world.address(reverse("mfa_activate_totp")))

    expect(page.get_by_text(widest)).to_be_visible()
    assert sticks_out(page) == []


def test_workspace_page_is_never_stored(world: World, open_page: OpenPage, sign_in: Callable[[Page, World, str], None]):
    page = open_page()
    sign_in(page, world, "preparer")

    answer = page.goto(world.address("/kk/desk/"))

    assert answer is not None
    assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("quarter", [7, 10])
def test_table_of_the_year_opens_at_the_quarter_that_is_now_and_its_marks_stand_apart(
    quarter: int, world: World, open_page: OpenPage
):
    page = open_page(PHONE)
    page.clock.set_fixed_time(f"{RUNNING}-{quarter + 1:02}-15T05:00:00Z")
    page.goto(world.address(f"/ru/schedules/graph/{RUNNING}/"))

    opened, names, shown, apart = page.evaluate(
        """(month) => {
            const box = document.querySelector('.scroll');
            const head = box.querySelector(`[data-month$='${month}']`).getBoundingClientRect();
            const names = box.querySelector('thead th').getBoundingClientRect();
            const mark = box.querySelector('td .cell');
            const twin = mark.parentElement.insertBefore(mark.cloneNode(true), mark).getBoundingClientRect();
            const own = mark.getBoundingClientRect();
            return [head.left, names.right, box.scrollLeft, Math.max(own.left - twin.right, own.top - twin.bottom)];
        }""",
        f"-{quarter:02}",
    )

    assert shown > 0
    assert abs(opened - names) <= 2
    assert apart >= 3


def test_meeting_is_put_into_the_own_calendar_from_the_second_screen_of_a_phone(world: World, look_through: OpenPage):
    page = look_through(PHONE)
    for language in ("kk", "ru"):
        page.goto(world.address(MEETING.path(language)))
        box = page.get_by_role("link", name=Says(language)("Add to calendar")).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 2 * PHONE["height"]


def test_subscription_leaves_no_hole_beside_it(world: World, look_through: OpenPage):
    page = look_through(DESKTOP)
    page.goto(world.address(f"/ru/calendar/?view=month&month={RUNNING}-03"))

    found = page.evaluate(
        """() => [document.querySelector('.subscribe'), document.querySelector('#calendar')]
            .map((box) => box.getBoundingClientRect().width)"""
    )

    assert page.locator(".agenda, .empty").count() == 0
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "path",
    [
        f"calendar/?month={RUNNING}-11",
        f"calendar/?view=year&month={RUNNING}-11",
        f"schedules/graph/{RUNNING}/",
        "deadlines/",
    ],
)
def test_printed_table_is_whole_on_a_sheet_that_lies(path: str, world: World, open_page: OpenPage):
    page = open_page(SHEET)
    page.emulate_media(media="print")
    page.goto(world.address(f"/ru/{path}"))

    assert sticks_out(page) == []
    spilled = page.evaluate(
        """() => [...document.querySelectorAll('.month td, .month th, .matrix td, .matrix th')]
            .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
            .map((cell) => cell.outerHTML.slice(0, 150)).slice(0, 3)"""
    )
    assert spilled == []
    colours = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('.month__e, .has, td .cell, .matrix th')]
            .map((mark) => getComputedStyle(mark).color))]"""
    )
    assert set(colours) <= {"rgb(0, 0, 0)"}
    expect(page.locator(".tabs, .noprint, [data-print], .subscribe").locator("visible=true")).to_have_count(0)


def test_long_word_of_a_narrow_table_is_not_broken(world: World, look_through: OpenPage):
    page = look_through(PHONE)
    page.goto(world.address(f"/kk/schedules/graph/{RUNNING}/"))

    lines = page.evaluate(
        """(words) => words.map((word) => {
            const value = document.querySelector('.tbl--stack td[data-l] > span');
            value.textContent = word;
            const text = document.createRange();
            text.selectNodeContents(value);
            return text.getClientRects().length;
        })""",
        ["Бейнеконференцбайланыс", "Ж" * 60],
    )

    assert lines[0] == 1
    # What is wider than the page is broken after all.
    assert lines[1] > 1
    assert sticks_out(page) == []
