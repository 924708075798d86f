"""Publishing the approved schedule: what becomes public and whom it tells, before it happens."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meetings import queries
from meetings.forms import PublishForm
from meetings.services import publication
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from schedules.choices import ScheduleKind
from schedules.models import Schedule
from schedules.permissions import can_publish_schedule


@workspace_view
def publish(request: WorkspaceRequest, year: str, slug: str = "") -> HttpResponse:
    """GET shows what would happen; POST publishes, plans the publication or takes the plan back."""
    actor = request.actor
    schedule = _visible(actor, year, slug)
    can_publish_schedule(actor, schedule).require()
    if request.method == "GET" and schedule.published_at is not None:
        return HttpResponseRedirect(schedule.get_absolute_url())
    if request.method == "POST" and "cancel" in request.POST:
        publication.cancel_schedule_publication(schedule=schedule, actor=actor, today=actor.on)
        messages.success(request, _("The planned publication is cancelled. Nothing became public."))
        return HttpResponseRedirect(request.path)
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"when": PublishForm.NOW})
    if form.is_bound and form.is_valid():
        answer = _act(request, schedule, form)
        if answer is not None:
            return answer
    return render(request, "meetings/publication.html", _context(schedule, form, actor.on))


def _act(request: WorkspaceRequest, schedule: Schedule, form: PublishForm) -> HttpResponse | None:
    """Publish or plan; None when the form must be shown again."""
    actor, now = request.actor, clock.now()
    try:
        if form.publish_at is None:
            made = publication.publish_schedule(schedule=schedule, actor=actor, today=actor.on, now=now)
            text = _published(schedule, len(made))
            messages.success(request, text)
            return HttpResponseRedirect(schedule.get_absolute_url())
        publication.plan_schedule_publication(
            schedule=schedule, actor=actor, publish_at=form.publish_at, today=actor.on, now=now
        )
    except Invalid as refusal:
        add_refusal(form, refusal, {"publish_at": "day"})
        return None
    at = formats.instant(form.publish_at)
    messages.success(request, _("Publication is planned for %(at)s, Kazakhstan time.") % {"at": at})
    return HttpResponseRedirect(request.path)


def _visible(actor: Actor, year: str, slug: str) -> Schedule:
    """The schedule of first heads, or the departmental plan of a body: the working copy first."""
    visible = Schedule.objects.visible_to(actor).select_related("body")
    body = get_object_or_404(Body, slug=slug) if slug else None
    found = visible.plan_of(body, year).first() if body is not None else visible.for_period(year).first()
    if found is None:
        raise Http404
    return found


def _published(schedule: Schedule, count: int) -> str:
    if schedule.kind == ScheduleKind.PLAN:
        text = ngettext(
            "The plan is published. %(count)d meeting is now public.",
            "The plan is published. %(count)d meetings are now public.",
            count,
        )
    else:
        text = ngettext(
            "The schedule is published. %(count)d meeting is now public.",
            "The schedule is published. %(count)d meetings are now public.",
            count,
        )
    return text % {"count": count}


def _context(schedule: Schedule, form: PublishForm, today: date) -> dict[str, Any]:
    return {
        "schedule": schedule,
        "preview": queries.publication_preview(schedule, today),
        "form": form,
        "title": _title(schedule),
    }


def _title(schedule: Schedule) -> str:
    year = {"year": schedule.period_key}
    if schedule.kind == ScheduleKind.PLAN:
        return pgettext("page", "Publication of the departmental plan for %(year)s") % year
    return pgettext("page", "Publication of the schedule for %(year)s") % year
