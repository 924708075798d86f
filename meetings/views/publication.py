"""Publishing the approved schedule: what becomes public and whom it tells, before it happens."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

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
from schedules.kinds import Kind, filled
from schedules.models import Schedule
from schedules.permissions import can_publish_schedule

#: The hour proposed for a planned publication, by Kazakhstan's clock.
_MORNING = "09:00"


@workspace_view
def publish(request: WorkspaceRequest, kind: Kind, year: str, slug: str = "") -> HttpResponse:
    """GET shows what would happen; POST publishes, plans the publication or takes the plan back."""
    actor = request.actor
    schedule = _visible(actor, kind, year, slug)
    can_publish_schedule(actor, schedule).require()
    if request.method == "GET" and schedule.published_at is not None:
        return HttpResponseRedirect(schedule.get_absolute_url())
    if request.method == "POST" and "cancel" in request.POST:
        publication.cancel_schedule_publication(schedule=schedule, actor=actor, today=actor.on)
        messages.success(request, _("The planned publication is cancelled. Nothing became public."))
        return HttpResponseRedirect(request.path)
    form = PublishForm(request.POST if request.method == "POST" else None, initial=_next_morning(actor.on))
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
            text = str(schedule.its_kind.words.published % {"count": len(made)})
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


def _next_morning(today: date) -> dict[str, object]:
    """What is proposed: nothing becomes public by one careless press."""
    return {"when": PublishForm.LATER, "day": today + timedelta(days=1), "time": _MORNING}


def _visible(actor: Actor, kind: Kind, year: str, slug: str) -> Schedule:
    """What is common to all bodies, or one body's own plan: the working copy first."""
    body = get_object_or_404(Body, slug=slug) if slug else None
    visible = Schedule.objects.visible_to(actor).select_related("body")
    found = visible.in_chain(kind.key, body, year).standing().first()
    if found is None:
        raise Http404
    return found


def _context(schedule: Schedule, form: PublishForm, today: date) -> dict[str, Any]:
    return {
        "schedule": schedule,
        "preview": queries.publication_preview(schedule, today),
        "form": form,
        "words": schedule.its_kind.words,
        "title": filled(schedule.its_kind.words.publication, {"year": schedule.period_key}),
    }
