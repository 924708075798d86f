"""Saying what a meeting is and who is to take part in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from meetings.forms.describing import DescribeForm
from meetings.models import Meeting
from meetings.permissions import can_change
from meetings.queries.participants import proposed_roles
from meetings.services.describing import describe_meeting
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def describe(request: WorkspaceRequest, number: str) -> HttpResponse:
    """What was typed stays when somebody else has changed the meeting: sent once more it is meant."""
    actor = request.actor
    found = Meeting.objects.public().worked_on_by(actor).with_names().select_related("schedule", "region")
    meeting = get_object_or_404(found, number=number)
    can_change(actor, meeting).require()
    data = request.POST.copy() if request.method == "POST" else None
    form = DescribeForm(data, meeting=meeting)
    if data is not None and form.is_valid():
        try:
            describe_meeting(meeting=meeting, actor=actor, today=actor.on, now=clock.now(), **form.said())
        except Invalid as refusal:
            add_refusal(form, refusal)
        except Conflict as refusal:
            form.add_error(None, str(refusal))
            data["sequence"] = str(meeting.sequence)
        else:
            messages.success(request, _("Saved. It stands on the public page now."))
            return redirect("meetings:work_meeting", number)
    context = {
        "meeting": meeting,
        "form": form,
        "may_describe": meeting.is_awaited and not meeting.has_come(actor.on),
        "proposed": proposed_roles(meeting, actor),
        "title": pgettext("page", "Meeting %(number)s: kind and participants") % {"number": number},
    }
    return render(request, "meetings/describe.html", context, status=Invalid.status if form.errors else 200)
