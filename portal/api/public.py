"""What every address of the API is: a public door to rows, read only, kept by caches."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.viewsets import ReadOnlyModelViewSet

from portal.api.asking import mistakes
from portal.api.paging import CountedPages
from portal.kernel import clock
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept


class PublicViewSet(ReadOnlyModelViewSet):
    """Reads of one kind: cached, with ETag, without cookie."""

    today: Any
    filterset_class: Any
    #: How a list is kept, if it is.
    kept: Kept | None = None

    @classmethod
    def as_view(cls, actions: Any = None, **initkwargs: Any) -> Any:
        """Every answer is a public page, so that a cache may stand in front of it."""
        kept = cls.kept
        if kept is not None and "list" not in (actions or {}).values():
            # One row is asked for by its address alone.
            kept = replace(kept, reads={})
        return public_page(kept=kept)(super().as_view(actions, **initkwargs))

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.today = clock.today()
        said = mistakes(request.query_params, self.known_parameters())
        if said:
            raise ValidationError(said)

    def known_parameters(self) -> set[str]:
        """One row is asked for by its address alone."""
        if self.action != "list":
            return set()
        return {*self.filterset_class.get_filters(), CountedPages.page_query_param, CountedPages.page_size_query_param}

    def get_queryset(self) -> QuerySet[Any]:
        # The schema is written without a request and so without a day.
        self.today = getattr(self, "today", None) or clock.today()
        return self.public()

    def is_plain_list(self, *narrowing: str) -> bool:
        """Whether a list is asked for without any of these filters: it then holds what a page can show at once."""
        asked = getattr(self.request, "query_params", {}) if self.request is not None else {}
        return self.action == "list" and not any(asked.get(name) for name in narrowing)

    def public(self) -> QuerySet[Any]:
        """The public door of the model, in a lasting order."""
        raise RuntimeError(f"{type(self).__name__} does not say what is public")
