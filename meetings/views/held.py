"""Meetings that wait to be recorded as held; taking back a mistake in what was recorded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from meetings import queries
from meetings.forms.held import TakeBackForm
from meetings.models import Meeting, MeetingAnnouncement
from meetings.queries.held import in_time_until, recorded, to_record
from meetings.services.announcing import take_back_announcement
from meetings.services.held import take_back_held
from meetings.views.announcing import announced_meeting
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate

_POSTED = ["GET", "HEAD", "POST"]


@require_safe
@workspace_view
def waiting(request: WorkspaceRequest) -> HttpResponse:
    """Meetings that are over and not recorded yet, those of the last days first."""
    actor = request.actor
    page = paginate(request, to_record(actor, actor.on))
    rows = [
        (row, meeting, in_time_until(meeting)) for row, meeting in zip(queries.meeting_rows(page), page, strict=True)
    ]
    return render(request, "meetings/to_record.html", {"page": page, "rows": rows, "today": actor.on})


@require_safe
@workspace_view
def record_held(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Where a meeting was recorded before there was a log."""
    return redirect("holding:log", number)


@require_http_methods(_POSTED)
@workspace_view
def take_back(request: WorkspaceRequest, number: str, pk: int | None = None) -> HttpResponse:
    """Take back that it was held or, with a key, a line about where people were told; with a reason."""
    actor = request.actor
    meeting = _meeting(actor, number) if pk is None else announced_meeting(actor, number)
    line: Any
    if pk is None:
        line = get_object_or_404(meeting.holdings.filter(withdrawn_on__isnull=True))
    else:
        line = get_object_or_404(
            MeetingAnnouncement.objects.select_related("meeting"), meeting=meeting, pk=pk, withdrawn_on__isnull=True
        )
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if pk is None:
                take_back_held(record=line, actor=actor, today=actor.on, now=clock.now(), **form.cleaned_data)
            else:
                take_back_announcement(line=line, actor=actor, today=actor.on, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The record is taken back. It stays readable with the reason."))
            return redirect("meetings:work_meeting" if pk is None else "meetings:announced", number)
    context = {
        "form": form,
        "line": line,
        "is_held": pk is None,
        **_about(meeting, pgettext("page", "Taking back a record of the meeting %(number)s")),
    }
    return render(request, "meetings/take_back.html", context)


def _meeting(actor: Actor, number: str) -> Meeting:
    """For whoever may not record it the page does not exist."""
    found = Meeting.objects.public().recorded_by(actor).with_names().select_related("schedule", "region")
    return get_object_or_404(found, number=number)


def _about(meeting: Meeting, title: str) -> dict[str, Any]:
    return {"meeting": meeting, "recorded": recorded(meeting), "title": title % {"number": meeting.number}}
