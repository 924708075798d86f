"""Follows the pages of the guide click by click, and takes their pictures.

A step of a page says what to do in its own marks: **bold** is pressed, _slanted_ is seen (and is the field that is
filled next), `this` is typed or chosen, an image is taken of what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from portal.kernel import clock
from portal.kit import formats
from schedules.choices import ScheduleState
from tests.e2e.stages import advance
from tests.e2e.walking import Walk

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
LANGUAGES = ("kk", "ru")
WINDOW = {"width": 1280, "height": 800}
#: How far the schedule of the next year has to have come for a page; else it is as the demonstration left it.
STAGES = {"approver": ScheduleState.GOVERNMENT}
TODAY = ("бүгін", "сегодня")

_STEP = re.compile(r"^(?:\d+\. |!\[).*$", re.MULTILINE)
_MARK = re.compile(
    r"\*\*(?P<press>.+?)\*\*|(?<!\w)_(?P<see>[^_]+)_(?!\w)|`(?P<type>[^`]+)`|!\[[^\]]*\]\((?P<take>[^)]+)\)"
)


def pages() -> list[str]:
    """Names of the roles that have a page, the same in every language."""
    return sorted(path.stem for path in (GUIDE / LANGUAGES[0]).glob("*.md"))


def marks(name: str, language: str) -> Iterator[tuple[str, str]]:
    """What to do, in order: (press, text), (see, text), (type, text), (take, file)."""
    text = (GUIDE / language / f"{name}.md").read_text(encoding="utf-8")
    for step in _STEP.finditer(text):
        for mark in _MARK.finditer(step[0]):
            yield str(mark.lastgroup), mark[str(mark.lastgroup)]


def follow(walk: Walk, name: str, folder: Path | None = None) -> None:
    """Sign in as the role and do every step; fails when something a page names is not there. Pictures: `folder`."""
    advance(walk.world, STAGES.get(name, ""))
    walk.sign_in(name)
    field: Locator | None = None
    for deed, text in marks(name, walk.language):
        if deed == "press":
            _press(walk.page, text)
        elif deed == "see":
            field = _seen(walk.page, text)
        elif deed == "type":
            assert field is not None, text
            _fill(field, formats.day_digits(clock.today()) if text in TODAY else text)
        elif folder is not None:
            walk.page.screenshot(path=folder / Path(text).name)
    # Nothing that was sent has been refused.
    expect(walk.main.get_by_role("alert")).to_have_count(0)


def _words(text: str, *, whole: bool) -> re.Pattern[str]:
    """Spaces may have been bound when the page was made; an icon or a hidden word may follow."""
    words = re.escape(text).replace(r"\ ", r"\s")
    return re.compile(rf"^\s*{words}\s*(\(.+\))?\s*$" if whole else rf"^\s*{words}")


def _press(page: Page, text: str) -> None:
    for whole in (True, False):
        name = _words(text, whole=whole)
        for role in ("link", "button", "radio"):
            found = page.get_by_role(role, name=name).locator("visible=true")
            if found.count():
                _pressed(found.first)
                page.wait_for_load_state()
                return
    raise AssertionError(f"nothing to press is called {text!r} at {page.url}")


def _pressed(thing: Locator) -> None:
    if thing.get_attribute("type") == "radio":
        thing.check()
    else:
        thing.click()


def _seen(page: Page, text: str) -> Locator:
    found = page.get_by_role("main").get_by_label(_words(text, whole=True)).first
    expect(found).to_be_visible()
    return found


def _fill(field: Locator, text: str) -> None:
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(label=text)
    else:
        field.fill(text)
