"""Which browser, and what windows."""

from __future__ import annotations

import os
import shutil

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str | None:
    """The Chromium that `./test` found, else one on the PATH."""
    named = os.environ.get("KEZDESU_CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
