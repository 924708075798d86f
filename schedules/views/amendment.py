"""Opening an amendment and giving it up, on the authorised body's side and on a ministry's."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from schedules.forms.amendment import AbandonForm, AmendmentForm, ProposeChangeForm
from schedules.models import Schedule
from schedules.permissions import can_prepare_schedule
from schedules.queries.actions import proposal_actions, schedule_actions
from schedules.queries.amendment import accepted_changes, amendable_bodies, bodies_outside, proposal_changes
from schedules.queries.version_list import draft_difference
from schedules.services.amendment import abandon_amendment, drop_change, open_amendment, propose_change
from schedules.views.finding import own_proposal


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def amend(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Choose whom to ask, or a half-year to revise, and say why; then open the amendment."""
    actor = request.actor
    schedule = _visible(actor, year)
    can_prepare_schedule(actor).require()
    if schedule.amends_id is not None and request.method != "POST" and schedule.published_at is None:
        return redirect("schedules:work_graph", year)
    bodies = amendable_bodies(schedule, actor.on)
    waiting = accepted_changes(schedule)
    form = AmendmentForm(
        request.POST if request.method == "POST" else None,
        period=schedule.period,
        bodies=bodies,
        outside=bodies_outside(schedule, bodies),
        initial={"scope": AmendmentForm.SOME},
    )
    if request.method == "POST" and form.is_valid():
        try:
            open_amendment(
                schedule=schedule,
                bodies=form.chosen,
                reason_kk=form.cleaned_data["reason_kk"],
                reason_ru=form.cleaned_data["reason_ru"],
                scope_key=form.scope_key,
                actor=actor,
                today=actor.on,
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The amendment is opened. The ministries have been told."))
            return redirect("schedules:work_graph", year)
    context = {"schedule": schedule, "form": form, "waiting": waiting, "year": year}
    return render(request, "schedules/amendment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def abandon(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Give the amendment up while it is a draft."""
    actor = request.actor
    schedule = _visible(actor, year)
    can_prepare_schedule(actor).require()
    if request.method != "POST" and not schedule_actions(actor, schedule).abandon:
        return redirect("schedules:work_graph", year)
    form = AbandonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            abandon_amendment(schedule=schedule, comment=form.cleaned_data["comment"], actor=actor, today=actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The amendment is withdrawn. The published version stays in force."))
            return redirect("schedules:work_graph", year)
    return render(request, "schedules/amendment_abandon.html", {"schedule": schedule, "form": form, "year": year})


@require_safe
@workspace_view
def changes(request: WorkspaceRequest, year: str) -> HttpResponse:
    """What the amendment being prepared changes against the version in force."""
    actor = request.actor
    schedule = _visible(actor, year)
    if schedule.amends_id is None:
        raise Http404
    view = draft_difference(schedule, actor.on)
    context = {
        "schedule": schedule,
        "difference": view,
        "page": paginate(request, view.changes if view else []),
        "year": year,
    }
    return render(request, "schedules/amendment_changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def propose(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A ministry opens its accepted proposal again, to change meetings that are in force."""
    actor = request.actor
    proposal = own_proposal(actor, pk)
    if request.method != "POST" and not proposal_actions(actor, proposal).amend:
        return redirect(proposal)
    form = ProposeChangeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            propose_change(proposal=proposal, reason=form.cleaned_data["reason"], actor=actor, today=actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The proposal is open again. Change its meetings, then file it."))
            return redirect(proposal)
    return render(request, "schedules/amendment_propose.html", {"proposal": proposal, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def drop(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A ministry leaves its meetings as they were approved."""
    actor = request.actor
    proposal = own_proposal(actor, pk)
    if request.method != "POST" and not proposal_actions(actor, proposal).drop_change:
        return redirect(proposal)
    if request.method == "POST":
        drop_change(proposal=proposal, actor=actor, today=actor.on)
        messages.success(request, _("The meetings are left as they were approved."))
        return redirect(proposal)
    context = {"proposal": proposal, "changes": proposal_changes(proposal)}
    return render(request, "schedules/amendment_drop.html", context)


def _visible(actor: Actor, year: str) -> Schedule:
    found = Schedule.objects.visible_to(actor).for_period(year).first()
    if found is None:
        raise Http404
    return found
