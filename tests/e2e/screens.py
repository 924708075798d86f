"""Pictures of every kind of page for people to look at: `python -m tests.e2e.screens FOLDER [PART OF A NAME …]`.

On a phone and on a desktop, in Kazakh and in Russian, over the demonstration in a scratch database.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import Browser, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
django.setup()

from django.test.utils import override_settings, setup_test_environment, teardown_test_environment  # noqa: E402

from tests.e2e.browsing import DESKTOP, FLAGS, PHONE, chromium_path  # noqa: E402
from tests.e2e.pages import SAMPLES, Sample  # noqa: E402
from tests.e2e.stages import advance  # noqa: E402
from tests.e2e.worlds import Stage, World, test_database  # noqa: E402


@contextmanager
def _world() -> Iterator[World]:
    setup_test_environment()
    with test_database():
        stage = Stage()
        server, world, travel = stage.play()
        yield world
        stage.clear(server, travel)
        stage.close()
    teardown_test_environment()


def _take(browser: Browser, world: World, sample: Sample, folder: Path) -> None:
    advance(world, sample.stage)
    for viewport in (PHONE, DESKTOP):
        context = browser.new_context(viewport=viewport, reduced_motion="reduce")
        if sample.who:
            context.add_cookies([{"name": "kezdesu_session", "value": world.session(sample.who), "url": world.url}])
        page = context.new_page()
        for language in ("kk", "ru"):
            with override_settings(DEBUG=sample.debug):
                page.goto(world.address(sample.path(language)), wait_until="networkidle")
            page.screenshot(path=folder / f"{sample.title}-{language}-{viewport['width']}.png", full_page=True)
        context.close()


def take(folder: Path, parts: Iterable[str]) -> int:
    """Pictures of the pages whose name holds one of `parts`, of all when none is named; says how many pages."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [sample for sample in SAMPLES if not parts or any(part in sample.title for part in parts)]
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with _world() as world, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for sample in wanted:
            _take(browser, world, sample, folder)
        browser.close()
    return len(wanted)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("parts", nargs="*")
    arguments = parser.parse_args()
    print(take(arguments.folder, arguments.parts), "pages")  # noqa: T201
