"""Every page: axe, structure, phone, zoom, nothing left in English. Kazakh always; other languages, and other states of
a page that one person has seen in one, in the long rig.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Page

from tests.e2e.axe import PLAIN, violations
from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.pages import NOT_PAGES, SAMPLES, Sample, url_names
from tests.e2e.stages import advance
from tests.e2e.widths import is_cut_off, sticks_out
from tests.e2e.worlds import World

pytestmark = pytest.mark.browser

#: Width at which a window of 1280 px zoomed to 400 % lays out.
ZOOMED = {"width": 320, "height": 256}

_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}

#: Latin words that belong on a Kazakh or Russian page.
_LATIN = frozenset({
    "Kezdesu", "eOtinish", "OpenAPI", "API", "JSON", "CSV", "PDF", "DOCX", "XLSX", "ZIP", "PNG", "JPEG", "iCalendar",
    "WebP", "SHA", "HTTP", "HTTPS", "UTF",
    "WCAG", "AA", "ETag", "ISO", "JavaScript", "cookie", "Chromium", "Chrome", "Linux",
    "English", "Excel", "Atom", "TOTP", "II", "III", "IV",
    # a field of the API, and the package that knows the holidays
    "count", "holidays",
    # how numbers of issues begin
    "KZ",
    # codes of a norm of coverage and of two duties
    "cov", "pool", "online",
    # a square code: the word of the glossary in Kazakh and in Russian
    "QR",
    # languages of texts, as columns of the history bear them
    "kk", "ru", "en",
})  # fmt: skip

#: What a reader sees and hears of the page that is meant to be in the page's own language.
_WORDS = """
() => {
  const lang = document.documentElement.lang;
  const found = [];
  const skipped = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'CODE', 'PRE', 'KBD', 'SAMP']);
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

#: Ids by which a name or a description is looked for and that no element has: axe leaves them to a person's judgement.
_DANGLING = """
() => ['aria-describedby', 'aria-labelledby', 'for'].flatMap((name) =>
  [...document.querySelectorAll(`[${name}]`)].flatMap((element) =>
    element.getAttribute(name).split(/\\s+/).filter((id) => id && !document.getElementById(id))))
"""

#: Addresses, e-mail, file endings and codes are no words.
# Also people as the factories call them.
_NO_WORDS = re.compile(r"\S+@\S+|\w+://\S+|\S*[/_.?=]\S*|\b[0-9a-f]{12,}\b|\b\w*\d\w*\b|\bPerson \d+\b", re.ASCII)
_WORD = re.compile(r"[A-Za-z]{2,}")


#: Asked in Russian by every run: longer words in each kind of layout. The others are asked by the long rig: a template
#: prints all languages, so what the Kazakh page keeps, the others nearly always keep.
_ALSO_RUSSIAN = {
    "web-home",
    "meetings-calendar",
    "overview-territory",
    "deadlines-board",
    "overview-desk-preparer",
    "schedules-proposal-preparer",
    "schedules-row-preparer",
    "schedules-intake-authorised",
}
_ALSO_DARK = ("web:home", "meetings:calendar", "overview:desk", "deadlines:board")


def test_every_address_has_a_sample():
    names = set(url_names())

    assert names - {sample.name for sample in SAMPLES} - set(NOT_PAGES) == set()
    assert set(NOT_PAGES) - names == set()


def _samples(samples: Iterable[Sample], *, slow: Container[str] | bool = False) -> pytest.MarkDecorator:
    """`slow`: those that the long rig alone asks, by their titles, or all."""

    def marks(one: Sample) -> list[pytest.MarkDecorator]:
        is_slow = slow if isinstance(slow, bool) else one.title in slow
        return [pytest.mark.slow] if is_slow else []

    return pytest.mark.parametrize("sample", [pytest.param(one, id=one.title, marks=marks(one)) for one in samples])


#: Logins of a handful of people, on wide screens.
_FEW = ("administrator", "overseer", "approver")


def _states_of_the_same() -> set[str]:
    """Pages that somebody sees in another state before: what prints them is looked at already. And those of a few."""
    seen: set[tuple[str, str]] = set()
    again = set()
    for sample in SAMPLES:
        if (sample.name, sample.who) in seen or sample.who in _FEW:
            again.add(sample.title)
        seen.add((sample.name, sample.who))
    return again


@pytest.fixture
def look(
    world: World, look_through: OpenPage, sign_in: Callable[[Page, World, str], None]
) -> Callable[[Sample, str, dict[str, int]], list[str]]:
    """What is wrong with a page in a language; its axe is asked at the width given."""

    def troubles(sample: Sample, language: str, viewport: dict[str, int]) -> list[str]:
        advance(world, sample.stage)
        page = look_through(PHONE, axe=True)
        if sample.who:
            sign_in(page, world, sample.who)
        with override_settings(DEBUG=sample.debug):
            return list(_troubles(page, world, sample, language, viewport))

    return troubles


Look = Callable[[Sample, str, dict[str, int]], list[str]]


@_samples(SAMPLES, slow=_states_of_the_same())
def test_page(sample: Sample, look: Look):
    assert look(sample, "kk", PHONE) == []


@_samples(sample for sample in SAMPLES if sample.title in _ALSO_RUSSIAN)
def test_page_in_russian(sample: Sample, look: Look):
    assert look(sample, "ru", DESKTOP) == []


@_samples((sample for sample in SAMPLES if sample.title not in _ALSO_RUSSIAN), slow=True)
def test_every_other_page_in_russian(sample: Sample, look: Look):
    assert look(sample, "ru", DESKTOP) == []


@_samples(SAMPLES, slow=True)
def test_page_in_english(sample: Sample, look: Look):
    assert look(sample, "en", PHONE) == []


#: Pale and dark, transparent and mixed, named and counted: of each kind one that can be read and one that cannot.
_COLOURS = """
<!doctype html><html lang="kk"><head><title>Түстер</title></head><body><main><h1>Түстер</h1>
<p style="color: #777; background: #fff">бір</p><p style="color: #999; background: #fff">екі</p>
<p style="color: rgb(0 0 0 / 40%); background: #fff">үш</p><p style="color: white; background: teal">төрт</p>
<p style="color: white; background: hsl(180 100% 40%)">бес</p>
<p style="color: oklch(0.7 0.1 200)">алты</p>
<div style="background: rgba(0, 0, 0, 0.5); opacity: 0.9">
<p style="color: #444">жеті</p><p style="color: #fff">сегіз</p></div>
</main></body></html>
"""


def test_axe_that_reads_a_colour_once_finds_the_same(look_through: OpenPage):
    page = look_through(PHONE)
    page.set_content(_COLOURS)
    (plain,) = violations(page, _RULES, axe=PLAIN)
    page.set_content(_COLOURS)
    (quick,) = violations(page, _RULES)

    assert plain["id"] == quick["id"] == "color-contrast"
    assert len(plain["nodes"]) == 7
    assert quick["nodes"] == plain["nodes"]


def test_pages_of_every_build_in_russian_are_there():
    assert {sample.title for sample in SAMPLES} >= _ALSO_RUSSIAN


def _dark() -> tuple[list[Sample], list[Sample]]:
    """One sample of each page for every build, and the others."""
    chosen = [next(sample for sample in SAMPLES if sample.name == name) for name in _ALSO_DARK]
    return chosen, [sample for sample in SAMPLES if sample.name in _ALSO_DARK and sample not in chosen]


def _dark_violations(sample: Sample, world: World, page: Page) -> list[str]:
    with override_settings(DEBUG=sample.debug):
        page.goto(world.address(sample.path("kk")))
    return list(_violations(page))


@_samples(_dark()[0])
def test_page_in_the_dark(
    sample: Sample, world: World, look_through: OpenPage, sign_in: Callable[[Page, World, str], None]
):
    page = look_through(DESKTOP, dark=True, axe=True)
    if sample.who:
        sign_in(page, world, sample.who)

    assert _dark_violations(sample, world, page) == []


@_samples(_dark()[1], slow=True)
def test_every_other_page_in_the_dark(
    sample: Sample, world: World, look_through: OpenPage, sign_in: Callable[[Page, World, str], None]
):
    page = look_through(DESKTOP, dark=True, axe=True)
    if sample.who:
        sign_in(page, world, sample.who)

    assert _dark_violations(sample, world, page) == []


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
    if not sample.who:
        page.set_viewport_size(ZOOMED)
        for culprit in sticks_out(page):
            yield f"scrolls sideways when zoomed four times: {culprit}"
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
    for reference in page.evaluate(_DANGLING):
        yield f"nothing has the id {reference}"


def _left_in_english(page: Page) -> Iterator[str]:
    for text in page.evaluate(_WORDS):
        words = {word for word in _WORD.findall(_NO_WORDS.sub(" ", text)) if word not in _LATIN}
        if words:
            yield f"English: {' '.join(text.split())[:120]!r}"


def _violations(page: Page) -> Iterator[str]:
    for violation in violations(page, _RULES):
        nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
        yield f"axe {violation['id']} ({violation['impact']}): {nodes}"
