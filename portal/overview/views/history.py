"""The history of governed tables: looked at and taken away, never changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.kit.streams import attachment, csv_lines, json_lines
from portal.overview.forms import HistoryForm
from portal.overview.permissions import can_see_history, can_see_history_of_people
from portal.overview.queries.history import COLUMNS, MOST, Wanted, change_rows, changes, exported


def _people(request: WorkspaceRequest) -> bool:
    """Whether the reader may see what speaks of people. Refuses whoever may see nothing."""
    actor = request.actor
    can_see_history(actor).require()
    return bool(can_see_history_of_people(actor))


def _form(request: HttpRequest, *, people: bool) -> HistoryForm:
    return HistoryForm(request.GET, people=people)


@require_safe
@workspace_view
def history(request: WorkspaceRequest) -> HttpResponse:
    """Changes of the filter, the latest first."""
    people = _people(request)
    form = _form(request, people=people)
    is_valid = form.is_valid()
    wanted = form.wanted() if is_valid else Wanted()
    page = paginate(request, changes(wanted, actor=request.actor)[:MOST])
    context = {
        "form": form,
        "page": page,
        "rows": change_rows(page),
        "is_more": page.paginator.count >= MOST,
        "is_filtered": wanted != Wanted(),
        "is_of_person": wanted.user is not None,
        "query": request.GET.urlencode() if is_valid else "",
    }
    return render(request, "overview/history.html", context, status=200 if is_valid else Invalid.status)


@require_safe
@workspace_view
def history_csv(request: WorkspaceRequest) -> StreamingHttpResponse:
    """Every change of the filter as a table, from the first on."""
    people = _people(request)
    rows = exported(_asked(request, people=people), actor=request.actor)
    return attachment(csv_lines(COLUMNS, rows), "text/csv; charset=utf-8", "history.csv")


@require_safe
@workspace_view
def history_json(request: WorkspaceRequest) -> StreamingHttpResponse:
    """The same as data."""
    people = _people(request)
    rows = exported(_asked(request, people=people), actor=request.actor)
    return attachment(json_lines({}, "changes", rows), "application/json", "history.json")


def _asked(request: HttpRequest, *, people: bool) -> Wanted:
    """What the address asks for; the whole history when it is not understood."""
    form = _form(request, people=people)
    return form.wanted() if form.is_valid() else Wanted()
