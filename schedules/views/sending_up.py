"""A calendar on its way to the Government, all of them on to the Administration, and what everybody reads of a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.views.freshness import recently_authenticated
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.content_version import MEETINGS
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view
from portal.kit.kept_pages import Kept
from portal.law.errors import NoRule
from schedules.forms.sending_up import SendUpForm
from schedules.kinds import AKIM_CALENDAR, Kind, filled, own_words
from schedules.models import Schedule
from schedules.permissions import can_forward_calendars, can_publish_schedule
from schedules.queries.plans_published import published_plans
from schedules.queries.sending_up import forwarding_view, forwarding_year, sending_late_days
from schedules.services.sending_up import forward_calendars, send_calendar


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def send(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """Send the published calendar of the own region to the Government."""
    actor = request.actor
    found = Schedule.objects.published().of_kind(kind).select_related("body")
    schedule = get_object_or_404(found, body__slug=slug, period_key=year, body__in=actor.bodies(*kind.roles))
    can_publish_schedule(actor, schedule).require()
    assert schedule.body is not None
    late = sending_late_days(kind, schedule.body, year, actor.on)
    form = SendUpForm(request.POST if request.method == "POST" else None, is_late=late > 0)
    if request.method == "POST" and form.is_valid():
        try:
            send_calendar(schedule=schedule, actor=actor, today=actor.on, late_reason=form.late_reason_given)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The calendar is sent to the Government."))
            return redirect(kind.pages.work.url(slug=slug, year=year))
    context = {
        "form": form,
        "schedule": schedule,
        "days_late": late,
        "name": filled(kind.words.name, {"year": year}),
        "at": kind.pages.urls(slug=slug, year=year),
    }
    return render(request, "schedules/send_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def forwarding(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Every region that owes a calendar, what has come, and the one button that sends all of it on."""
    actor = request.actor
    can_forward_calendars(actor).require()
    try:
        view = forwarding_view(year, actor.on)
    except NoRule:
        raise Http404 from None
    form = SendUpForm(request.POST if request.method == "POST" else None, is_late=view.days_late > 0)
    if request.method == "POST" and form.is_valid():
        try:
            forward_calendars(period_key=year, actor=actor, today=actor.on, late_reason=form.late_reason_given)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The calendars are forwarded to the Presidential Administration."))
            return redirect("schedules:forwarding", year)
    context = {
        "view": view,
        "form": form,
        "year": year,
        "title": filled(own_words(AKIM_CALENDAR).board, {"year": year}),
    }
    return render(request, "schedules/forwarding.html", context)


@require_safe
@workspace_view
def forwarding_now(request: WorkspaceRequest) -> HttpResponse:
    """To the calendars of the year that is planned now."""
    can_forward_calendars(request.actor).require()
    return redirect("schedules:forwarding", forwarding_year(request.actor.on))


@public_page(kept=Kept(topics=(MEETINGS,)))
def calendars(request: HttpRequest, year: str) -> HttpResponse:
    """Published calendars of all regions of a year."""
    words = own_words(AKIM_CALENDAR)
    context = {
        "plans": list(published_plans(AKIM_CALENDAR).filter(period_key=year)),
        "kind": AKIM_CALENDAR,
        "title": filled(words.board, {"year": year}),
        "lead": words.in_index,
        "none": words.none_published,
        "crumbs": [(_("Schedules of meetings"), reverse("schedules:index")), (year, None)],
    }
    return render(request, "schedules/calendars.html", context)
