"""Keeps the session list true: when each signed-in browser was last seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

#: A session is written down at most so often: the list shows minutes, not clicks.
_EVERY_SECONDS = 5 * 60


class SessionActivity:
    """Notes workspace pages only. A public page must not even look at the session, or caches would keep it apart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "workspace", False) and request.user.is_authenticated:
            self._note(request)
        return response

    def _note(self, request: HttpRequest) -> None:
        key = request.session.session_key
        # The key opens the session, so the cache holds its hash.
        if key and cache.add(f"session-seen:{hashlib.sha256(key.encode()).hexdigest()}", 1, _EVERY_SECONDS):
            UserSession.objects.create_from_request(request)
