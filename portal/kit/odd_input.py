"""Characters that no text has: refused once, in front of everything that would give them to the database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from string import punctuation
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

_URLENCODED, _IN_PARTS, _API = "application/x-www-form-urlencoded", "multipart/form-data", "/api/"
_NUL = b"\x00"
#: Where the parts of a form end, in the letters that its standard gives.
_BOUNDARY = re.compile(r';\s*boundary=("?)([\w\'()+,./:=? -]{1,70})\1\s*(?:;|$)', re.ASCII | re.IGNORECASE)
_Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def in_one_encoding(application: _Application) -> _Application:
    """The application, told of what is sent to it the kind and the boundary alone.

    Everything is read as UTF-8, as every page says. An encoding that a stranger names would be believed also for an
    address: some decode to halves of surrogates or to nothing, and most make another filter of a plain one.
    """

    def told(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kind, semicolon, more = environ.get("CONTENT_TYPE", "").partition(";")
        boundary = _BOUNDARY.search(semicolon + more)
        environ["QUERY_STRING"] = _in_ascii(environ.get("QUERY_STRING", ""))
        environ["CONTENT_TYPE"] = kind.strip() + (f'; boundary="{boundary[2]}"' if boundary else "")
        return application(environ, start_response)

    return told


def _in_ascii(query: str) -> str:
    """Letters sent as they are, which the server hands on byte by byte, encoded: a redirect would twist them."""
    return query if query.isascii() else quote(query.encode("latin-1", "replace"), safe=punctuation)


class RefuseOddInput:
    """A NUL in a path, a query or the fields of a form, and bytes that are no text, are answered with 400.

    Uploads are not looked into: what a file may hold is asked where it is read. The API says by itself, in JSON, which
    parameter is at fault.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(_API):
            return self._get_response(request)
        if address_is_odd(request) or _form_is_odd(request):
            raise BadRequest
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """A form in parts is read here, where whoever looks for its token would read it next."""
        is_in_parts = request.method == "POST" and request.content_type == _IN_PARTS
        if is_in_parts and not request.path_info.startswith(_API) and _has_nul(request.POST):
            raise BadRequest


def _has_nul(typed: QueryDict) -> bool:
    return any("\x00" in text for name, values in typed.lists() for text in (name, *values))


def address_is_odd(request: HttpRequest) -> bool:
    """A NUL, or bytes that are no text, in the path or the query."""
    typed = f"{request.META.get('PATH_INFO', '')}?{request.META.get('QUERY_STRING', '')}"
    return _is_odd(unquote_to_bytes(typed))


def _form_is_odd(request: HttpRequest) -> bool:
    if request.method != "POST":
        return False
    if request.content_type == _URLENCODED:
        return _is_odd(unquote_to_bytes(request.body))
    return False


def _is_odd(raw: bytes) -> bool:
    if _NUL in raw:
        return True
    try:
        # Half a surrogate has no bytes in UTF-8: what decodes has none.
        raw.decode()
    except UnicodeDecodeError:
        return True
    return False
