"""Addresses of pages in the portal's languages, as the API gives them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import translation

from portal.kernel.wording import LANGUAGES


def in_every_language(request: HttpRequest, address: Callable[[], str]) -> dict[str, str]:
    """Absolute addresses of one page by language; `address` makes it in the active one."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = request.build_absolute_uri(address())
    return found
