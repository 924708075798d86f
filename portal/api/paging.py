"""Pages of the API's lists."""

from __future__ import annotations

from rest_framework.pagination import PageNumberPagination


class CountedPages(PageNumberPagination):
    """Numbered pages with `count`; `page_size` up to 200."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
