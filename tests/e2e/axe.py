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
})();
"""
PLAIN = Axe()
_QUICK = Axe(PLAIN.axe_script + _READ_A_COLOUR_ONCE)


def violations(page: Page, options: dict[str, Any], axe: Axe = _QUICK) -> list[dict[str, Any]]:
    """What axe finds wrong with the page as it stands."""
    found: list[dict[str, Any]] = axe.run(page, options=options).response["violations"]
    return found
