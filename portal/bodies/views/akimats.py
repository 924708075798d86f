"""Offices of akims below the regions: the list, and one office with its history and its correction."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.bodies import queries
from portal.bodies.choices import ChangeKind, TerritoryKind
from portal.bodies.forms import CorrectOfficeForm, OfficeFilterForm
from portal.bodies.models import Body, BodyChange
from portal.bodies.permissions import Actor, WorkspaceRequest, can_correct_office, can_load_classifier
from portal.bodies.services import correct_office, join_portal
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate


@require_safe
@workspace_view
def akimats(request: WorkspaceRequest) -> HttpResponse:
    """Offices the person may correct: all of them for an administrator, one's own for an officer."""
    actor = request.actor
    today = clock.today()
    mine = queries.offices(actor, on=today)
    if not actor.is_administrator and not mine.exists():
        raise Http404
    form = OfficeFilterForm(request.GET, on=today)
    page = paginate(request, queries.offices(actor, on=today, **form.chosen()))
    return render(request, "bodies/akimats.html", {"filters": form, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def akimat(request: WorkspaceRequest, slug: str) -> HttpResponse:
    """One office: what it is, what it was, and the form that corrects it."""
    actor = request.actor
    today = clock.today()
    body = _office(actor, slug)
    form = CorrectOfficeForm(request.POST if request.method == "POST" else None, body=body, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            correct_office(actor=actor, body=body, today=today, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The change is entered in the history of the office."))
            return redirect("bodies:akimat", slug)
    assert body.territory is not None
    context = {
        "body": body,
        "territory": body.territory,
        "superior": queries.superior(body, today),
        "changes": [(change, _in_words(change)) for change in queries.changes(body)],
        "form": form,
        "may_join": bool(can_load_classifier(actor)) and body.joined_on is None,
    }
    return render(request, "bodies/akimat.html", context)


@require_POST
@workspace_view
def join(request: WorkspaceRequest, slug: str) -> HttpResponse:
    """From today the duties of the office count. Entered by administrators."""
    actor = request.actor
    body = _office(actor, slug)
    join_portal(actor=actor, body=body, on=clock.today())
    messages.success(request, _("The office has joined the portal."))
    return redirect("bodies:akimat", slug)


def _office(actor: Actor, slug: str) -> Body:
    """An office below the regions that the actor may correct; for others it has no page here."""
    body = get_object_or_404(Body.objects.local().select_related("territory__parent__parent__parent"), slug=slug)
    if not can_correct_office(actor, body):
        raise Http404
    return body


def _in_words(change: BodyChange) -> tuple[str, str]:
    """What stood before and what stands since, for a line of the history."""
    if change.kind == ChangeKind.TYPE:
        return capfirst(str(TerritoryKind(change.before).label)), capfirst(str(TerritoryKind(change.after).label))
    return change.before, change.after
