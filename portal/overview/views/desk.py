"""My desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from portal.bodies.permissions import WorkspaceRequest
from portal.kit.http import workspace_view
from portal.overview import queries


@workspace_view
def desk(request: WorkspaceRequest) -> HttpResponse:
    """What is due and what waits, for whoever signed in."""
    actor = request.actor
    return render(request, "overview/desk.html", {"desk": queries.desk(actor), "today": actor.on})
