"""Summaries of held meetings: made, sent, and read by everybody once they were sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.bodies.models import Body
from portal.bodies.permissions import WorkspaceRequest
from portal.holding.documents import is_made
from portal.holding.documents.summary import summary_document, summary_form
from portal.holding.models import Summary
from portal.holding.permissions import can_summarise
from portal.holding.queries.summaries import public_summary, summarising_bodies, summary_rows
from portal.holding.services.summaries import is_sent_late, make_summary, send_summary
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kernel.periods import WrongPeriod
from portal.kit.documents import CONTENT_TYPES
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view
from schedules.forms.sending_up import SendUpForm


@require_safe
@workspace_view
def work_summaries(request: WorkspaceRequest) -> HttpResponse:
    """The last periods of the own bodies: what is owed, made and sent."""
    if not summarising_bodies(request.actor):
        raise Http404
    return render(request, "holding/summaries.html", {"rows": summary_rows(request.actor), "today": request.actor.on})


@require_POST
@workspace_view
def make(request: WorkspaceRequest, kind: str, slug: str, period: str) -> HttpResponse:
    """Freeze what the portal knows today; leads to what was made."""
    actor = request.actor
    body = get_object_or_404(Body.objects.filter(pk__in=actor.bodies()), slug=slug)
    can_summarise(actor, kind, body).require()
    try:
        made = make_summary(kind=kind, body=body, period_key=period, actor=actor, today=actor.on, now=clock.now())
    except WrongPeriod as wrong:
        raise Http404 from wrong
    except Invalid as refusal:
        messages.error(request, str(refusal))
        return redirect("holding:work_summaries")
    return redirect("holding:work_summary", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_summary(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One summary as it will be read, and its sending."""
    actor = request.actor
    own = Summary.objects.select_related("body", "replaced_by").filter(body__in=actor.bodies())
    summary = get_object_or_404(own, pk=pk)
    can_summarise(actor, summary.kind, summary.body).require()
    is_late = is_sent_late(summary, actor.on)
    form = SendUpForm(request.POST if request.method == "POST" else None, is_late=is_late)
    if request.method == "POST" and form.is_valid():
        try:
            send_summary(summary=summary, actor=actor, today=actor.on, late_reason=form.late_reason_given)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The summary is sent: its receiver acknowledges or returns it."))
            return redirect("holding:work_summary", pk)
    context = {
        "summary": summary,
        "sheet": summary_form(summary, language=get_language() or "kk"),
        "form": form,
        "may_send": summary.sent_on is None and summary.replaced_by is None,
        "is_late": is_late,
    }
    return render(request, "holding/summary_work.html", context)


@public_page
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """One that was sent."""
    try:
        found = public_summary(pk)
    except Summary.DoesNotExist as missing:
        raise Http404(_("There is no such document.")) from missing
    sheet = summary_form(found, language=get_language() or "kk")
    return render(request, "holding/summary.html", {"summary": found, "sheet": sheet})


@public_page
def summary_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """One that was sent, to take away: in Kazakh and in Russian."""
    language = get_language() or ""
    if not is_made(ending, language):
        raise Http404(_("There is no such document."))
    try:
        found = public_summary(pk)
    except Summary.DoesNotExist as missing:
        raise Http404(_("There is no such document.")) from missing
    return HttpResponse(
        summary_document(found, ending=ending, language=language),
        content_type=CONTENT_TYPES[ending],
        headers={
            "Content-Disposition": f'attachment; filename="summary-{found.period_key}-{pk}-{language}.{ending}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
