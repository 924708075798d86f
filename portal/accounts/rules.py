"""Reading a browser's own description, roughly: enough to tell one's sessions apart."""

from __future__ import annotations

from typing import NamedTuple

# Order matters: most browsers also name their ancestors.
_BROWSERS = (
    ("YaBrowser/", "Yandex Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


class Device(NamedTuple):
    """Proper names; empty when not recognised."""

    browser: str
    system: str


def device(user_agent: str) -> Device:
    """What `user_agent` says it is."""
    return Device(
        browser=next((name for mark, name in _BROWSERS if mark in user_agent), ""),
        system=next((name for mark, name in _SYSTEMS if mark in user_agent), ""),
    )
