"""The second step of signing in: a code of an app on the telephone, and recovery codes for the day it is lost."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import authenticate
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from portal.accounts import queries
from portal.accounts.models import User
from portal.accounts.services import second_factor as services
from portal.accounts.services.sessions import end_other_sessions
from portal.accounts.views.freshness import recently_authenticated
from portal.kernel import clock
from portal.kit.http import workspace_view

__all__ = ["authenticate", "codes", "codes_file", "index", "new_codes", "set_up", "turn_off"]


def _me(request: HttpRequest) -> User:
    assert request.user.is_authenticated
    return request.user


@require_safe
@workspace_view(gated=False)
def index(request: HttpRequest) -> HttpResponse:
    """Whether the second step is on, and what can be done about it."""
    return render(request, "mfa/index.html", {"factor": queries.second_factor(_me(request))})


class _SetUp(ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        """The code that proved the app is used up; browsers that never proved the second step are signed out."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            services.use_code(user=_me(self.request), code=form.cleaned_data["code"])
        end_other_sessions(user=_me(self.request), current_key=self.request.session.session_key or "")
        return response


@require_safe
@workspace_view(gated=False)
@recently_authenticated
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, shown one time only."""
    found = services.show_codes(user=_me(request), now=clock.now())
    if found is None:
        raise Http404
    return render(request, "mfa/recovery_codes/index.html", {"codes": found})


@require_POST
@workspace_view(gated=False)
@recently_authenticated
def codes_file(request: HttpRequest) -> HttpResponse:
    """The codes as a text to be saved, some minutes after they were shown."""
    found = services.codes_for_file(user=_me(request), now=clock.now())
    if not found:
        raise Http404
    text = render_to_string("mfa/recovery_codes/download.txt", {"codes": found, "person": request.user})
    headers = {"Content-Disposition": 'attachment; filename="kezdesu-codes.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


set_up = workspace_view(gated=False)(recently_authenticated(_SetUp.as_view()))
turn_off = workspace_view(gated=False)(recently_authenticated(DeactivateTOTPView.as_view()))
new_codes = workspace_view(gated=False)(recently_authenticated(GenerateRecoveryCodesView.as_view()))
