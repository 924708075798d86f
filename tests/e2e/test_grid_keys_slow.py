"""How long a key takes in a proposal of 1,500 rows: on the first of thirty pages, and with all of them on one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from schedules.models import Proposal, ProposalRow
from tests.e2e.browsing import DESKTOP
from tests.e2e.pages import NEXT
from tests.e2e.test_grid import SignIn
from tests.e2e.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROWS, PAGES = 1_500, 30
#: What nobody feels, on a page as the portal shows it and on one of all rows. To the ends of all rows a whole screen of
#: rows is laid out and painted anew, for which a busy machine takes longer.
MOST_MS = {1: 50, PAGES: 50}
MOST_MS_TO_THE_ENDS = 100

#: Rows of the other pages behind those of the first, before the script begins.
_GATHER = """
async (pages) => {
  const body = document.querySelector("[data-grid] tbody");
  for (let number = 2; number <= pages; number++) {
    const html = await (await fetch(`?page=${number}`)).text();
    const other = new DOMParser().parseFromString(html, "text/html");
    body.append(...other.querySelectorAll("[data-grid] tbody > tr"));
  }
}
"""
_KEYS: dict[str, list[str]] = {
    "down": ["ArrowDown"] * 20,
    "right": ["ArrowRight"] * 8,
    "choose": ["Shift+ArrowDown"] * 10,
    "open, type, save": ["F2", *"suggestion", "Enter"] * 3,
    "end and home": ["Control+End", "Control+Home"] * 3,
}


def _proposal(world: World) -> Proposal:
    """1,500 rows like the first one."""
    proposal = Proposal.objects.for_graph().get(body__slug="water", period_key=NEXT)
    first = proposal.rows.in_order()[0]
    copied = [field.attname for field in ProposalRow._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(first, name) for name in copied}
    missing = ROWS - proposal.rows.count()
    ProposalRow.objects.bulk_create(
        ProposalRow(**{**values, "sent_key": "", "position": number}) for number in range(missing)
    )
    return proposal


def _pressed(page: Page) -> dict[str, float]:
    """Milliseconds of a key by what it does: script, styles, layout and painting of the page's own thread.

    Counted is the time of the processor, so that a busy machine measures the same as an idle one.
    """
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration")) * 1000

    page.locator("tbody [data-f=subject_ru]").nth(2).click()
    found = {}
    for name, keys in _KEYS.items():
        page.wait_for_timeout(500)
        before = spent()
        for key in keys:
            page.keyboard.press(key)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        found[name] = round((spent() - before) / len(keys), 1)
    return found


@pytest.mark.parametrize("pages", [1, PAGES])
def test_a_key_is_answered_before_anybody_feels_it(
    own_world: World, browser: Browser, sign_in: SignIn, pages: int
) -> None:
    proposal = _proposal(own_world)
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, own_world, "preparer")
    page.route("**/grid/start.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(own_world.address(f"/ru/work/proposals/{proposal.pk}/"))
    page.evaluate(_GATHER, pages)
    page.unroute("**/grid/start.js")
    page.evaluate("import(document.querySelector('script[type=module]').src + '?live')")
    expect(page.get_by_role("grid")).to_be_visible()
    assert page.locator("tbody tr[data-id]").count() == ROWS * pages // PAGES

    took = _pressed(page)
    print(f"{ROWS * pages // PAGES} rows on a page: {took}")  # noqa: T201
    context.close()
    assert took.pop("end and home") < MOST_MS_TO_THE_ENDS
    assert max(took.values()) < MOST_MS[pages], took
