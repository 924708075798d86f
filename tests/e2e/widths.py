"""Whether a page fits its window, and its texts their boxes."""

from __future__ import annotations

from playwright.sync_api import Page

_CULPRITS = """
() => [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter((element) => !element.closest('.tblbox, .vh, svg'))
    .slice(-3)
    .map((element) => element.outerHTML.slice(0, 150))
"""

#: Boxes that hide what does not fit, without a dotted end or a scroll bar that would say so.
_CUT_OFF = """
() => [...document.body.querySelectorAll('*')]
    .filter((element) => getComputedStyle(element).overflowX === 'hidden')
    .filter((element) => !element.closest('.vh, svg') && element.clientWidth > 1)
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.textContent.trim())
    .map((element) => element.outerHTML.slice(0, 150))
    .slice(0, 3)
"""


def sticks_out(page: Page) -> list[str]:
    """What makes the page scroll sideways; nothing when it does not. Its styles are waited for."""
    page.wait_for_load_state()
    if page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
        return []
    return page.evaluate(_CULPRITS) or ["something wider than the window"]


def is_cut_off(page: Page) -> list[str]:
    """Boxes that swallow a part of their text."""
    found: list[str] = page.evaluate(_CUT_OFF)
    return found
