"""One handler maps refusals of the domain to status codes and stable error codes."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, Throttled
from rest_framework.response import Response
from rest_framework.views import exception_handler

from portal.kernel.errors import DomainError
from portal.kit.translated import sentence


def answer(exc: Exception, context: dict[str, Any]) -> Response | None:
    """A DomainError as `{"code", "detail"}` with its status, and what is not there as well; else as the framework does.

    Sentences are in the language the asker prefers (`Accept-Language`), Kazakh when none is said.
    """
    if isinstance(exc, DomainError):
        return Response({"code": exc.code, "detail": sentence(exc.message)}, status=exc.status)
    if isinstance(exc, Http404 | NotFound):
        return Response({"code": "not_found", "detail": _("Nothing is published at this address.")}, status=404)
    response = exception_handler(exc, context)
    if isinstance(exc, Throttled) and response is not None:
        response.data = {"code": "too_many_requests", **response.data}
    return response
