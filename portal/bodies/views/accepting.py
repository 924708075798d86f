"""The page a letter of invitation leads to. Opening it changes nothing: the button does."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.forms import NewLoginForm
from portal.accounts.models import User
from portal.bodies.models import Invitation
from portal.bodies.services import accept_invitation
from portal.bodies.services.invitations import find_invitation
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit.forms import add_refusal

_CHOSEN = ("full_name", "language")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password1", "password2")
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """What the role is; then a password for somebody new, or the button for whoever has signed in."""
    now, today = clock.now(), clock.today()
    found = find_invitation(key=key, now=now, today=today)
    if found is None:
        return render(request, "bodies/invitation_dead.html", status=404)
    user = request.user if request.user.is_authenticated else None
    step = _step(found, user)
    form = None
    if step == "choose":
        known = {"full_name": found.full_name, "language": found.language}
        form = NewLoginForm(request.POST if request.method == "POST" else None, initial=known)
    may = step == "accept" or (form is not None and form.is_valid())
    if request.method == "POST" and may:
        chosen = None
        if form is not None:
            chosen = {name: form.cleaned_data[name] for name in _CHOSEN} | {"password": form.cleaned_data["password1"]}
        try:
            accept_invitation(key=key, user=user, chosen=chosen, now=now, today=today)
        except Conflict:
            return render(request, "bodies/invitation_dead.html", status=409)
        except Invalid as refusal:
            add_refusal(form or NewLoginForm(), refusal, {"password": "password1"})
        else:
            return _onwards(request, user, chosen["language"] if chosen else None)
    return render(request, "bodies/accept.html", {"invitation": found, "form": form, "step": step})


@require_safe
@never_cache
def accepted(request: HttpRequest) -> HttpResponse:
    """The role is given; the way to signing in."""
    return render(request, "bodies/accepted.html")


def _step(found: Invitation, user: User | None) -> str:
    """What stands between the reader and the role."""
    if user is not None:
        return "accept" if user.pk == found.user_id else "other"
    return "sign_in" if found.user.has_usable_password() else "choose"


def _onwards(request: HttpRequest, user: User | None, language: str | None) -> HttpResponse:
    if user is not None:
        messages.success(request, _("The role is assigned to you from today."))
        return redirect("overview:desk")
    with override(language):
        return redirect("bodies:accepted")
