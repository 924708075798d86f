"""Declaring that a meeting did not take place, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from meetings.choices import MeetingState
from meetings.forms.held import NotTakenPlaceForm
from meetings.models import Meeting
from meetings.queries import people_told
from meetings.services.not_taken_place import declare_not_taken_place, take_back_declaration
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def not_taken_place(request: WorkspaceRequest, number: str) -> HttpResponse:
    """What becomes public and whom it tells, then the reason; of a declared one, how it is taken back."""
    actor = request.actor
    found = Meeting.objects.public().recorded_by(actor).with_names().select_related("schedule", "region")
    meeting = get_object_or_404(found, number=number)
    is_declared = meeting.state == MeetingState.NOT_TAKEN_PLACE
    posted = request.POST if request.method == "POST" else None
    form = NotTakenPlaceForm(posted, initial={"sequence": meeting.sequence})
    if request.method == "POST" and form.is_valid():
        act = take_back_declaration if is_declared else declare_not_taken_place
        try:
            act(meeting=meeting, actor=actor, today=actor.on, now=clock.now(), **form.said())
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("The declaration is taken back. It stays readable with the reason.")
                if is_declared
                else _("It is declared that the meeting did not take place. Everyone can see it."),
            )
            return redirect("meetings:work_meeting", number)
    context = {
        "meeting": meeting,
        "form": form,
        "is_declared": is_declared,
        "may_declare": meeting.is_awaited and meeting.has_come(actor.on),
        "told": len(people_told([meeting.body_id], actor.on).get(meeting.body_id, ())),
        "event": meeting.events.filter(verb="fall_through").last() if is_declared else None,
        "title": pgettext("page", "Meeting %(number)s did not take place") % {"number": number},
    }
    return render(request, "meetings/not_taken_place.html", context)
