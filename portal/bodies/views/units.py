"""Places of an akimat: where akims owe meetings, and the correction of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.bodies import queries
from portal.bodies.forms import CorrectUnitForm
from portal.bodies.models import Body, ClassifierEntry, Territory
from portal.bodies.permissions import Actor, WorkspaceRequest, can_correct_office
from portal.bodies.rules import codes
from portal.bodies.services import correct_unit
from portal.kernel import clock
from portal.kernel.errors import Invalid, NotAllowed
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate


@require_safe
@workspace_view
def units(request: WorkspaceRequest, slug: str) -> HttpResponse:
    """Every place inside the unit of the akimat, and whose akim owes meetings there."""
    today = clock.today()
    body, territory = _akimat(request.actor, slug)
    page = paginate(request, queries.places_below(territory, today))
    context = {"body": body, "page": page, "lines": queries.place_lines(page.object_list, today)}
    return render(request, "bodies/units.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def unit(request: WorkspaceRequest, slug: str, kato: str) -> HttpResponse:
    """One place: what is said of it, and the form that says something else."""
    today = clock.today()
    body, territory = _akimat(request.actor, slug)
    entry = get_object_or_404(ClassifierEntry.objects.in_force(today), code=kato)
    if not codes.is_within(kato, territory.kato):
        raise Http404
    choices = queries.visitors(territory, today)
    form = CorrectUnitForm(request.POST if request.method == "POST" else None, units=choices, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            correct_unit(actor=request.actor, code=kato, today=today, **form.said())
        except Invalid as refusal:
            add_refusal(form, refusal)
        except NotAllowed as refusal:
            # Nothing that was typed is lost.
            form.add_error("visitor", str(refusal.message))
        else:
            messages.success(request, _("The correction is entered."))
            return redirect("bodies:unit", slug, kato)
    (line,) = queries.place_lines([entry], today)
    return render(request, "bodies/unit.html", {"body": body, "line": line, "form": form})


def _akimat(actor: Actor, slug: str) -> tuple[Body, Territory]:
    """An akimat of the person, or any for an administrator; for others it has no page here."""
    body = get_object_or_404(Body.objects.akimats().select_related("territory__parent__parent__parent"), slug=slug)
    if not can_correct_office(actor, body) or body.territory is None:
        raise Http404
    return body, body.territory
