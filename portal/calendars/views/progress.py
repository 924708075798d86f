"""How far a region\'s calendar has come, by district: the inner deadline, ready marks, going on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.calendars.forms.parts import GiveOutForm, GoOnForm
from portal.calendars.models import Delegation, Part
from portal.calendars.queries.parts import inner_day, progress
from portal.calendars.services.parts import give_out, go_on
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from schedules.kinds import AKIM_CALENDAR
from schedules.models import Proposal
from schedules.workflow import PROPOSAL


@require_safe
@workspace_view
def show(request: WorkspaceRequest, slug: str, year: int) -> HttpResponse:
    """By district: its mark, those below it, its meetings; what is not ready is named."""
    proposal = _own(request.actor, slug, year)
    return render(
        request,
        "calendars/progress.html",
        _context(request.actor, proposal, _give(proposal, request.actor), GoOnForm()),
    )


@require_POST
@workspace_view
def open_parts(request: WorkspaceRequest, slug: str, year: int) -> HttpResponse:
    """Give the calendar out, or set another inner deadline."""
    actor = request.actor
    proposal = _own(actor, slug, year)
    form = GiveOutForm(request.POST)
    if form.is_valid():
        try:
            give_out(proposal=proposal, due_on=form.cleaned_data["due_on"], actor=actor, today=actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The akimats below have been told."))
            return redirect("calendars:progress", slug, year)
    return render(request, "calendars/progress.html", _context(actor, proposal, form, GoOnForm()))


@require_POST
@workspace_view
def close_parts(request: WorkspaceRequest, slug: str, year: int) -> HttpResponse:
    """Go on with what there is."""
    actor = request.actor
    proposal = _own(actor, slug, year)
    delegation = get_object_or_404(Delegation.objects.select_related("proposal__body"), proposal=proposal)
    form = GoOnForm(request.POST)
    if form.is_valid():
        try:
            go_on(delegation=delegation, actor=actor, today=actor.on, reason=form.cleaned_data["reason"])
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Parts are closed. You can submit the calendar."))
            return redirect("calendars:progress", slug, year)
    return render(request, "calendars/progress.html", _context(actor, proposal, _give(proposal, actor), form))


def _give(proposal: Proposal, actor: Actor) -> GiveOutForm:
    # A day that is set stands in the field: whoever sends the form anew does not move it unawares.
    ahead = Delegation.objects.filter(proposal=proposal, due_on__gt=actor.on).first()
    return GiveOutForm(initial={"due_on": ahead.due_on if ahead else inner_day(proposal, actor.on)})


def _own(actor: Actor, slug: str, year: int) -> Proposal:
    """The calendar of the own region; for anybody else the page does not exist."""
    found = Proposal.objects.of_kind(AKIM_CALENDAR).select_related("body__territory")
    return get_object_or_404(found, body__slug=slug, period_key=str(year), body__in=actor.bodies(*AKIM_CALENDAR.roles))


def _context(actor: Actor, proposal: Proposal, give: GiveOutForm, go: GoOnForm) -> dict[str, Any]:
    delegation = Delegation.objects.filter(proposal=proposal).select_related("proposal__body").first()
    return {
        "proposal": proposal,
        "year": proposal.period_key,
        "body": proposal.body,
        "at": AKIM_CALENDAR.pages.urls(slug=proposal.body.slug, year=proposal.period_key),
        "delegation": delegation,
        "progress": progress(delegation, actor.on) if delegation is not None else None,
        "is_open": PROPOSAL.allows("submit", proposal.state),
        "is_given_out": delegation is not None and Part.objects.open().filter(delegation=delegation).exists(),
        "give": give,
        "go": go,
    }
