"""Sending the schedule to the Government, and the Government's decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.views.freshness import recently_authenticated
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from schedules.forms import DecisionForm, SendForm
from schedules.models import Schedule
from schedules.permissions import can_prepare_schedule, is_approver
from schedules.queries.actions import schedule_actions
from schedules.queries.graph import graph_history, graph_view
from schedules.queries.terms import approval_due_on, draft_due_on
from schedules.queries.version_content import next_number
from schedules.queries.version_list import draft_difference
from schedules.rules import days_late
from schedules.services.approval import approve_schedule, return_by_government, send_to_government


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def send(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Show what stands in the way, what is sent and to whom; then send."""
    actor = request.actor
    schedule = _visible(actor, year)
    can_prepare_schedule(actor).require()
    view = graph_view(schedule, actor.on)
    due_on = draft_due_on(schedule, actor.on) if schedule.amends_id is None else None
    late = days_late(actor.on, due_on) if due_on and schedule.sent_on is None else 0
    form = SendForm(request.POST if request.method == "POST" else None, has_gaps=bool(view.gaps), is_late=late > 0)
    if request.method == "POST" and form.is_valid():
        try:
            send_to_government(schedule=schedule, actor=actor, today=actor.on, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The schedule is sent to the Government."))
            return redirect("schedules:work_graph", year)
    context = {
        "schedule": schedule,
        "view": view,
        "form": form,
        "due_on": due_on,
        "days_late": late,
        "difference": draft_difference(schedule, actor.on),
    }
    return render(request, "schedules/approval_send.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def decide(request: WorkspaceRequest, year: str) -> HttpResponse:
    """The whole schedule, what ministries said, what approval does; then approve or return."""
    actor = request.actor
    schedule = _visible(actor, year)
    if not is_approver(actor):
        raise Http404
    due_on = approval_due_on(schedule, actor.on) if schedule.amends_id is None else None
    late = days_late(actor.on, due_on) if due_on else 0
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        is_late=late > 0,
        sent_on=schedule.sent_on,
    )
    if request.method == "POST" and form.is_valid():
        try:
            text = _decide(form, schedule, actor)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, text)
            return redirect("schedules:work_graph", year)
    view = graph_view(schedule, actor.on)
    context = {
        "schedule": schedule,
        "view": view,
        "remarks": view.with_remarks,
        "page": paginate(request, view.entries),
        "actions": schedule_actions(actor, schedule),
        "form": form,
        "due_on": due_on,
        "days_late": late,
        "history": graph_history(schedule),
        "difference": draft_difference(schedule, actor.on),
        "next_version": next_number(schedule),
    }
    return render(request, "schedules/approval.html", context)


def _decide(form: DecisionForm, schedule: Schedule, actor: Actor) -> str:
    data = form.cleaned_data
    if data["decision"] == DecisionForm.RETURN:
        return_by_government(schedule=schedule, comment=data["comment"], actor=actor, today=actor.on)
        return _("The schedule is returned. The authorised body has been told.")
    approve_schedule(schedule=schedule, actor=actor, today=actor.on, **form.act)
    return _("The schedule is approved. The authorised body has been told.")


def _visible(actor: Actor, year: str) -> Schedule:
    """The working copy if this person may see it, else what is in force."""
    found = Schedule.objects.visible_to(actor).for_period(year).first()
    if found is None:
        raise Http404
    return found
