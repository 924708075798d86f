"""Pages of a list, 50 rows a page, reachable by `?page=`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kit.kept_pages import keep_nothing

PER_PAGE = 50


def paginate(
    request: HttpRequest,
    rows: QuerySet[Any] | Sequence[Any],
    per_page: int = PER_PAGE,
    parameter: str = "page",
    *,
    count: int | None = None,
) -> Page[Any]:
    """The page that the address asks for; a number out of range or no number gives the nearest page there is.

    With `count`, how many rows there are, they are not counted.
    """
    paginator = Paginator(rows, per_page)
    if count is not None:
        vars(paginator)["count"] = count
    try:
        asked = int(request.GET.get(parameter, 1))
    except ValueError:
        asked = 1
    if asked > paginator.num_pages:
        # Of such addresses there are thousands, and all say what the last page says.
        keep_nothing(request)
    return paginator.page(min(max(asked, 1), paginator.num_pages))
