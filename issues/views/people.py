"""Who asked: written down by whoever works on the issue, seen by the answering body alone, each look on record."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from issues.forms.people import AskerForm, LookForm
from issues.models import Asker, Issue
from issues.permissions import can_read_askers
from issues.services.askers import add_asker, read_askers
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view


@sensitive_variables("shown")
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def people(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Who asked is written down by whoever works on it, and seen by the answering body alone, with a record."""
    issue, actor = _worked(request, number), request.actor
    act = request.POST.get("act", "") if request.method == "POST" else ""
    adding = AskerForm(request.POST if act == "add" else None)
    looking = LookForm(request.POST if act == "look" else None)
    shown: list[Asker] = []
    if act == "add" and adding.is_valid():
        try:
            add_asker(issue=issue, actor=actor, today=actor.on, now=clock.now(), **adding.said())
        except Invalid as refused:
            add_refusal(adding, refused)
        else:
            messages.success(request, _("Written down."))
            return redirect("issues:people", number)
    if act == "look" and looking.is_valid():
        shown = read_askers(issue=issue, reason=looking.cleaned_data["why"], actor=actor, now=clock.now())
    context = {
        "issue": issue,
        "count": Asker.objects.filter(issue=issue, withdrawn_on=None).count(),
        "adding": adding,
        "looking": looking,
        "shown": shown,
        "has_looked": act == "look" and not looking.errors,
        "may_look": bool(can_read_askers(actor, issue)),
        "title": _("Who asked"),
    }
    status = Invalid.status if adding.errors or looking.errors else 200
    return render(request, "issues/work_people.html", context, status=status)


def _worked(request: WorkspaceRequest, number: str) -> Issue:
    rows = Issue.objects.worked_by(request.actor).select_related("holder__territory__parent__parent")
    issue = rows.filter(number=number).first()
    if issue is None:
        raise Http404
    return issue
