"""Pages of jobs: a list, one job, and stopping it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from portal.jobs import queries, services
from portal.jobs.choices import State
from portal.jobs.errors import Ended
from portal.jobs.models import Job
from portal.jobs.permissions import can_cancel_job, can_see_result
from portal.jobs.querysets import Viewer
from portal.kit.http import workspace_view
from portal.kit.paging import paginate


class _Request(HttpRequest):
    """Of the actor this floor knows only who looks."""

    actor: Viewer


def _visible(request: _Request, pk: int) -> Job:
    """A job of somebody else does not exist for anybody but administrators."""
    found = Job.objects.visible_to(request.actor).select_related("user", "file", "given")
    return get_object_or_404(found, pk=pk)


@require_safe
@workspace_view
def index(request: _Request) -> HttpResponse:
    """Long work of the person; for administrators also everybody's, without what came of it."""
    viewer = request.actor
    everybody = viewer.is_administrator and request.GET.get("whose") == "all"
    page = paginate(request, queries.jobs_of(viewer, everybody=everybody))
    here = reverse("jobs:index")
    tabs = [
        {"label": pgettext("jobs", "My work"), "url": here, "current": not everybody, "count": None},
        {
            "label": pgettext("jobs", "Work of everybody"),
            "url": f"{here}?whose=all",
            "current": everybody,
            "count": None,
        },
    ]
    context = {
        "page": page,
        "rows": [queries.shown(job, viewer) for job in page],
        "tabs": tabs if viewer.is_administrator else [],
        "everybody": everybody,
    }
    return render(request, "jobs/index.html", context)


@require_safe
@workspace_view
def job(request: _Request, pk: int) -> HttpResponse:
    """How far it is and what came of it. The page asks again by itself until the work has ended.

    Work whose person only waits for its page leads there by itself, and says there what came of it.
    """
    found, viewer = _visible(request, pk), request.actor
    shown = queries.shown(found, viewer)
    if shown.leads_on:
        # The page that only asks whether it has ended does not follow: the sentence is for whoever arrives.
        if "X-Only-Asks" not in request.headers:
            messages.success(request, str(found.summary))
        return HttpResponseRedirect(shown.onward)
    context = {
        "shown": shown,
        "job": found,
        "steps": queries.steps(found),
        "tries": queries.tries(found),
        "is_own": found.user_id == viewer.user.pk,
    }
    return render(request, "jobs/job.html", context)


@workspace_view
def cancel(request: _Request, pk: int) -> HttpResponse:
    """Ask whether to stop, then stop."""
    found, viewer = _visible(request, pk), request.actor
    can_cancel_job(viewer, found).require()
    if request.method == "POST":
        try:
            stopped = services.cancel(job=found, actor=viewer)
        except Ended as ended:
            messages.info(request, str(ended.message))
        else:
            at_once = stopped.state == State.CANCELLED
            messages.success(
                request,
                _("The work is cancelled. Nothing was changed.")
                if at_once
                else _("The work will stop at its next step, and what it wrote will be taken back."),
            )
        return HttpResponseRedirect(found.get_absolute_url())
    if not found.is_open:
        return HttpResponseRedirect(found.get_absolute_url())
    return render(request, "jobs/cancel.html", {"job": found})


@workspace_view
def throw_away(request: _Request, pk: int) -> HttpResponse:
    """Ask whether to throw away what was given for work that has ended, then do it."""
    found, viewer = _visible(request, pk), request.actor
    can_see_result(viewer, found).require()
    if request.method == "POST":
        try:
            gone = services.throw_given_away(job=found, actor=viewer)
        except Ended as refusal:
            messages.info(request, str(refusal.message))
        else:
            messages.success(request, _("The file is thrown away.") if gone else _("The file is not there any more."))
        return HttpResponseRedirect(found.get_absolute_url())
    if found.is_open or found.given is None:
        return HttpResponseRedirect(found.get_absolute_url())
    return render(request, "jobs/throw_away.html", {"job": found})
