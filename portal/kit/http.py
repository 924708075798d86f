"""What a public page and a workspace page promise to the browser and to caches."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, overload
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django_htmx.http import HttpResponseClientRedirect

from portal.kernel.errors import Conflict, NotAllowed
from portal.kit import kept_pages
from portal.kit.kept_pages import PUBLIC_SECONDS, Kept

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
#: A view that asks more of its request, as `workspace_view` gives it: an actor, whom only the floors above know.
ViewOf = Callable[Concatenate[R, P], HttpResponseBase]


@overload
def public_page(view: View[P], /) -> View[P]: ...
@overload
def public_page(
    *, fragments: bool = ..., seconds: int = ..., kept: Kept | None = ...
) -> Callable[[View[P]], View[P]]: ...
def public_page(
    view: Any = None, /, *, fragments: bool = False, seconds: int = PUBLIC_SECONDS, kept: Kept | None = None
) -> Any:
    """Anyone may read it, any cache may keep it `seconds` long, nobody gets a cookie; GET and HEAD only.

    The ETag is the hash of the body, so an unchanged page costs the reader a 304. `fragments` says that the view
    answers htmx with a part of the page. The view must not touch the session, the user or the CSRF token. What is
    `kept` is answered before the view, see `kit.kept_pages`: its parameters must be those named there.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in ("GET", "HEAD"):
                return HttpResponseNotAllowed(["GET", "HEAD"])
            touched_before = _touches_person(request)
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
            if _touches_person(request) and not touched_before:
                raise RuntimeError(f"{request.path} is public but read the session or made a CSRF token")
            if fragments:
                patch_vary_headers(response, ["HX-Request"])
            response.cookies.clear()
            if not isinstance(response, HttpResponse) or response.status_code != 200:
                return response
            response.headers.setdefault("Cache-Control", f"public, max-age={seconds}")
            tag = kept_pages.tag_of(request) or f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            response.headers.setdefault("ETag", tag)
            kept_pages.keep(request, response)
            # Never None: it is given a response to fall back on.
            return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response

        answer.kept = kept  # type: ignore[attr-defined]
        return answer

    return decorate if view is None else decorate(view)


@overload
def workspace_view(view: ViewOf[R, P], /) -> View[P]: ...
@overload
def workspace_view(*, gated: bool = ...) -> Callable[[ViewOf[R, P]], View[P]]: ...
def workspace_view(view: Any = None, /, *, gated: bool = True) -> Any:
    """A page for people who signed in: private, never stored, with `request.actor`, in the workspace frame.

    Not `gated` are the pages through which somebody meets what the gate (KEZDESU_GATE) asks for. NotAllowed becomes a
    403 page with the reason, Conflict and IllegalTransition a 409 page that offers to look again.
    Invalid belongs at the form and is the view's to catch.
    """

    def decorate(view: ViewOf[R, P]) -> View[P]:
        @wraps(view)
        def answer(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _private(_to_login(request))
            # Set before the view runs: the frame of an error page needs them too.
            request.workspace = True
            request.actor = import_string(settings.KEZDESU_ACTOR)(request)
            instead = import_string(settings.KEZDESU_GATE)(request) if gated else None
            if instead is not None:
                return _private(instead)
            try:
                response = view(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    response.render()
            except NotAllowed as refusal:
                response = refused(request, refusal)
            except Conflict as conflict:
                response = conflicting(request, conflict)
            return _private(response)

        return answer

    return decorate if view is None else decorate(view)


def refused(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    """403 with the reason in words."""
    return render(request, "403.html", {"reason": refusal.message}, status=refusal.status)


def conflicting(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """409: what happened meanwhile, and the way back to the page as it is now: the one the form was sent from."""
    again = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(again, {request.get_host()}, require_https=request.is_secure()):
        again = request.path
    return render(request, "409.html", {"reason": conflict.message, "again": again}, status=conflict.status)


def _touches_person(request: HttpRequest) -> bool:
    """Whether the answer may depend on who asks: such a page must never reach a shared cache."""
    session = getattr(request, "session", None)
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or (session is not None and session.accessed))


def _to_login(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back here afterwards unless a form was being sent."""
    back = {"next": request.get_full_path()} if request.method in ("GET", "HEAD") else {}
    address = resolve_url(settings.LOGIN_URL) + (f"?{urlencode(back)}" if back else "")
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Cache-Control"] = "private, no-store"
    return response
