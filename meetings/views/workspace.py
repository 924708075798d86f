"""Meetings of the own body: which of them await a day, and setting it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from meetings import queries
from meetings.forms import DayForm
from meetings.models import Meeting
from meetings.permissions import can_change, can_fix_day
from meetings.queries.changing import differs
from meetings.queries.held import recorded, to_record
from meetings.queries.participants import proposed_roles
from meetings.queries.results import brief_of
from meetings.queries.workspace import can_set_day, helped_meetings, own_meetings
from meetings.services.moving_inside_approved import fix_day
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate


@require_safe
@workspace_view
def work_meetings(request: WorkspaceRequest) -> HttpResponse:
    """Meetings of the actor's bodies that are to come; those that await a day first."""
    actor = request.actor
    page = paginate(request, own_meetings(actor, actor.on))
    rows = [(row, meeting) for row, meeting in zip(queries.meeting_rows(page), page, strict=True)]
    context = {
        "page": page,
        "rows": rows,
        "waiting": to_record(actor, actor.on).count(),
        "helps": helped_meetings(actor, actor.on).exists(),
    }
    return render(request, "meetings/work_meetings.html", context)


@require_safe
@workspace_view
def helped(request: WorkspaceRequest) -> HttpResponse:
    """Meetings of other bodies in the territory, with where people were told of them and what they are told with."""
    page = paginate(request, helped_meetings(request.actor, request.actor.on))
    rows = list(zip(queries.meeting_rows(page), page, strict=True))
    return render(request, "meetings/helped.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_meeting(request: WorkspaceRequest, number: str) -> HttpResponse:
    """One meeting: what was approved, what it is now, and the day to set."""
    actor = request.actor
    found = Meeting.objects.public().recorded_by(actor).with_names().select_related("entry", "schedule", "region")
    meeting = get_object_or_404(found, number=number)
    form = DayForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST":
        can_fix_day(actor, meeting).require()
    if request.method == "POST" and form.is_valid():
        try:
            fix_day(meeting=meeting, actor=actor, today=actor.on, now=clock.now(), **form.cleaned())
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The day is set. It stands in the public calendar now."))
            return redirect("meetings:work_meeting", number)
    context: dict[str, Any] = {
        "meeting": meeting,
        "form": form,
        "may_set": bool(can_fix_day(actor, meeting)) and can_set_day(meeting, actor.on),
        "may_change": bool(can_change(actor, meeting)) and not meeting.has_come(actor.on),
        "may_describe": meeting.is_awaited and bool(can_change(actor, meeting)) and not meeting.has_come(actor.on),
        "proposed": proposed_roles(meeting, actor),
        "differs": differs(meeting),
        "may_record": meeting.is_awaited and meeting.span_start <= actor.on,
        "may_declare": meeting.is_awaited and meeting.has_come(actor.on),
        "recorded": recorded(meeting),
        "brief": brief_of(meeting),
        "events": meeting.events.select_related("version").defer("version__content").order_by("-id"),
        "title": pgettext("page", "Meeting %(number)s") % {"number": number},
    }
    return render(request, "meetings/work_meeting.html", context)
