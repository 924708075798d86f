from __future__ import annotations

import pytest

from portal.kit.addresses import is_web_address


@pytest.mark.parametrize(
    "text", ["https://gov.kz/news/1", "http://gov.kz", "HTTPS://gov.kz:8443/?a=1", "https://[::1]/"]
)
def test_whole_address_of_a_page(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize("text", ["", "gov.kz", "//gov.kz", "https://", "https:///news", "ftp://gov.kz", "https://["])
def test_what_is_no_address_of_a_page(text: str) -> None:
    assert not is_web_address(text)
