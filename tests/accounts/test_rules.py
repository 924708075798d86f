"""Reading what browsers say of themselves."""

from __future__ import annotations

import pytest

from portal.accounts.rules import device

# As browsers describe themselves; the tail that all share is left out.
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)"


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", ("Firefox", "Linux")),
        (f"{WINDOWS} {CHROME} YaBrowser/24.6 Safari/537.36", ("Yandex Browser", "Windows")),
        (f"{WINDOWS} {CHROME} Safari/537.36 Edg/126.0", ("Edge", "Windows")),
        (f"Mozilla/5.0 (Linux; Android 14; SM-S911B) {CHROME} Mobile Safari/537.36", ("Chrome", "Android")),
        (f"{IPHONE} {SAFARI} Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
    ],
)
def test_device_reads_browser_and_system(user_agent: str, expected: tuple[str, str]) -> None:
    assert device(user_agent) == expected
