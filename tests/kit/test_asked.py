"""What an address asks for, by its shape alone."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from portal.kit import asked

READERS = {
    "q": asked.words(10),
    "place": asked.shaped("[0-9]{9}"),
    "view": asked.one_of(["list", "month"]),
    "day": asked.day,
    **asked.PAGED,
}


def understood(query: str, *, strict: bool = False) -> str | None:
    found = asked.understood(RequestFactory().get(f"/?{query}"), READERS, strict=strict)
    return None if found is None else found.urlencode()


@pytest.mark.parametrize(
    "query", ["view=list&q=su", "q=su&view=list", "q=a&q=su&x=1&view=list", "q=%20su%20&view=list&page=1&place=&day="]
)
def test_understood_has_one_spelling(query: str) -> None:
    assert understood(query) == "q=su&view=list"


@pytest.mark.parametrize(
    "query",
    [
        "q=12345678901", "q=a%00b", "q=a%0Ab", "q=%E2%80%AE", "place=43", "place=430000000%0A", "place=%D9%A1",
        "view=year", "day=2027-3-1", "day=2027-02-30", "day=20270301", "page=0", "page=-1", "page=01", "page=x",
        "page=10001", "page=%D9%A1",
    ],
)  # fmt: skip
def test_understood_is_nothing_of_what_makes_no_sense(query: str) -> None:
    assert understood(query) is None


def test_understood_strictly_knows_no_others() -> None:
    assert understood("x=1") == ""
    assert understood("x=1", strict=True) is None
    assert understood("q=su", strict=True) == "q=su"
    assert understood("q=su&q=", strict=True) is None
    assert understood("q=", strict=True) is None
