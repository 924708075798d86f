"""A real Chromium over a real server and a committed database that holds the demonstration on a fixed day."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.e2e.axe import QUICK
from tests.e2e.browsing import DESKTOP, FLAGS, chromium_path
from tests.e2e.worlds import Stage, World, test_database


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium on this machine")
    # Playwright's synchronous interface runs an event loop in this thread, which Django takes for an async context.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with django_db_blocker.unblock(), test_database():
        made = Stage()
        yield made
        made.close()


@pytest.fixture(scope="module")
def world(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The demonstration as loaded on 24 November 2026, shared by the tests of a module, which leave it as it is."""
    with django_db_blocker.unblock():
        server, played, travel = stage.play()
        yield played
        stage.clear(server, travel)


@pytest.fixture
def own_world(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The same, for a test that changes it."""
    with django_db_blocker.unblock():
        server, played, travel = stage.play()
        yield played
        stage.clear(server, travel)


OpenPage = Callable[..., Page]


def _note_trouble(page: Page, trouble: list[str]) -> None:
    """What the console says of the page is trouble, but for the answers a test itself asks for."""
    page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            trouble.append(f"{page.url}: {message.text}")
            if message.type == "error" and "status of 4" not in message.text
            else None
        ),
    )


def _new_page(browser: Browser, viewport: dict[str, int], *, dark: bool, **more: Any) -> Page:
    context = browser.new_context(
        viewport=viewport, reduced_motion="reduce", color_scheme="dark" if dark else "light", **more
    )
    context.set_default_timeout(15_000)
    return context.new_page()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page of its own context: `open_page(PHONE, javascript=False)`. Trouble in the console fails the test."""
    pages: list[Page] = []
    trouble: list[str] = []

    def make(
        viewport: dict[str, int] = DESKTOP,
        *,
        javascript: bool = True,
        locale: str = "kk-KZ",
        dark: bool = False,
    ) -> Page:
        page = _new_page(browser, viewport, dark=dark, java_script_enabled=javascript, locale=locale)
        pages.append(page)
        _note_trouble(page, trouble)
        return page

    yield make
    for page in pages:
        page.context.close()
    assert trouble == []


@dataclass
class Glass:
    """A page that tests share one after another, each as if it were new: no cookies, nothing stored, no cache.

    What the last test looked at stays until the next goes on: an empty page between them would end its process, and a
    new one costs more than most pages.
    """

    page: Page
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        _note_trouble(self.page, self.trouble)
        network = self.page.context.new_cdp_session(self.page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def wipe(self) -> None:
        if self.page.url.startswith("http"):
            self.page.evaluate("sessionStorage.clear(), localStorage.clear()")
        self.page.context.clear_cookies()


#: In the dark, with axe in every page.
Kind = tuple[bool, bool]


@pytest.fixture(scope="module")
def _glasses(browser: Browser, world: World) -> Iterator[dict[Kind, Glass]]:
    """Put away before the world goes that they show."""
    made: dict[Kind, Glass] = {}
    yield made
    for glass in made.values():
        glass.page.context.close()


@pytest.fixture
def look_through(browser: Browser, _glasses: dict[Kind, Glass]) -> Iterator[OpenPage]:
    """A page for tests that only look, `look_through(PHONE, dark=True)`: one of each kind a module.

    A context of its own is a window of Chromium, which costs more than what is looked at in it.
    """
    taken: dict[Kind, Glass] = {}

    def take(viewport: dict[str, int] = DESKTOP, *, dark: bool = False, axe: bool = False) -> Page:
        # Out of the store while a test has it: one that breaks is not handed on.
        kind = dark, axe
        glass = taken[kind] = _glasses.pop(kind, None) or _make(viewport, *kind)
        glass.page.set_viewport_size(viewport)
        return glass.page

    def _make(viewport: dict[str, int], dark: bool, axe: bool) -> Glass:
        page = _new_page(browser, viewport, dark=dark, locale="kk-KZ")
        if axe:
            page.context.add_init_script(QUICK)
        return Glass(page)

    yield take
    trouble = [line for glass in taken.values() for line in glass.trouble]
    for kind, glass in taken.items():
        if glass.trouble or glass.page.is_closed():
            glass.page.context.close()
            continue
        glass.wipe()
        _glasses[kind] = glass
    assert trouble == []


@pytest.fixture
def sign_in() -> Callable[[Page, World, str], None]:
    """Give the page's browser a session of a person, without the form."""

    def give(page: Page, world: World, mailbox: str) -> None:
        page.context.add_cookies([{"name": "kezdesu_session", "value": world.session(mailbox), "url": world.url}])

    return give
