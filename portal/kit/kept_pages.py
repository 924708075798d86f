"""Whole answers of public pages, kept until what they say changes, and asked for before the view.

The key is the version of the content, the civil day, the language and the address as it was understood. It is the ETag
too: whoever has it is answered with 304 by one statement, before sessions, and nothing is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

from portal.kernel import clock
from portal.kit import kept
from portal.kit.asked import Reader, understood
from portal.kit.content_version import ALL, content_version
from portal.kit.odd_input import address_is_odd
from portal.kit.release import release

#: Answers kept at most, and bytes of one: a ceiling of some 120 MB, of which pages fill a fifth.
PLACES, LARGEST = 600, 200_000
#: Answers to words somebody looks for are of endless kinds: they write over each other, not over what many read.
WORDS, WORDS_PLACES = "q", 60
SECONDS = 24 * 60 * 60
#: Kept by nginx and then by a browser, so that together what was withdrawn is gone within a minute.
PUBLIC_SECONDS = 30
_ATTRIBUTE = "kept_as"


@dataclass(frozen=True)
class Kept:
    """How a public page is kept."""

    #: The parameters of its address; what none of them understands is asked of the view and not kept.
    reads: Mapping[str, Reader] = field(default_factory=dict)
    topics: Sequence[str] = ALL
    #: A parameter that is not in `reads` is refused by the view.
    strict: bool = False
    #: The page answers htmx with a part of itself.
    fragments: bool = False


def keep_nothing(request: HttpRequest) -> None:
    """Said by a view whose answer only tells that the address was wrong."""
    setattr(request, _ATTRIBUTE, None)


class KeptPages:
    """Stands in front of sessions, CSRF and sign-in: what is kept looks at none of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.KEZDESU_KEEP_PAGES and request.method in ("GET", "HEAD"):
            answer = _answer(request)
            if answer is not None:
                return answer
        return self._get_response(request)


def _answer(request: HttpRequest) -> HttpResponseBase | None:
    language = translation.get_language_from_request(request, check_path=True)
    with translation.override(language):
        try:
            how: Kept | None = getattr(resolve(request.path_info).func, "kept", None)
        except Resolver404:
            return None
        key = _key(request, how, language) if how is not None else None
        if key is None:
            return None
        # "*" asks whether there is anything at all, which only what is kept, or the view, can tell.
        asks_for_one = request.headers.get("If-None-Match", "").strip() != "*"
        answer = get_conditional_response(request, etag=f'"{key}"') if asks_for_one else None
        answer = answer or _found(request, key)
    if answer is None:
        return None
    answer.headers.setdefault("ETag", f'"{key}"')
    answer.headers.setdefault("Cache-Control", f"public, max-age={PUBLIC_SECONDS}")
    answer.headers.setdefault("Content-Language", language)
    if translation.get_language_from_path(request.path_info) is None:
        patch_vary_headers(answer, ["Accept-Language"])
    return answer


def _key(request: HttpRequest, how: Kept, language: str) -> str | None:
    """The key of what is asked for, noted for the view; the view is shown what was understood and nothing else."""
    asked = None if address_is_odd(request) else understood(request, how.reads, strict=how.strict)
    if asked is None:
        return None
    parts = (
        release(),
        content_version(how.topics),
        clock.today().isoformat(),
        language,
        request.build_absolute_uri("/"),
        request.path,
        asked.urlencode(),
        "part" if how.fragments and request.headers.get("HX-Request") == "true" else "",
    )
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    request.META["QUERY_STRING"] = asked.urlencode()
    request.GET = QueryDict(request.META["QUERY_STRING"])
    setattr(request, _ATTRIBUTE, key)
    return key


def _place(request: HttpRequest, key: str) -> dict[str, Any]:
    is_words = WORDS in request.GET
    name, places = ("pages.words", WORDS_PLACES) if is_words else ("pages", PLACES)
    return {"name": name, "key": (key,), "places": places}


def _found(request: HttpRequest, key: str) -> HttpResponse | None:
    found = kept.find(**_place(request, key))
    if found is None:
        return None
    headers, content = found[0]
    answer = HttpResponse(content, headers=headers)
    answer.headers["Content-Length"] = str(len(content))
    return answer


def tag_of(request: HttpRequest) -> str | None:
    """The ETag of a good answer to this request, if it is one of those that are kept."""
    key = getattr(request, _ATTRIBUTE, None)
    return f'"{key}"' if key else None


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a good answer under the key that was noted before its view ran."""
    key = getattr(request, _ATTRIBUTE, None)
    if key and len(response.content) <= LARGEST:
        kept.keep(**_place(request, key), made=(dict(response.headers), response.content), seconds=SECONDS)
