"""Whether the person who signed in is the one who sits here now."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest

from portal.accounts.permissions import is_exempt
from portal.accounts.services.second_factor import use_code
from portal.kernel import clock

_KEY = "fresh"


def is_fresh(request: HttpRequest) -> bool:
    """A password or code of this person was asked for in this session, not longer ago than the settings allow."""
    assert request.user.is_authenticated
    if is_exempt(request.user):
        return True
    mine: dict[str, Any] = request.session.get(_KEY) or {}
    proofs = [record["at"] for record in get_authentication_records(request, request.user)]
    if mine.get("user") == request.user.pk:
        proofs.append(mine["at"])
    return any(0 <= clock.now().timestamp() - at < settings.KEZDESU_FRESH_SECONDS for at in proofs)


def proves(*, request: HttpRequest, secret: str) -> bool:
    """Whether `secret` is the person's password or a code of now; if so, this session is fresh from here on.

    Wrong passwords count for the lockout like those at signing in. A password is never digits alone, a code always.
    """
    assert request.user.is_authenticated
    user = request.user
    if secret.strip().isdigit():
        right = _is_code(request, secret.strip())
    else:
        right = authenticate(request, email=user.email, password=secret) == user
    if right:
        request.session[_KEY] = {"user": user.pk, "at": clock.now().timestamp()}
    return right


def _is_code(request: HttpRequest, code: str) -> bool:
    assert request.user.is_authenticated
    key = f"user-{request.user.pk}"
    if not ratelimit.consume(request, action="second_factor", key=key):
        return False
    if use_code(user=request.user, code=code) is None:
        return False
    ratelimit.clear(request, action="second_factor", key=key)
    return True
