"""What stands before every page of the workspace: approvers and administrators sign in with two steps."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from portal.accounts.permissions import is_exempt
from portal.accounts.queries import has_second_factor
from portal.bodies.permissions import WorkspaceRequest, needs_second_factor


def second_factor_gate(request: WorkspaceRequest) -> HttpResponse | None:
    """The way to the set-up page for whoever must have the second step and has not; None lets pass.

    One statement, and only for those roles.
    """
    actor = request.actor
    if not needs_second_factor(actor) or is_exempt(actor.user) or has_second_factor(actor.user):
        return None
    address = f"{reverse('mfa_index')}?needed=1"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
