"""The working calendar: a year of it, and changing its days after a look at what that moves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.views.freshness import recently_authenticated
from portal.bodies.permissions import WorkspaceRequest
from portal.deadlines import permissions, queries
from portal.deadlines.forms.working_days import DayForm, MoveDayForm, RemoveDayForm, SourceForm, parsed_day
from portal.deadlines.models import CalendarDay
from portal.deadlines.queries.ruling.preview import told
from portal.deadlines.queries.working_days import month_tables
from portal.deadlines.services import working_days as services
from portal.deadlines.services.working_days import DaysPreview, StaleDays
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view

_SAVE, _BACK = "save", "back"


@require_safe
@workspace_view
def working_days(request: WorkspaceRequest) -> HttpResponse:
    """The working calendar of one year, with the source of each day."""
    permissions.can_see_working_days(request.actor).require()
    today = clock.today()
    year = queries.year_of(request.GET.get("year", ""), today)
    rows = queries.calendar_year(year)
    context = {
        "year": year,
        "tabs": queries.year_tabs(year),
        "days": rows,
        "months": month_tables(year, rows, today),
        "weekdays": formats.weekdays(),
    }
    return render(request, "deadlines/working_days.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def change_day(request: WorkspaceRequest) -> HttpResponse:
    """Add a day, or change one that is listed (`?day=2027-05-16`)."""
    permissions.can_change_working_days(request.actor).require()
    day = _listed(request.GET["day"]) if request.GET.get("day") else None
    form = DayForm(_data(request), day=day, initial=_typed(request) or (DayForm.of(day) if day else {}))
    title = _("Change a day of the working calendar") if day else _("Add a day to the working calendar")
    return _changed(request, form, {"title": title, "day": day})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def move_day(request: WorkspaceRequest) -> HttpResponse:
    """Move a day off: one day becomes a working day, another one a day off."""
    permissions.can_change_working_days(request.actor).require()
    return _changed(request, MoveDayForm(_data(request), initial=_typed(request)), {"title": _("Move a day off")})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def remove_day(request: WorkspaceRequest, day: str) -> HttpResponse:
    """Take a day out of the list; seeding does not bring it back."""
    permissions.can_change_working_days(request.actor).require()
    listed = _listed(day)
    form = RemoveDayForm(_data(request), day=listed, initial=_typed(request))
    return _changed(request, form, {"title": _("Make it an ordinary day"), "removed": listed})


def _changed(request: WorkspaceRequest, form: SourceForm, context: dict[str, Any]) -> HttpResponse:
    """The form; then what it moves; then, when that was seen, the change."""
    today = clock.today()
    context = {"form": form, "back": reverse("deadlines:working_days"), **context}
    if not form.is_bound:
        return render(request, "deadlines/working_days_form.html", context)
    if not form.is_valid():
        return render(request, "deadlines/working_days_form.html", context, status=Invalid.status)
    edits = form.edits()
    try:
        if request.POST.get("step") != _SAVE:
            return _look(request, context, services.preview_days(edits, today=today))
        moved = services.change_days(edits=edits, seen=request.POST.get("seen", ""), actor=request.actor, today=today)
    except Invalid as refusal:
        add_refusal(form, refusal)
        return render(request, "deadlines/working_days_form.html", context, status=refusal.status)
    except StaleDays as stale:
        return _look(request, {**context, "stale": stale.message}, stale.preview)
    said = _("The working calendar is changed.")
    if moved:
        said = _("The working calendar is changed. Last days that moved: %(count)s.") % {"count": formats.number(moved)}
    messages.success(request, said)
    return HttpResponseRedirect(f"{reverse('deadlines:working_days')}?year={edits[0].date.year}")


def _look(request: HttpRequest, context: dict[str, Any], preview: DaysPreview) -> HttpResponse:
    form: SourceForm = context["form"]
    carried = [(field.html_name, form.data[field.html_name]) for field in form if field.html_name in form.data]
    shown = {
        "edits": form.edits(),
        "carried": carried,
        "preview": told(preview.changes, opens=0, people=preview.told),
        "reminders": preview.reminders,
        "seen": preview.fingerprint,
    }
    return render(
        request, "deadlines/working_days_look.html", {**context, **shown}, status=409 if "stale" in context else 200
    )


def _data(request: HttpRequest) -> Any:
    """What is to be judged: nothing when somebody goes back to change what was typed."""
    return request.POST if request.method == "POST" and request.POST.get("step") != _BACK else None


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed before going back."""
    return dict(request.POST.items())


def _listed(text: str) -> CalendarDay:
    day = parsed_day(text)
    if day is None:
        raise Http404
    return get_object_or_404(CalendarDay, date=day)
