"""A Chromium for the tests: the system's, else from apt when root, else Playwright's own download."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from .children import Children
from .debian import Debian
from .progress import Progress

#: The shell first: the same engine without the windows around it, which cost more than the pages in them.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Of Debian; other systems may have the second only.
PACKAGES = ("chromium-headless-shell", "chromium")
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


def find_browser(environ: Mapping[str, str]) -> str:
    """Path of a Chromium that starts here: `KEZDESU_CHROMIUM`, one on PATH, one downloaded before; empty when none."""
    candidates = [environ.get("KEZDESU_CHROMIUM", ""), *(shutil.which(name) or "" for name in NAMES)]
    return next((path for path in candidates if path and starts(path)), "") or _downloaded(environ)


def provide_browser(children: Children, environ: Mapping[str, str], log: Path, say: Progress) -> str:
    """Find a Chromium, or get one; empty when none can be had."""
    found = find_browser(environ)
    if found:
        return found
    debian = Debian(children, environ, log)
    if debian.is_here:
        say("no Chromium here: installing it with apt-get")
        for package in PACKAGES:
            debian.install(package)
            if found := find_browser(environ):
                return found
    say("no Chromium here: asking Playwright for its own")
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    children.run("playwright", download, environ=environ, log=log, seconds=600)
    return find_browser(environ)


def starts(path: str) -> bool:
    """Whether the program runs at all: a name on PATH may be a wrapper for a package that is not there."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0


def _downloaded(environ: Mapping[str, str]) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, env=dict(environ), check=False
    )
    path = answer.stdout.strip()
    return path if answer.returncode == 0 and Path(path).exists() and starts(path) else ""
