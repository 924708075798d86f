"""What the lockout asks for: which login an attempt is about, and the page somebody locked out sees."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers


def login_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The address somebody tries to sign in with, in lower case, whether anybody has it or not."""
    typed = (credentials or {}).get("email") or (credentials or {}).get("username") or request.POST.get("login") or ""
    return str(typed).strip().lower()


def address_of(request: HttpRequest) -> str | None:
    """The network address an attempt comes from, read like the session list reads it: behind as many proxies as set."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None


def unnamed(username: str, ip_address: str, *_more: object) -> str:
    """How the log speaks of whoever signs in: lines of one login can be put together, but name nobody."""
    return f"login {hashlib.sha256(f'{username} {ip_address}'.encode()).hexdigest()[:12]}"


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """429. The same page for a known and an unknown address."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    page = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    add_never_cache_headers(page)
    page.headers["Retry-After"] = str(minutes * 60)
    return page
