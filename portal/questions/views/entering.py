"""On behalf of somebody: which meeting, the question, and a slip with its number to give away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.notices.services.writing import link
from portal.questions.forms.entering import EnterForm
from portal.questions.models import AskedQuestion
from portal.questions.queries.item import find
from portal.questions.queries.queue import meetings_to_ask
from portal.questions.services.entering import enter_question

OFFERED = 60


@require_safe
@workspace_view
def enter(request: WorkspaceRequest) -> HttpResponse:
    """The meetings to come; `?meeting=` is the number of the one that is meant."""
    rows = meetings_to_ask(request.actor)
    if number := request.GET.get("meeting"):
        return redirect("questions:enter_for", get_object_or_404(rows, number=number).number)
    return render(request, "questions/enter_choose.html", {"rows": rows[:OFFERED], "title": _title()})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def enter_for(request: WorkspaceRequest, number: str) -> HttpResponse:
    """The question, and of the person what they want to give."""
    actor = request.actor
    meeting = get_object_or_404(meetings_to_ask(actor), number=number)
    form = EnterForm(request.POST if request.method == "POST" else None, place=meeting.territory)
    if request.method == "POST" and form.is_valid():
        try:
            question = enter_question(meeting=meeting, actor=actor, today=actor.on, now=clock.now(), **form.arguments())
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The question is written down. Give its number to the person."))
            return redirect("questions:slip", question.number)
    context = {"form": form, "meeting": meeting, "title": _title()}
    return render(request, "questions/enter.html", context, status=Invalid.status if form.errors else 200)


def _title() -> str:
    return _("Write down a question of somebody")


@require_safe
@workspace_view
def slip(request: WorkspaceRequest, number: str) -> HttpResponse:
    """To print, in the language of the page: the number, and where the fate is found. Nothing of the person."""
    sent = find(request.actor, number)
    if not isinstance(sent, AskedQuestion):
        raise Http404
    address = link(f"/questions/{number}/")
    context = {"sent": sent, "meeting": sent.meeting, "address": address, "title": _("Slip for the person")}
    return render(request, "questions/entered_slip.html", context)
