"""Where people were told of a meeting, as its body and akimats of its place record it; photos of boards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from meetings.forms.held import ToldForm
from meetings.models import ChannelToTell, Meeting, MeetingAnnouncement
from meetings.permissions import can_approve_picture, can_record_held, can_take_back_announcement
from meetings.queries.held import recorded
from meetings.queries.notice import help_owed, notice_of
from meetings.services.announcing import announce
from meetings.services.board_photos import approve_picture, remove_picture
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.files.queries import link
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view

_ACTS: dict[str, Callable[..., MeetingAnnouncement]] = {"approve": approve_picture, "remove": remove_picture}


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def announced(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Where people were told of the meeting beside the portal, one more line, and which photos everybody sees."""
    actor, meeting = request.actor, announced_meeting(request.actor, number)
    is_sent = request.method == "POST"
    if is_sent and (act := request.POST.get("act", "")):
        return _judge(request, meeting, act)
    known = recorded(meeting)
    channels = [line.channel for line in known.announcements]
    form = ToldForm(request.POST if is_sent else None, request.FILES if is_sent else None, known=channels)
    if is_sent and form.is_valid():
        try:
            announce(meeting=meeting, told=form.told(), actor=actor, today=actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The announcement is recorded. Everyone can see it."))
            return redirect("meetings:announced", number)
    is_own = bool(can_record_held(actor, meeting))
    context: dict[str, Any] = {
        "meeting": meeting,
        "form": form,
        "is_own": is_own,
        "notice": notice_of(meeting, events=meeting.events.all(), lines=known.announcements, held=known.held),
        "rows": [_row(line, meeting, actor) for line in known.announcements],
        "owed": [] if is_own else help_owed(meeting, actor),
        "may_tell": ChannelToTell.objects.filter(event__meeting=meeting).exists(),
        "title": pgettext("page", "Announcements of the meeting %(number)s") % {"number": number},
    }
    return render(request, "meetings/announced.html", context, status=Invalid.status if form.errors else 200)


def _row(line: MeetingAnnouncement, meeting: Meeting, actor: Actor) -> dict[str, Any]:
    """The line, with what this person may do about it."""
    line.meeting = meeting
    has_photo = line.picture is not None and not line.is_withdrawn
    waits = has_photo and not line.shows_picture
    return {
        "line": line,
        "photo": link(line.picture, actor.user) if has_photo and line.picture is not None else "",
        "may_approve": waits and bool(can_approve_picture(actor, line)),
        "waits": waits,
        "may_take_back": not line.is_withdrawn and bool(can_take_back_announcement(actor, line)),
    }


def _judge(request: WorkspaceRequest, meeting: Meeting, act: str) -> HttpResponse:
    verb, _colon, key = act.partition(":")
    if verb not in _ACTS or not key.isdecimal() or len(key) > 18:
        raise Http404
    line = get_object_or_404(MeetingAnnouncement, meeting=meeting, pk=int(key))
    _ACTS[verb](line=line, actor=request.actor)
    said = _("Everybody sees the photo now.") if verb == "approve" else _("The photo is taken off.")
    messages.success(request, said)
    return redirect("meetings:announced", meeting.number)


def announced_meeting(actor: Actor, number: str) -> Meeting:
    """For whoever tells nobody of it the page does not exist."""
    rows = Meeting.objects.public().announced_by(actor).with_names()
    rows = rows.select_related("schedule", "region", "body__territory", "territory__parent__parent__parent")
    return get_object_or_404(rows, number=number)


@public_page
def board_photo(request: HttpRequest, number: str, pk: str, digest: str) -> HttpResponse:
    """One that a second person has seen; any other answers like one that never was."""
    rows = MeetingAnnouncement.objects.select_related("picture").filter(
        meeting__in=Meeting.objects.public().filter(number=number).values("pk"),
        picture__sha256__startswith=digest,
        picture_approved_by__isnull=False,
        withdrawn_on__isnull=True,
    )
    line = get_object_or_404(rows, pk=int(pk))
    assert line.picture is not None
    try:
        with line.picture.content.open("rb") as content:
            body = content.read()
    except FileNotFoundError as missing:
        raise Http404 from missing
    headers = {"X-Content-Type-Options": "nosniff", "ETag": f'"{line.picture.sha256}"'}
    return HttpResponse(body, content_type="image/jpeg", headers=headers)
