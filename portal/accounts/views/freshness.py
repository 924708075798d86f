"""Asking once more for the password before something weighty. `recently_authenticated` serves views of every floor."""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from portal.accounts.forms import FreshForm
from portal.accounts.queries import has_second_factor
from portal.accounts.services.freshness import is_fresh
from portal.kit.http import ViewOf, workspace_view

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)

_FIELD = "fresh_secret"
_SKIPPED = (_FIELD, "csrfmiddlewaretoken")
#: Keys of files laid aside: the page prints those of the files that stand in the request now.
_CHOSEN = "-chosen"


def recently_authenticated(view: ViewOf[R, P]) -> ViewOf[R, P]:
    """The page opens, and its form is taken, only if the password or a code was given in the last minutes.

    Stands below `workspace_view`. A form sent too late is not lost: a page with everything typed asks for the password
    and sends it on, chosen files too (`request.chosen_files`, where the floor above keeps them).
    """

    @wraps(view)
    @sensitive_post_parameters(_FIELD)
    def answer(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_fresh(request):
            _forget_secret(request)
            return view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            return _to_confirm(request)
        form = _form(request, bound=_FIELD in request.POST)
        if form.is_bound and form.is_valid():
            _forget_secret(request)
            return view(request, *args, **kwargs)
        context = {"form": form, "kept": list(_kept(request.POST)), "files": list(request.FILES.items())}
        return render(request, "accounts/confirm.html", context, status=403)

    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters(_FIELD)
@workspace_view(gated=False)
def confirm(request: HttpRequest) -> HttpResponse:
    """The password, then on to the page that asked for it."""
    following = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure()):
        following = resolve_url("overview:desk")
    form = _form(request, bound=request.method == "POST")
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(following)
    return render(request, "accounts/confirm.html", {"form": form, "kept": [("next", following)], "is_page": True})


def _form(request: HttpRequest, *, bound: bool) -> FreshForm:
    assert request.user.is_authenticated
    data = request.POST if bound else None
    return FreshForm(data, request=request, has_second_factor=has_second_factor(request.user))


def _to_confirm(request: HttpRequest) -> HttpResponse:
    address = f"{resolve_url('accounts:confirm')}?{urlencode({'next': request.get_full_path()})}"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def _kept(typed: QueryDict) -> Iterator[tuple[str, str]]:
    for name, values in typed.lists():
        if name not in _SKIPPED and not name.endswith(_CHOSEN):
            yield from ((name, str(value)) for value in values)


def _forget_secret(request: HttpRequest) -> None:
    """No view sees the password among what was typed."""
    if request.method == "POST" and _FIELD in request.POST:
        typed = request.POST.copy()
        del typed[_FIELD]
        request.POST = typed  # type: ignore[assignment]
