"""Every page in three languages: axe, structure, width of a phone, and nothing left in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.pages import NOT_PAGES, SAMPLES, Sample, url_names
from tests.e2e.stages import advance
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser

_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}

#: Latin words that belong on a Kazakh or Russian page.
_LATIN = frozenset({
    "Kezdesu", "eOtinish", "OpenAPI", "API", "JSON", "CSV", "PDF", "DOCX", "XLSX", "PNG", "JPEG", "iCalendar", "SHA",
    "HTTP", "HTTPS", "UTF", "WCAG", "AA", "ETag", "ISO", "JavaScript", "cookie", "Chromium", "Chrome", "Linux",
    "English", "II", "III", "IV",
    # a field of the API, and the package that knows the holidays
    "count", "holidays",
})  # fmt: skip

#: What a reader sees and hears of the page that is meant to be in the page's own language.
_WORDS = """
() => {
  const lang = document.documentElement.lang;
  const found = [];
  const skipped = new Set(['SCRIPT', 'STYLE', 'CODE', 'PRE', 'KBD', 'SAMP']);
  const foreign = (element) => {
    const own = element.closest('[lang]');
    return own && own.lang !== lang;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent || skipped.has(parent.tagName) || parent.closest('code, pre') || foreign(parent)) continue;
    found.push(walker.currentNode.textContent);
  }
  for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-l'])
    for (const element of document.body.querySelectorAll(`[${name}]`))
      if (!foreign(element)) found.push(element.getAttribute(name));
  found.push(document.title);
  for (const meta of document.querySelectorAll('meta[name=description]')) found.push(meta.content);
  return found;
}
"""

#: Addresses, e-mail, file endings and codes are no words.
_NO_WORDS = re.compile(r"\S+@\S+|\w+://\S+|\S*[/_.?=]\S*|\b[0-9a-f]{12,}\b|\b\w*\d\w*\b", re.ASCII)
_WORD = re.compile(r"[A-Za-z]{2,}")


#: Between them these pages show every component.
_ALSO_DARK = ("web:home", "web:components", "meetings:calendar", "overview:desk", "deadlines:board", "schedules:intake")


def test_every_address_has_a_sample():
    names = set(url_names())

    assert names - {sample.name for sample in SAMPLES} - set(NOT_PAGES) == set()
    assert set(NOT_PAGES) - names == set()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
def test_page(sample: Sample, world: World, open_page: OpenPage, sign_in: Callable[[Page, World, str], None]):
    advance(world, sample.stage)
    page = open_page(PHONE)
    if sample.who:
        sign_in(page, world, sample.who)
    with override_settings(DEBUG=sample.debug):
        troubles = [
            f"{language}: {trouble}"
            for language, viewport in (("kk", PHONE), ("ru", DESKTOP), ("en", PHONE))
            for trouble in _troubles(page, world, sample, language, viewport)
        ]

    assert troubles == []


@pytest.mark.parametrize(
    "sample",
    [
        sample
        for sample in SAMPLES
        if sample.name in ("web:home", "meetings:calendar", "overview:desk", "deadlines:board")
    ],
    ids=lambda sample: sample.title,
)
def test_page_in_the_dark(
    sample: Sample, world: World, open_page: OpenPage, sign_in: Callable[[Page, World, str], None]
):
    page = open_page(DESKTOP, dark=True)
    if sample.who:
        sign_in(page, world, sample.who)
    with override_settings(DEBUG=sample.debug):
        page.goto(world.address(sample.path("kk")))

    assert list(_violations(page)) == []


def _troubles(page: Page, world: World, sample: Sample, language: str, viewport: dict[str, int]) -> Iterator[str]:
    page.set_viewport_size(PHONE)
    answer = page.goto(world.address(sample.path(language)))
    assert answer is not None
    if answer.status != sample.status or page.url != world.address(sample.path(language)):
        yield f"{answer.status} at {page.url}"
        return
    for culprit in sticks_out(page):
        yield f"scrolls sideways on a phone: {culprit}"
    for box in is_cut_off(page):
        yield f"cut off: {box}"
    yield from _structure(page, language)
    if language != "en":
        yield from _left_in_english(page)
    page.set_viewport_size(viewport)
    yield from _violations(page)


def _structure(page: Page, language: str) -> Iterator[str]:
    if page.evaluate("document.documentElement.lang") != language:
        yield "the page does not say its language"
    if (headings := page.locator("h1").count()) != 1:
        yield f"{headings} h1"
    if not page.title().partition(" · ")[0].strip():
        yield "no title"
    if page.locator("[lang]:not([lang=kk]):not([lang=ru]):not([lang=en])").count():
        yield "an unknown language"


def _left_in_english(page: Page) -> Iterator[str]:
    for text in page.evaluate(_WORDS):
        words = {word for word in _WORD.findall(_NO_WORDS.sub(" ", text)) if word not in _LATIN}
        if words:
            yield f"English: {' '.join(text.split())[:120]!r}"


def _violations(page: Page) -> Iterator[str]:
    for violation in Axe().run(page, options=_RULES).response["violations"]:
        nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
        yield f"axe {violation['id']} ({violation['impact']}): {nodes}"
