"""How the time of a meeting is to be shared, set before its day."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from meetings.models import Meeting
from portal.bodies.permissions import WorkspaceRequest
from portal.holding.forms.programme import ProgrammeForm
from portal.holding.models import Programme
from portal.holding.services.programme import set_programme
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def programme(request: WorkspaceRequest, number: str) -> HttpResponse:
    actor = request.actor
    meeting = get_object_or_404(Meeting.objects.public().recorded_by(actor).with_names(), number=number)
    row = Programme.objects.filter(meeting=meeting).first()
    initial = {"talk_minutes": row.talk_minutes, "questions_minutes": row.questions_minutes} if row else {}
    form = ProgrammeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_programme(meeting=meeting, actor=actor, today=actor.on, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The programme is set. Everyone can see it."))
            return redirect("meetings:work_meeting", number)
    context = {
        "form": form,
        "meeting": meeting,
        "row": row,
        "may_set": meeting.is_awaited and meeting.span_start > actor.on,
        "title": pgettext("page", "Programme of the meeting %(number)s") % {"number": number},
    }
    return render(request, "holding/programme.html", context, status=Invalid.status if form.errors else 200)
