"""axe as it is, but for one thing: a colour is read once.

It reads the same few colours of a page thousands of times, with a library for every colour space there is: more than
half of its time.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_READ_A_COLOUR_ONCE = """
;(() => {
  const colour = axe.commons.color.Color.prototype;
  const read = colour.parseString;
  const known = new Map();
  colour.parseString = function (text) {
    const found = known.get(text);
    if (found) return Object.assign(this, found);
    const answer = read.call(this, text);
    known.set(text, { r: this.r, g: this.g, b: this.b, alpha: this.alpha });
    return answer;
  };
  axe.readsAColourOnce = true;
})();
"""
PLAIN: str = Axe().axe_script
#: Given to a context beforehand (`add_init_script`) it is in every page already: half a megabyte is not sent each time.
QUICK = PLAIN + _READ_A_COLOUR_ONCE


def violations(page: Page, options: dict[str, Any], axe: str = QUICK) -> list[dict[str, Any]]:
    """What axe finds wrong with the page as it stands, its boxes scrolled back to their beginning.

    What a box clips behind its standing first column, and what the bar at the foot of the window covers until somebody
    scrolls, axe takes for half covered, and too small: the bar is put where it stands at the end.
    """
    if axe is not QUICK or not page.evaluate("Boolean(window.axe?.readsAColourOnce)"):
        page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(
        """async options => {
            document.querySelectorAll(".scroll").forEach(box => box.scrollLeft = 0);
            const bar = document.querySelector(".stick");
            if (bar) bar.style.position = "static";
            return (await axe.run(document, options)).violations;
        }""",
        options,
    )
    return found
