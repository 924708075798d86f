"""The ministry's own proposals: the list by year, opening one, one proposal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.models import Body
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from schedules.permissions import can_see_unsent
from schedules.queries.actions import proposal_actions
from schedules.queries.beside import beside, has_beside
from schedules.queries.grid import grid, is_long
from schedules.queries.proposals import own_proposals, proposal_history
from schedules.queries.window import RowFilter, choices, narrowed, window_of
from schedules.services.proposals import open_proposal
from schedules.views.finding import Shared, own_proposal, shared_proposal


@require_safe
@workspace_view
def proposals(request: WorkspaceRequest) -> HttpResponse:
    """Own proposals by year, and the years that can be opened."""
    actor = request.actor
    page = paginate(request, own_proposals(actor, actor.on))
    return render(request, "schedules/proposals.html", {"page": page, "today": actor.on})


@require_POST
@workspace_view
def open_year(request: WorkspaceRequest) -> HttpResponse:
    """Open the proposal of a ministry for a year; opening twice leads to the same one."""
    actor = request.actor
    body = get_object_or_404(Body.objects.ministries(), slug=request.POST.get("body", ""), pk__in=actor.bodies())
    try:
        proposal = open_proposal(body=body, period_key=request.POST.get("year", ""), actor=actor, today=actor.on)
    except Invalid as refusal:
        messages.error(request, str(refusal.message))
        return redirect("schedules:proposals")
    return redirect(proposal)


@require_safe
@workspace_view
def proposal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One proposal: its meetings, what they lack, what deserves a look, and what can be done now."""
    actor = request.actor
    shared = shared_proposal(actor, pk)
    found = shared.proposal
    if shared.is_part:
        return _part(request, shared)
    as_filed = not can_see_unsent(actor, found)
    narrowing: dict[str, Any] = {}
    if is_long(found) and not as_filed:
        asked = RowFilter.asked(request.GET)
        page = paginate(request, narrowed(found, asked))
        shown = grid(found, actor.on, window=window_of(found, page))
        rows = shown.rows(shown.view.rows)
        act = found.bulk_acts.defer("before").first()
        narrowing = {"asked": asked, "choices": choices(found, actor.on), "act": act}
        narrowing["has_beside"] = has_beside(found)
        narrowing["at"] = "&".join(filter(None, [f"?page={page.number}", asked.query]))
    else:
        shown = grid(found, actor.on, as_filed=as_filed)
        page = paginate(request, shown.view.rows)
        rows = shown.rows(page)
    context = {
        **narrowing,
        "proposal": found,
        "view": shown.view,
        "grid": shown,
        "page": page,
        "rows": rows,
        "actions": proposal_actions(actor, found),
        "history": proposal_history(found),
    }
    return render(request, "schedules/proposal.html", context)


def _part(request: WorkspaceRequest, shared: Shared) -> HttpResponse:
    """What was given to the person's body, as a table: its rows and nothing else of the proposal."""
    proposal, on, bodies = shared.proposal, request.actor.on, shared.bodies
    asked = RowFilter.asked(request.GET)
    page = paginate(request, narrowed(proposal, asked, bodies))
    shown = grid(proposal, on, window=window_of(proposal, page, bodies))
    parts = proposal.its_kind.parts
    context = {
        "proposal": proposal,
        "view": shown.view,
        "grid": shown,
        "page": page,
        "rows": shown.rows(shown.view.rows),
        "asked": asked,
        "choices": choices(proposal, on, bodies),
        "at": "&".join(filter(None, [f"?page={page.number}", asked.query])),
        "back_url": parts.url() if parts is not None else "",
    }
    return render(request, "schedules/proposal_part.html", context)


@require_safe
@workspace_view
def beside_table(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What stands beside the table of a long plan: asked for once the page is there, so that it waits for nothing."""
    found = own_proposal(request.actor, pk)
    shown = beside(found, request.actor.on)
    if shown is None:
        raise Http404
    return render(request, shown.template, {"panel": shown.panel})
