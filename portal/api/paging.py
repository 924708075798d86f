"""Pages of the API's lists."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import PageNumberPagination


class CountedPages(PageNumberPagination):
    """Numbered pages with `count`; `page_size` up to 200."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The framework writes "nullable", which OpenAPI 3.1 does not know."""
        described: dict[str, Any] = super().get_paginated_response_schema(schema)
        for name in ("next", "previous"):
            link = described["properties"][name]
            del link["nullable"]
            link["type"] = ["string", "null"]
        return {**described, "required": list(described["properties"])}
