"""Addresses of pages in the portal's languages, as the API gives them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import translation

from portal.kernel.wording import LANGUAGES


def in_every_language(request: HttpRequest, address: Callable[[], str]) -> dict[str, str]:
    """Absolute addresses of one page by language; `address` makes it in the active one.

    All pages have the same address below their language, so it is made once.
    """
    first = LANGUAGES[0]
    with translation.override(first):
        below = address().removeprefix(f"/{first}/")
    site = _site(request)
    return {language: f"{site}{language}/{below}" for language in LANGUAGES}


def _site(request: HttpRequest) -> str:
    """Scheme and host, asked once a request."""
    site: str | None = getattr(request, "site_address", None)
    if site is None:
        site = request.build_absolute_uri("/")
        vars(request)["site_address"] = site
    return site
