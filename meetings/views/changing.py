"""Moving or cancelling a meeting at once, or letting it stand again; and the channels that wait to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from meetings.forms.changing import ChangeForm, LeaveChannelForm, MoveForm
from meetings.models import ChannelToTell, Meeting
from meetings.permissions import can_change
from meetings.queries.changing import channels_to_tell
from meetings.services.changing import Foreseen, change_meeting, foresee, leave_channel
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from schedules.choices import AnnouncementChannel

_POSTED = ["GET", "HEAD", "POST"]


@require_http_methods(_POSTED)
@workspace_view
def move(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Another day or hour."""
    return _change(request, number, "move", pgettext("page", "Move the meeting %(number)s"), _("The meeting is moved."))


@require_http_methods(_POSTED)
@workspace_view
def cancel(request: WorkspaceRequest, number: str) -> HttpResponse:
    """It does not take place."""
    title = pgettext("page", "Cancel the meeting %(number)s")
    return _change(request, number, "cancel", title, _("The meeting is cancelled."))


@require_http_methods(_POSTED)
@workspace_view
def restore(request: WorkspaceRequest, number: str) -> HttpResponse:
    """A cancelled meeting takes place after all."""
    title = pgettext("page", "The meeting %(number)s takes place after all")
    return _change(request, number, "restore", title, _("The meeting stands again."))


def _change(request: WorkspaceRequest, number: str, step: str, title: str, done: str) -> HttpResponse:
    """The form; then what becomes public and who is told, from where alone `confirm` is sent; then the act."""
    actor, meeting = request.actor, _meeting(request.actor, number)
    posted = request.POST if request.method == "POST" else None
    form: ChangeForm = (MoveForm if step == "move" else ChangeForm)(posted, meeting=meeting, is_off=step == "cancel")
    about = {"meeting": meeting, "form": form, "step": step, "title": title % {"number": number}}
    if posted is not None:
        can_change(actor, meeting).require()
    if posted is not None and form.is_valid():
        said: dict[str, Any] = {"meeting": meeting, "wanted": form.wanted(), "actor": actor, "today": actor.on}
        said["expected_sequence"] = form.cleaned_data["sequence"]
        try:
            if "confirm" in posted:
                change_meeting(now=clock.now(), **said)
                told = _("Everyone can see it, and those who were told of it are told.")
                messages.success(request, f"{done} {told}")
                return redirect("meetings:work_meeting", number)
            if "change" not in posted:
                seen = foresee(**said)
                return render(request, "meetings/change_confirm.html", {**about, "seen": seen, "says": _says(seen)})
        except Invalid as refusal:
            add_refusal(form, refusal)
    may = bool(can_change(actor, meeting)) and (meeting.is_cancelled if step == "restore" else meeting.is_awaited)
    context = {**about, "may": may and not meeting.has_come(actor.on), "has_come": meeting.has_come(actor.on)}
    return render(request, "meetings/change.html", context, status=Invalid.status if form.errors else 200)


def _says(seen: Foreseen) -> dict[str, Any]:
    """Who is told, by name, and in which channels it is still to be said, in words."""
    return {
        "people": [person.full_name for person in seen.people],
        "channels": [str(AnnouncementChannel(channel).label) for channel in seen.channels],
    }


@require_http_methods(_POSTED)
@workspace_view
def channels(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Where people were told of the meeting before it changed: the words to say there, or why it is not said."""
    actor, meeting = request.actor, _meeting(request.actor, number)
    waiting = channels_to_tell([meeting.body_id], actor.on).filter(event__meeting=meeting)
    form = LeaveChannelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = get_object_or_404(ChannelToTell, event__meeting=meeting, pk=form.cleaned_data["channel"])
        leave_channel(channel=row, reason=form.cleaned_data["reason"], actor=actor, today=actor.on)
        messages.success(request, _("It is written down that people are not told there."))
        return redirect("meetings:channels", number)
    context = {
        "meeting": meeting,
        "form": form,
        "waiting": list(waiting),
        "title": pgettext("page", "Tell people of the change: meeting %(number)s") % {"number": number},
    }
    return render(request, "meetings/channels.html", context, status=Invalid.status if form.errors else 200)


def _meeting(actor: Actor, number: str) -> Meeting:
    """For whoever may not set its day the page does not exist."""
    found = Meeting.objects.public().worked_on_by(actor).with_names().select_related("entry", "schedule", "region")
    return get_object_or_404(found, number=number)
