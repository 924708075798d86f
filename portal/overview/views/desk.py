"""My desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.kit.http import workspace_view
from portal.overview import queries


@workspace_view
def desk(request: HttpRequest) -> HttpResponse:
    """What is due and what waits, for whoever signed in."""
    actor = request.actor  # type: ignore[attr-defined]
    return render(request, "overview/desk.html", {"desk": queries.desk(actor), "today": actor.on})
