"""One handler maps refusals of the domain to status codes and stable error codes."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from portal.kernel.errors import DomainError
from portal.kit.translated import sentence


def answer(exc: Exception, context: dict[str, Any]) -> Response | None:
    """A DomainError as `{"code", "detail"}` with its status; everything else as the framework answers it."""
    if isinstance(exc, DomainError):
        return Response({"code": exc.code, "detail": sentence(exc.message)}, status=exc.status)
    return exception_handler(exc, context)
