"""Health for whoever watches the machines: no page, no cookie, no detail that helps an intruder."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.deadlines.queries import sweep_age
from portal.kernel import clock
from portal.kit.failing_open import FailingOpenCache

#: The beat sweeps many times a day; a day and two hours without a finished sweep means that nobody is reminded.
SWEEP_FRESH = timedelta(hours=26)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and the last finished sweep is fresh, else 503; and which of them is not.

    The cache is told and never makes the portal unready: without it everything is there, only slower.
    `sweep_age_seconds` is null when no sweep ever came to its end, or when it cannot be asked.
    """
    database = _database()
    age = _sweep_age() if database else None
    checks: dict[str, Any] = {
        "database": database,
        "sweep": age is not None and age <= SWEEP_FRESH,
    }
    good = all(checks.values())
    checks["cache"] = _cache()
    checks["sweep_age_seconds"] = None if age is None else int(age.total_seconds())
    return JsonResponse({"ready": good, **checks}, status=200 if good else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _sweep_age() -> timedelta | None:
    try:
        return sweep_age(clock.now())
    except DatabaseError:
        return None


def _cache() -> bool:
    return cast(FailingOpenCache, caches["default"]).answers()
