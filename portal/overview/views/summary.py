"""The half-year summary: its numbers on a page, and its documents made aside."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.bodies.permissions import WorkspaceRequest
from portal.jobs.models import Job
from portal.jobs.queries import shown
from portal.jobs.services import start
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kernel.periods import Period
from portal.kit import formats
from portal.kit.http import workspace_view
from portal.overview.documents.jobs import SUMMARY, summary_title
from portal.overview.documents.wording import OVERVIEW, summary_words
from portal.overview.forms import SummaryForm
from portal.overview.permissions import can_summarise
from portal.overview.queries.control.tabs import control_tabs
from portal.overview.queries.summary import halves, last_ended, outline

#: Documents made before, listed.
_LISTED = 20


@workspace_view
def control_summary(request: WorkspaceRequest) -> HttpResponse:
    """Choose a half-year, look at its numbers, have its document made."""
    actor = request.actor
    can_summarise(actor).require()
    today = clock.today()
    offered = halves(today)
    if request.method == "POST":
        form = SummaryForm(request.POST, halves=offered)
        if form.is_valid():
            chosen = form.cleaned_data
            half = Period.parse(chosen["half"])
            job = start(
                kind=SUMMARY,
                args={"half": half.key, "ending": chosen["ending"], "language": chosen["language"]},
                user=actor.user,
                title=summary_title(half, chosen["ending"], chosen["language"]),
                then=f"{reverse('overview:control_summary')}?half={half.key}",
            )
            return redirect("jobs:job", job.pk)
        asked = form.data.get("half", "")
    else:
        asked = request.GET.get("half", "")
    half = next((period for period in offered if period.key == asked), last_ended(today))
    if request.method != "POST":
        language = formats.language() if formats.language() != "en" else "ru"
        form = SummaryForm(halves=offered, initial={"half": half.key, "ending": "docx", "language": language})
    words = summary_words(outline(half, today), language=formats.language(), address="", parts=OVERVIEW)
    jobs = Job.objects.of(actor.user).filter(kind=SUMMARY).select_related("user", "file").order_by("-pk")[:_LISTED]
    context = {
        "form": form,
        "half": half,
        "words": words,
        "halves": [{"period": period, "current": period == half} for period in offered],
        "jobs": [shown(job, actor) for job in jobs],
        "tabs": control_tabs(actor, "control_summary"),
    }
    return render(request, "overview/control_summary.html", context, status=Invalid.status if form.errors else 200)
