"""A real Chromium over a real server and a committed database that holds the demonstration on a fixed day."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

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


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page of its own context: `open_page(PHONE, javascript=False)`. Trouble in the console fails the test."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def make(
        viewport: dict[str, int] = DESKTOP,
        *,
        javascript: bool = True,
        locale: str = "kk-KZ",
        dark: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport=viewport,
            java_script_enabled=javascript,
            locale=locale,
            reduced_motion="reduce",
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                trouble.append(f"{page.url}: {message.text}")
                if message.type == "error" and "status of 4" not in message.text
                else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture
def sign_in() -> Callable[[Page, World, str], None]:
    """Give the page's browser a session of a person, without the form."""

    def give(page: Page, world: World, mailbox: str) -> None:
        page.context.add_cookies([{"name": "kezdesu_session", "value": world.session(mailbox), "url": world.url}])

    return give
