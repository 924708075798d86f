"""Another body says that a document bears its true day."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.deadlines import permissions, queries, services
from portal.deadlines.forms import ConfirmForm
from portal.deadlines.models import Obligation
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view


@workspace_view
def confirm(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Another body confirms the day of a document that was entered late; pressed twice, it is confirmed once."""
    today, actor = clock.today(), request.actor
    found = get_object_or_404(Obligation.objects.select_related("body", "confirmed_for"), pk=pk)
    if found.confirmed_by_id == actor.user.pk and request.method == "POST":
        messages.info(request, _("The day is confirmed already."))
        return HttpResponseRedirect(_back_to(found, actor))
    verdict = permissions.can_confirm_day(actor, found)
    if not verdict and not permissions.can_see(actor, found):
        raise Http404
    verdict.require()
    form = ConfirmForm(request.POST or None, initial={"met_on": found.met_on})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                services.confirm_day(obligation=found, actor=actor, today=today, **form.cleaned_data)
            except Invalid as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The day is confirmed."))
                return HttpResponseRedirect(_back_to(found, actor))
        status = Invalid.status
    context = {
        "obligation": found,
        "why": queries.why(found, today, actor=actor),
        "form": form,
        "back": _back_to(found, actor),
        "confirming": permissions.confirming_body(actor, found),
    }
    return render(request, "deadlines/evidence_confirm.html", context, status=status)


def _back_to(found: Obligation, actor: Actor) -> str:
    """The page of the duty that the person can open; the list of duties where there is none."""
    if permissions.can_see(actor, found):
        return found.get_work_url()
    return found.get_absolute_url() if found.is_public else reverse("deadlines:own")
