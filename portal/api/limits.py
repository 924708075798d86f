"""How often one address may ask the API: a page of a list like any other public page, a search as a search."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from portal.kit.limits import kinds_of, wait_for


class ByAddress(BaseThrottle):
    """Refuses with 429 and Retry-After."""

    _seconds = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        self._seconds = wait_for(request, ["api", *kinds_of(request)])
        return not self._seconds

    def wait(self) -> float | None:
        return float(self._seconds)
