"""The workspace: addresses at which a phone reads one's due days."""

from __future__ import annotations

from base64 import b64encode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.models import Body
from portal.bodies.permissions import WorkspaceRequest
from portal.deadlines.models import CalendarAddress
from portal.deadlines.queries.calendars import addresses
from portal.deadlines.services.calendars import make_address, renew, revoke
from portal.kernel import clock
from portal.kit.documents import qr_png
from portal.kit.http import workspace_view


def _own(request: WorkspaceRequest, pk: int) -> CalendarAddress:
    """One's own working address; another's does not exist."""
    live = CalendarAddress.objects.filter(user=request.actor.user, revoked_on__isnull=True).select_related("body")
    return get_object_or_404(live, pk=pk)


@require_safe
@workspace_view
def calendars(request: WorkspaceRequest) -> HttpResponse:
    """Calendars the person can have, with the last day each was read."""
    return render(request, "deadlines/calendars.html", {"rows": addresses(request.actor)})


@require_POST
@workspace_view
@sensitive_variables("key")
def make_calendar(request: WorkspaceRequest) -> HttpResponse:
    """Make an address and show it, this once."""
    slug = request.POST.get("body", "")
    body = get_object_or_404(Body.objects.all(), slug=slug) if slug else None
    key = make_address(actor=request.actor, body=body, today=clock.today())
    return _shown_once(request, body, key)


@require_POST
@workspace_view
@sensitive_variables("key")
def renew_calendar(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Another address in the place of one; the old one stops working."""
    address = _own(request, pk)
    key = renew(address=address, actor=request.actor, today=clock.today())
    return _shown_once(request, address.body, key)


@require_POST
@workspace_view
def revoke_calendar(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take an address back."""
    revoke(address=_own(request, pk), actor=request.actor, today=clock.today())
    messages.success(request, _("The address does not work any more."))
    return redirect("deadlines:calendars")


@sensitive_variables("key", "address")
def _shown_once(request: HttpRequest, body: Body | None, key: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("deadline_calendar", args=[key]))
    context = {
        "body": body,
        "address": address,
        "webcal": "webcal" + address[address.index(":") :],
        "qr": f"data:image/png;base64,{b64encode(qr_png(address)).decode()}",
    }
    return render(request, "deadlines/calendars_made.html", context)
