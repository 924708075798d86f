"""What a key costs in the table of a proposal: `python -m benchmarks.grid ADDRESS [--rows 1500] [--chromium PATH]`.

ADDRESS is a portal with the demonstration (`./run`). Rows of the first proposal are copied in the page before its
script begins, and nothing that is typed is sent. Counted is the time of the processor, in the thread of the page:
script, styles, layout and painting, so that a busy machine measures about the same as an idle one. See README.md.
"""

from __future__ import annotations

import argparse
import statistics
import sys

from playwright.sync_api import Page, sync_playwright

from tests.e2e.browsing import chromium_path

LOGIN, PASSWORD = "preparer@kezdesu.example", "kezdesu-demo-2022"
WINDOW = {"width": 1280, "height": 900}
#: By what they do; each list is pressed key by key.
KEYS: dict[str, list[str]] = {
    "down": ["ArrowDown"] * 30,
    "right": ["ArrowRight"] * 8,
    "choose": ["Shift+ArrowDown"] * 10,
    "open, type, save": ["F2", *"suggestion", "Enter"] * 3,
    "page down": ["PageDown"] * 6,
    "end and home": ["Control+End", "Control+Home"] * 3,
}
_COPY_ROWS = """
(count) => {
  const body = document.querySelector("[data-grid] tbody");
  const rows = [...body.querySelectorAll("tr[data-id]")];
  for (let number = rows.length; number < count; number++) {
    const copy = rows[number % rows.length].cloneNode(true);
    copy.removeAttribute("id");
    copy.dataset.id = 1000000 + number;
    body.append(copy);
  }
}
"""
_SETTLED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


class Measured:
    """Milliseconds of each key."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _spent(self) -> float:
        metrics = self._devtools.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration")) * 1000

    def press(self, keys: list[str]) -> list[float]:
        took = []
        for key in keys:
            self._page.evaluate(_SETTLED)
            before = self._spent()
            self._page.keyboard.press(key)
            self._page.evaluate(_SETTLED)
            self._page.evaluate(_SETTLED)
            took.append(self._spent() - before)
        return took


def open_grid(page: Page, address: str, rows: int) -> None:
    page.goto(f"{address}/en/accounts/login/")
    page.locator("[name=login]").fill(LOGIN)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").last.click()
    page.wait_for_url("**/desk/**")
    page.route("**/grid/row*/", lambda route: route.abort())
    page.route("**/grid/start*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{address}/ru/work/proposals/")
    page.goto(address + page.locator("main a[href*='/work/proposals/']").first.get_attribute("href"))  # type: ignore[operator]
    page.evaluate(_COPY_ROWS, rows)
    page.unroute("**/grid/start*.js")
    page.evaluate("import(document.querySelector('script[type=module]').src + '?live')")
    page.get_by_role("grid").wait_for()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("address")
    asked.add_argument("--rows", type=int, default=1500)
    asked.add_argument("--chromium")
    given = asked.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=given.chromium or chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=WINDOW, reduced_motion="reduce")
        open_grid(page, given.address.rstrip("/"), given.rows)
        page.locator("tbody [data-f=subject_ru]").nth(2).click()
        measured = Measured(page)
        sys.stdout.write(
            f"{page.locator('tbody tr[data-id]').count()} rows\n| key | median, ms | longest, ms |\n|---|---|---|\n"
        )
        for name, keys in KEYS.items():
            took = measured.press(keys)
            sys.stdout.write(f"| {name} | {statistics.median(took):.0f} | {max(took):.0f} |\n")
        browser.close()


if __name__ == "__main__":
    main()
