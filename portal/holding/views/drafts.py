"""Throwing the draft of a log away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.models import Meeting
from portal.bodies.permissions import WorkspaceRequest
from portal.holding.forms.log import DropForm
from portal.holding.queries.log import draft_of
from portal.holding.services import drafts as services
from portal.kernel.errors import Conflict, Invalid
from portal.kit.http import workspace_view


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def drop_draft(request: WorkspaceRequest, number: str) -> HttpResponse:
    """What stands in it is shown once more; one that was thrown away already is gone."""
    meeting = get_object_or_404(Meeting.objects.public().recorded_by(request.actor).with_names(), number=number)
    kept = draft_of(meeting)
    if kept is None:
        messages.info(request, _("There is no draft of this log any more."))
        return redirect("holding:choose")
    data = request.POST.copy() if request.method == "POST" else None
    form, refused = DropForm(data, initial={"version": kept.version}), ""
    if data is not None and form.is_valid():
        try:
            services.drop_draft(meeting=meeting, expected_version=form.cleaned_data["version"], actor=request.actor)
        except Conflict as refusal:
            refused, data["version"] = str(refusal.message), str(kept.version)
        else:
            messages.success(request, _("The draft is thrown away."))
            return redirect("holding:choose")
    status = Conflict.status if refused else Invalid.status if form.errors else 200
    context = {
        "form": form,
        "draft": kept,
        "meeting": meeting,
        "refused": refused,
        "title": _("Throw the draft of a log away"),
    }
    return render(request, "holding/draft_drop.html", context, status=status)
