import pytest
from django.test import RequestFactory

from portal.kit.paging import paginate
from portal.kit.templatetags.kit import page_numbers

ROWS = list(range(1, 24))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("", 1), ("?page=2", 2), ("?page=3", 3), ("?page=99", 3), ("?page=0", 1), ("?page=-5", 1), ("?page=x", 1)],
)
def test_paginate_gives_the_nearest_page(asked: str, expected: int) -> None:
    assert paginate(RequestFactory().get(f"/{asked}"), ROWS, per_page=10).number == expected


def test_paginate_of_nothing_is_one_empty_page() -> None:
    page = paginate(RequestFactory().get("/?page=4"), [], per_page=10)
    assert (page.number, list(page), page.has_other_pages()) == (1, [], False)


def test_paginate_has_fifty_rows_a_page_by_default() -> None:
    assert len(paginate(RequestFactory().get("/"), range(300))) == 50


def test_page_numbers_leave_out_the_middle() -> None:
    page = paginate(RequestFactory().get("/?page=6"), ROWS, per_page=2)
    assert page_numbers(page.paginator, page.number) == [1, None, 5, 6, 7, None, 12]
