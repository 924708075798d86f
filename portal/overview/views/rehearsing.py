"""The rehearsal: what the sweeps of coming days would do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.permissions import WorkspaceRequest
from portal.jobs.services import start
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.http import workspace_view
from portal.kit.streams import attachment, csv_lines
from portal.overview.documents.jobs import REHEARSAL, rehearsal_title
from portal.overview.forms import RangeForm
from portal.overview.permissions import can_rehearse
from portal.overview.queries.control.tabs import control_tabs
from portal.overview.queries.rehearsing import (
    COLUMNS,
    PAGE_DAYS,
    days_between,
    next_month,
    rehearsal_rows,
    rehearsed,
)


def _form(request: HttpRequest) -> RangeForm:
    """What the address asks for; thirty days from tomorrow when it asks for nothing."""
    today = clock.today()
    if "from" in request.GET or "to" in request.GET:
        return RangeForm(request.GET, today=today)
    first, last = next_month(today)
    return RangeForm({"from": first, "to": last}, today=today)


@require_safe
@workspace_view
def control_rehearsal(request: WorkspaceRequest) -> HttpResponse:
    """By day, by what happens, by duty. What is longer than the page answers for is offered as work made aside."""
    actor = request.actor
    can_rehearse(actor).require()
    form = _form(request)
    context = {"form": form, "tabs": control_tabs(actor, "control_rehearsal"), "page_days": PAGE_DAYS}
    if not form.is_valid():
        return render(request, "overview/control_rehearsal.html", context, status=Invalid.status)
    is_long = days_between(form.first, form.last) > PAGE_DAYS
    context |= {
        "first": form.first,
        "last": form.last,
        "is_long": is_long,
        "days": [] if is_long else rehearsed(form.first, form.last, today=clock.today()),
    }
    return render(request, "overview/control_rehearsal.html", context)


@require_safe
@workspace_view
def control_rehearsal_csv(request: WorkspaceRequest) -> HttpResponse:
    """A line for each thing that would happen. Longer ranges are made aside."""
    can_rehearse(request.actor).require()
    form = _form(request)
    if not form.is_valid() or days_between(form.first, form.last) > PAGE_DAYS:
        return HttpResponseRedirect(f"{reverse('overview:control_rehearsal')}?{request.GET.urlencode()}")
    rows = rehearsal_rows(form.first, form.last, today=clock.today())
    # Asked for before the answer begins: what is wrong with the law is then an error page and not half a file.
    return attachment(csv_lines(COLUMNS, list(rows)), "text/csv; charset=utf-8", "rehearsal.csv")  # type: ignore[return-value]


@require_POST
@workspace_view
def control_rehearsal_job(request: WorkspaceRequest) -> HttpResponse:
    """The same made aside as a workbook: leads to the page of the work."""
    actor = request.actor
    can_rehearse(actor).require()
    form = RangeForm(request.POST, today=clock.today())
    if not form.is_valid():
        context = {"form": form, "tabs": control_tabs(actor, "control_rehearsal"), "page_days": PAGE_DAYS}
        return render(request, "overview/control_rehearsal.html", context, status=Invalid.status)
    job = start(
        kind=REHEARSAL,
        args={"first": form.first.isoformat(), "last": form.last.isoformat()},
        user=actor.user,
        title=rehearsal_title(form.first, form.last),
        then=reverse("overview:control_rehearsal"),
    )
    return redirect("jobs:job", job.pk)
