"""Profile and sessions of the person who is signed in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts import queries
from portal.accounts.forms import LanguageForm
from portal.accounts.models import User
from portal.accounts.services import people
from portal.accounts.services import sessions as session_services
from portal.kit.http import workspace_view


def _me(request: HttpRequest) -> User:
    """Whoever is signed in: a workspace view has nobody else."""
    assert request.user.is_authenticated
    return request.user


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view(gated=False)
def profile(request: HttpRequest) -> HttpResponse:
    """Name and address as the administrator wrote them; the language is one's own choice."""
    form = LanguageForm(request.POST if request.method == "POST" else None, initial={"language": _me(request).language})
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        people.choose_language(user=_me(request), language=language)
        with override(language):
            messages.success(request, _("Letters and the workspace will be in this language."))
            return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form, "person": request.user})


@require_http_methods(["GET", "HEAD"])
@workspace_view(gated=False)
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in."""
    rows = queries.open_sessions(_me(request), request.session.session_key)
    return render(request, "accounts/sessions.html", {"sessions": rows, "others": len(rows) - 1})


@require_POST
@workspace_view(gated=False)
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key == request.session.session_key:
        # Ending the present one is signing out, which also forgets the cookie.
        return redirect("account_logout")
    session_services.end_session(session=session)
    messages.success(request, _("The session was ended."))
    return redirect("accounts:sessions")


@require_POST
@workspace_view(gated=False)
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    ended = session_services.end_other_sessions(user=_me(request), current_key=request.session.session_key or "")
    said = ngettext("%(count)s session was ended.", "%(count)s sessions were ended.", ended) % {"count": ended}
    messages.success(request, said)
    return redirect("accounts:sessions")
