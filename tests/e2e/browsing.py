"""Which browser, and what windows."""

from __future__ import annotations

import os
import shutil

from portal.frontdoor.browser import NAMES

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
#: A4 on its side within its margins, in pixels of CSS.
SHEET = {"width": 1047, "height": 718}

#: What Playwright switches off itself: the browser takes the last list only, so ours has to hold it too.
_OFF_IN_PLAYWRIGHT = (
    "AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,"
    "OptimizationHints,PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning"
)
#: Pages of the address bar, in processes of their own, that a whole Chromium loads for every window: half the cost of
#: a new context.
_ADDRESS_BAR = "WebUIOmniboxPopup,WebUIOmniboxAimPopup"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={_OFF_IN_PLAYWRIGHT},{_ADDRESS_BAR}",
]


def chromium_path() -> str | None:
    """The Chromium that `./test` found, else one on the PATH."""
    named = os.environ.get("KEZDESU_CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, NAMES)), None)
