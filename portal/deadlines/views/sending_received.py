"""The inbox of a body: documents sent to it under a duty, to be acknowledged or returned."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.permissions import WorkspaceRequest
from portal.deadlines import permissions, queries, services
from portal.deadlines.forms import ReceivedForm, ReturnForm
from portal.deadlines.models import Transmittal
from portal.deadlines.queries.sending_received import ANSWERED, WAITING, Sought
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import PER_PAGE, paginate


@require_safe
@workspace_view
def received(request: WorkspaceRequest) -> HttpResponse:
    """What was sent to the person's bodies: what waits for an answer first."""
    actor = request.actor
    show = ANSWERED if request.GET.get("show") == ANSWERED else WAITING
    form = ReceivedForm(request.GET, options=queries.received_options(actor, formats.language()))
    sought = form.sought() if form.is_valid() else None
    rows = queries.received(actor, show, sought or Sought())
    page = paginate(request, rows if sought else rows.none())
    context = {
        "tabs": queries.received_tabs(actor, show),
        "show": show,
        "form": form,
        "page": page,
        "rows": queries.received_rows(page),
        "narrowed": sought is None or not sought.is_everything,
    }
    return render(request, "deadlines/sending_received.html", context)


@require_POST
@workspace_view
def acknowledge_many(request: WorkspaceRequest) -> HttpResponse:
    """Several documents of the list at once: those whose boxes are ticked."""
    actor = request.actor
    ticked = [int(pk) for pk in request.POST.getlist("document")[:PER_PAGE] if pk.isdecimal()]
    if not ticked:
        messages.warning(request, _("Tick the documents whose receipt you acknowledge."))
        return redirect("deadlines:received")
    chosen = Transmittal.objects.waiting_for(actor).filter(pk__in=ticked)
    count = services.acknowledge_many(transmittals=list(chosen), actor=actor, today=clock.today())
    messages.success(
        request,
        ngettext(
            "Receipt of %(count)s document is acknowledged.", "Receipt of %(count)s documents is acknowledged.", count
        )
        % {"count": formats.number(count)},
    )
    return redirect("deadlines:received")


@require_safe
@workspace_view
def received_document(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One document, what it proves, and the answer to it."""
    actor, found = request.actor, _mine(request, pk)
    may_answer = permissions.can_answer_transmittal(actor, found)
    context = {
        "row": queries.received_row(found),
        "document_url": queries.document_url(found.evidence, actor.user),
        "may_answer": bool(may_answer) and not found.is_answered,
        "may_confirm": bool(permissions.can_confirm_day(actor, found.obligation)),
    }
    return render(request, "deadlines/sending_received_document.html", context)


@require_POST
@workspace_view
def acknowledge(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Say that the document was received."""
    found = _mine(request, pk)
    if services.acknowledge(transmittal=found, actor=request.actor, today=clock.today()):
        messages.success(request, _("Receipt is acknowledged; the sender sees it."))
    else:
        messages.info(request, _("Receipt was acknowledged already."))
    return HttpResponseRedirect(found.get_absolute_url())


@workspace_view
def give_back(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Return the document with a reason; the page says first what that does."""
    actor, found = request.actor, _mine(request, pk)
    permissions.can_answer_transmittal(actor, found).require()
    form = ReturnForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                services.give_back(
                    transmittal=found, reason=form.cleaned_data["reason"], actor=actor, today=clock.today()
                )
            except Invalid as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The document is returned; its sender is told why."))
                return HttpResponseRedirect(found.get_absolute_url())
        status = Invalid.status
    elif found.is_answered:
        return HttpResponseRedirect(found.get_absolute_url())
    context = {"row": queries.received_row(found), "form": form}
    return render(request, "deadlines/sending_give_back.html", context, status=status)


def _mine(request: WorkspaceRequest, pk: int) -> Transmittal:
    """Sent to one of the person's bodies; a neighbour's does not exist for them."""
    rows = Transmittal.objects.received_by(request.actor)
    return get_object_or_404(rows.select_related("evidence__file", "obligation__body", "receiver"), pk=pk)
