"""The modules of the grid one by one: their tests are written in their own language and run in one page of Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.e2e.browsing import DESKTOP

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests" / "e2e" / "grid"
STATIC = ROOT / "portal" / "web" / "static"
FILES = sorted(path.stem for path in TESTS.glob("*.js") if path.stem != "unit")
NAMES = [
    name for file in FILES for name in re.findall(r'^test\("([^"]+)"', (TESTS / f"{file}.js").read_text(), re.MULTILINE)
]

_PAGE = "<!doctype html><meta charset=utf-8><title>grid</title><body></body>"
_RUN = """
async (files) => {
  await Promise.all(files.map((file) => import(`/tests/${file}.js`)));
  return (await import("/tests/unit.js")).run();
}
"""


def _serve(route: Route) -> None:
    """Modules from the folder of the product, tests from their own; nothing else is there."""
    path = route.request.url.split("/", 3)[3]
    if not path:
        route.fulfill(body=_PAGE, content_type="text/html")
        return
    found = TESTS / path.removeprefix("tests/") if path.startswith("tests/") else STATIC / path
    if found.is_file():
        route.fulfill(body=found.read_text(encoding="utf-8"), content_type="text/javascript")
    else:
        route.fulfill(status=404)


@pytest.fixture(scope="module")
def results(browser: Browser) -> Iterator[dict[str, str]]:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.route("**/*", _serve)
    page.goto("http://grid.example/")
    yield page.evaluate(_RUN, FILES)
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_module(results: dict[str, str], name: str) -> None:
    assert results[name] == ""


def test_every_test_that_was_written_has_run(results: dict[str, str]) -> None:
    assert set(results) == set(NAMES)
    assert len(NAMES) == len(set(NAMES)) > 40
