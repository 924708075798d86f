"""How often one address may ask for what costs much.

Counted by the minute in the cache, and in the memory of the process while that is away. Nobody is named: of an address
a hash is kept for a minute. Many people may stand behind one address, so the numbers are far above what a reader does
by hand; nginx has limits of its own in front.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from portal.kernel import clock

SECONDS = 60
#: Of each kind so many a minute.
LIMITS = {
    # A search through texts.
    "search": 300,
    # The record as it stood on a past day, derived anew.
    "past": 60,
    # A table, a document or a picture to take away.
    "export": 120,
    # A calendar for telephones: many of one network ask at the same minute.
    "feed": 300,
    # A page of the open data.
    "api": 600,
    # Asking for a photo to be taken off, for whoever presses by hand.
    "removal": 20,
    # What people send without an account: far below it a person of the office looks, and only a flood is turned away.
    "ask": 300,
}
_KIND_OF_ENDING = {
    **dict.fromkeys(("csv", "json", "pdf", "docx", "xlsx", "zip", "png"), "export"),
    **dict.fromkeys(("ics", "atom"), "feed"),
}
_KIND_OF_PARAMETER = {"q": "search", "as_of": "past"}
#: Pages of these parts are asked for by name and password.
_OWN = ("work", "desk", "accounts")
#: A file is counted where it is known whether it is everybody's: `portal.files.views`.
_FILES = "files"


def kinds_of(request: HttpRequest) -> list[str]:
    """What is dear in this request, as the application reads it, however it is spelled."""
    parts = request.path.split("/")
    if len(parts) > 2 and parts[2] in _OWN:
        return []
    kinds = [kind for name, kind in _KIND_OF_PARAMETER.items() if any(map(str.strip, request.GET.getlist(name)))]
    ending = request.path.rpartition(".")[2].lower()
    taken = None if parts[2:3] == [_FILES] else _KIND_OF_ENDING.get(ending)
    return [*kinds, taken] if taken else kinds


def wait_for(request: HttpRequest, kinds: Iterable[str]) -> int:
    """Seconds after which this address may ask again; 0 when it may now. Each kind is counted."""
    if not settings.KEZDESU_LIMITS:
        return 0
    now = int(clock.now().timestamp())
    minute, gone = divmod(now, SECONDS)
    beyond = [kind for kind in kinds if _counted(f"limit:{kind}:{_address(request)}:{minute}") > LIMITS[kind]]
    return SECONDS - gone if beyond else 0


def address_of(request: HttpRequest) -> str:
    """Of an IPv6 address its network, which one reader has to himself; "unknown" where nobody can tell."""
    try:
        return get_ip(request)
    except PermissionDenied:
        return "unknown"


def _address(request: HttpRequest) -> str:
    return hashlib.sha256(address_of(request).encode()).hexdigest()[:16]


def _counted(key: str) -> int:
    if cache.add(key, 1, SECONDS):
        return 1
    try:
        return cache.incr(key)
    except ValueError:
        # It was forgotten between the two questions.
        return 1


class LimitCostlyPages:
    """429 with a page in the reader's language. The API counts and refuses by itself, in JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kinds = [] if request.path_info.startswith("/api/") else kinds_of(request)
        seconds = wait_for(request, kinds) if kinds else 0
        return too_many(request, seconds) if seconds else self._get_response(request)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    answer = render(request, "too_many.html", {"seconds": seconds}, status=429)
    add_never_cache_headers(answer)
    answer.headers["Retry-After"] = str(seconds)
    return answer
