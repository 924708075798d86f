"""Error pages: what happened, in the reader's language, and a way on. No personal data, nothing of the cause."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; a form larger than the portal takes is told so, as 413."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose secret is missing or old: most often the page was open for too long."""
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; a program that asks for data gets what `portal.api.errors` answers."""
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "not_found", "detail": _("Nothing is published at this address.")}, status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; the page is printed without the request, because anything of it may be what failed."""
    return render(None, "500.html", status=500)
