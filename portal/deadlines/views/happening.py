"""The workspace: what happened, recorded by people, and the duties it opens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.bodies.models import Territory
from portal.bodies.permissions import WorkspaceRequest
from portal.deadlines import permissions
from portal.deadlines.forms.happening import CallOffForm, EventForm, NotHeldForm
from portal.deadlines.models import Obligation
from portal.deadlines.queries.happening import bodies_of_events, event_rows, open_matters, opened_duties, recorded
from portal.deadlines.queries.why.happening import event_label
from portal.deadlines.queries.words import action
from portal.deadlines.services.happening_by_hand import (
    call_off_event,
    declare_not_held,
    events_by_hand,
    preview_event,
    record_event,
)
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate


@require_safe
@workspace_view
def events(request: WorkspaceRequest) -> HttpResponse:
    """What was recorded by hand, latest first, with the duties it opened."""
    today, actor = clock.today(), request.actor
    permissions.can_record_events(actor).require()
    page = paginate(request, recorded(actor))
    return render(request, "deadlines/happening_list.html", {"page": page, "rows": event_rows(page, actor, today)})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def new_event(request: WorkspaceRequest) -> HttpResponse:
    """The form, then the same form with what it would open, then the record."""
    today, actor = clock.today(), request.actor
    permissions.can_record_events(actor).require()
    bodies = bodies_of_events(actor, request.GET.get("body", request.POST.get("body", "")), formats.language())
    chosen = {name: request.GET[name] for name in ("event", "body") if name in request.GET}
    form = EventForm(
        request.POST if request.method == "POST" else None,
        events=events_by_hand(today),
        bodies=bodies,
        matters=open_matters(bodies),
        places=Territory.objects.regions().in_force(today).in_order(formats.language()),
        initial={"on": today, **chosen},
    )
    opened, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            occasion = form.occasion()
            # What is recorded is what was shown: whoever changed a word sees the preview anew.
            if request.POST.get("shown") == occasion.fingerprint:
                opened = record_event(occasion=occasion, actor=actor, today=today)
                messages.success(request, _("The event is recorded, and its duties are open."))
                return redirect("deadlines:events")
            opened = preview_event(occasion=occasion, actor=actor, today=today)
        except Invalid as refusal:
            add_refusal(form, refusal)
    if form.errors:
        status = Invalid.status
    context = {
        "form": form,
        "opened": None if opened is None else opened_duties(opened, today),
        "shown": "" if opened is None else form.occasion().fingerprint,
    }
    return render(request, "deadlines/happening_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def call_off(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What was recorded does not take place; its open duties are not needed any more."""
    today, actor = clock.today(), request.actor
    head = get_object_or_404(recorded(actor), pk=pk)
    permissions.can_call_off_event(actor, head).require()
    (row,) = event_rows([head], actor, today)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                call_off_event(obligation=head, reason=form.cleaned_data["reason"], actor=actor, today=today)
            except Invalid as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The event is cancelled; its open duties are no longer needed."))
                return HttpResponseRedirect("../../")
        status = Invalid.status
    return render(request, "deadlines/happening_call_off.html", {"row": row, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def not_held(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """There will be no reception: said with a reason, after a look at the day that becomes final."""
    today, actor = clock.today(), request.actor
    visible = Obligation.objects.visible_to(actor).select_related("body")
    found = get_object_or_404(visible, pk=pk)
    permissions.can_declare_not_held(actor, found).require()
    event = found.awaited[0]
    form = NotHeldForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                declare_not_held(obligation=found, event=event, reason=reason, actor=actor, today=today)
            except Invalid as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("It is noted. The last day stays as it is counted."))
                return HttpResponseRedirect(found.get_work_url())
        status = Invalid.status
    context = {"obligation": found, "action": action(found), "event": event_label(event), "form": form}
    return render(request, "deadlines/happening_not_held.html", context, status=status)
