"""Error pages: what happened, in the reader's language, and a way on. No personal data, nothing of the cause."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.web.rail import RAIL
from schedules.kinds import own_kinds

#: Pages the menu leads to, also by way of another address; that they exist is known to everybody.
_OF_THE_MENU = frozenset(
    {name for name, *_entry in RAIL} | {"schedules:intake", *(f"schedules:{kind.key}_board" for kind in own_kinds())}
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; a form larger than the portal takes is told so, as 413."""
    if isinstance(exception, RequestDataTooBig):
        return _said(request, "413.html", 413)
    return _said(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose secret is missing or old: most often the page was open for too long."""
    return _said(request, "403_csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; a program that asks for data gets what `portal.api.errors` answers.

    A page of the menu of others is no secret: to somebody who signed in it says that it is not theirs.
    """
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "not_found", "detail": _("Nothing is published at this address.")}, status=404)
    page = request.resolver_match.view_name if request.resolver_match else ""
    if getattr(request, "workspace", False) and page in _OF_THE_MENU:
        reason = _("This page belongs to the work of another role.")
        response = _said(request, "403.html", 403, {"reason": reason})
        response.headers["Cache-Control"] = "private, no-store"
        return response
    return _said(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; the page is printed without the request, because anything of it may be what failed."""
    return render(None, "500.html", status=500)


def _said(request: HttpRequest, page: str, status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    """The menu shows the way on, and not what presses there: addresses that are guessed count nothing."""
    vars(request)["is_uncounted"] = True
    return render(request, page, context, status=status)
