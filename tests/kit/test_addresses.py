from __future__ import annotations

import pytest

from portal.kit.addresses import is_web_address


@pytest.mark.parametrize(
    "text",
    [
        "https://gov.kz/news/1",
        "HTTPS://gov.kz:8443/?a=1",
        "https://президент.қаз/жаңалық",
        "https://8.8.8.8/",
        "https://gov.kz./",
        "https://xn--80aa.xn--p1ai/",
        "https://1.gov.kz/",
        "https://[2606:4700::1111]/",
        "https://gov.kz/a%20b?to=x@y.kz",
    ],
)
def test_whole_address_of_a_page(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize("text", ["", "gov.kz", "//gov.kz", "https://", "https:///news", "ftp://gov.kz", "https://["])
def test_what_is_no_address_of_a_page(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "http://gov.kz",
        "https://user:pw@gov.kz/",
        "https://gov.kz\\@evil.com",
        "https://gov.kz:99999/",
        "https://localhost/",
        "https://x/",
        "https://portal.local/",
        "https://10.0.0.5/",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[fe80::1%25eth0]/",
        "https://2130706433/",
        "https://gov.kz/\r\nSet-Cookie: a=b",
        "https://gov.kz/ a",
        # A browser reads each of these as a number of the network.
        "https://127.1/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://0x7f000001/",
        "https://010.0.0.5/",
        "https://10.0.0.5./",
        "https://１０.0.0.5/",
        "https://127.0.0。1/",
        "https://%31%30.0.0.5/",
        "https://a.localhost。/",
        "https://[::ffff:10.0.0.5]/",
        "https://[2002:a00:5::]/",
        "https://224.0.0.1/",
        "https://router.home.arpa/",
        "https://portal.corp/",
        "https://gov..kz/",
        "https://gov.kz<b>/",
        'https://gov.kz"x/',
        "https://gov.kz/\u3164",
        "https://gov.kz/a\ufe0f",
        "https://gov.kz/\u202eexe",
        "https://gov.kz/\u200b",
        "https://gov.kz/\x00",
        "javascript:alert(1)",
    ],
)
def test_address_that_is_not_shown_to_anybody(text: str) -> None:
    assert not is_web_address(text)
