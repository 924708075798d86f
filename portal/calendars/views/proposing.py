"""Filling a calendar by the norms."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.bodies.permissions import WorkspaceRequest
from portal.calendars.forms.proposing import ProposeForm
from portal.calendars.queries.proposing import proposing_page
from portal.calendars.services.proposing import start_proposing
from portal.kit.http import workspace_view
from schedules.models import Proposal
from schedules.views.finding import own_proposal


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def propose(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What the norms ask for and what the calendar holds of it; the form that asks for a proposed one."""
    proposal = _calendar(request, pk)
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        job = start_proposing(proposal=proposal, actor=request.actor, **form.cleaned_data)
        return redirect(job)
    page = proposing_page(proposal, request.actor.on)
    return render(request, "calendars/propose.html", {"proposal": proposal, "form": form, "page": page})


def _calendar(request: WorkspaceRequest, pk: int) -> Proposal:
    proposal = own_proposal(request.actor, pk)
    if proposal.its_kind.proposer is None:
        raise Http404
    return proposal
