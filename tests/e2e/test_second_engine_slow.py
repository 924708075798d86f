"""Pages read by a second engine, which finds other faults than axe: Equal Access of IBM."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import OpenPage
from tests.e2e.pages import SAMPLES, Sample
from tests.e2e.stages import advance
from tests.e2e.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_PACKAGE = "accessibility-checker-engine@4.0.34"
_SHA512 = (
    "9c613b8f9808ffdd7840b82dd6d15c8ccf640abe042b1dc7c5cb6c644f01a1b3"
    "9b62642bf94a18b0a75654ba301b8407081ec6fc5d0faebde44f028434f1eb70"
)

#: What it objects to and stands on purpose.
ON_PURPOSE = {
    # A form without a name of its own is no landmark (HTML-AAM): nobody meets two that are called alike.
    "aria_form_label_unique",
    # With scripts the field of a file is seen as a button, its second label; ids nothing has are found beside (axe).
    "form_label_unique",
    "label_ref_valid",
}

_READ = """
async () => {
  // What is folded away is no field to it, whose label stands open.
  document.querySelectorAll("details").forEach((more) => { more.open = true; });
  const checker = new ace.Checker();
  const report = await checker.check(document, ["WCAG_2_2"]);
  return report.results
    .filter((found) => found.value[0] === "VIOLATION" && found.value[1] === "FAIL")
    .map((found) => ({ rule: found.ruleId, message: found.message, snippet: found.snippet }));
}
"""


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its script, from the registry of npm, as it was published."""
    npm = shutil.which("npm")
    assert npm, "No npm here. As root: apt-get install --no-install-recommends npm"
    folder = tmp_path_factory.mktemp("engine")
    packed = subprocess.run(
        [npm, "pack", "--silent", _PACKAGE], cwd=folder, capture_output=True, text=True, timeout=180, check=True
    )
    content = (folder / packed.stdout.strip()).read_bytes()
    assert hashlib.sha512(content).hexdigest() == _SHA512
    with tarfile.open(folder / packed.stdout.strip()) as packages:
        script = packages.extractfile("package/ace.js")
        assert script is not None
        return script.read().decode()


#: Pages of the people's side and of those who answer them: a page takes this engine a second.
_READ_OF = ("questions:", "issues:", "holding:", "meetings:meeting", "overview:territory", "web:home")


def _samples() -> Iterator[Sample]:
    return (sample for sample in SAMPLES if sample.name.startswith(_READ_OF) and not sample.debug)


@pytest.mark.parametrize("sample", [pytest.param(one, id=one.title) for one in _samples()])
def test_page(
    sample: Sample, engine: str, world: World, look_through: OpenPage, sign_in: Callable[[Page, World, str], None]
):
    advance(world, sample.stage)
    page = look_through(PHONE)
    if sample.who:
        sign_in(page, world, sample.who)
    found: list[str] = []
    with override_settings(DEBUG=sample.debug):
        for language, viewport in (("kk", PHONE), ("ru", DESKTOP)):
            page.set_viewport_size(viewport)
            page.goto(world.address(sample.path(language)))
            found += [f"{language}: {trouble}" for trouble in _troubles(page, engine)]

    assert not found, "\n".join(found)


def _troubles(page: Page, engine: str) -> Iterator[str]:
    page.evaluate(engine)
    results: list[dict[str, Any]] = page.evaluate(_READ)
    for found in results:
        if found["rule"] not in ON_PURPOSE:
            yield f"{found['rule']}: {found['message']} {found['snippet'][:160]}"
