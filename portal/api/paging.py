"""Pages of the API's lists."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

#: Further pages are none: numbers of any length would reach the database.
_LONGEST = 9


class CountedPages(PageNumberPagination):
    """Numbered pages with `count`; of more than 200 rows a page has 200. Numbers are whole and begin at 1."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        names = (self.page_query_param, self.page_size_query_param)
        said = {name: [_("Give a whole number from 1.")] for name in names if not _is_number(request, name)}
        if said:
            raise ValidationError(said)
        return super().paginate_queryset(queryset, request, view)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The framework says no lower bound."""
        found: list[dict[str, Any]] = super().get_schema_operation_parameters(view)  # type: ignore[no-untyped-call]
        for parameter in found:
            parameter["schema"] |= {"minimum": 1, "maximum": 10**_LONGEST - 1}
        return found

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The framework writes "nullable", which OpenAPI 3.1 does not know."""
        described: dict[str, Any] = super().get_paginated_response_schema(schema)
        for name in ("next", "previous"):
            link = described["properties"][name]
            del link["nullable"]
            link["type"] = ["string", "null"]
        return {**described, "required": list(described["properties"])}


def _is_number(request: Request, name: str) -> bool:
    text = request.query_params.get(name, "1")
    return text.isascii() and text.isdigit() and not text.startswith("0") and len(text) <= _LONGEST
