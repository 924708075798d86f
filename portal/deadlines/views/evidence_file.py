"""The evidence file of a body, in the workspace and for everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import WorkspaceRequest
from portal.deadlines import permissions, queries
from portal.deadlines.documents.evidence_file_jobs import ENDINGS, MAKE_FILE, OFFICIAL, job_title
from portal.deadlines.forms import PeriodForm
from portal.jobs.services import start
from portal.kernel import clock
from portal.kit.http import public_page, workspace_view
from portal.kit.paging import paginate


@public_page
def evidence_file(request: HttpRequest, slug: str) -> HttpResponse:
    """What everybody may see of it: public duties, published documents."""
    body = get_object_or_404(Body, slug=slug)
    crumbs = [
        (pgettext("page", "Deadlines"), reverse("deadlines:board")),
        (body.plain, body.get_absolute_url()),
        (pgettext("page", "Evidence file"), None),
    ]
    context = {"crumbs": crumbs, **_file(request, body, reader=None)}
    return render(request, "deadlines/evidence_file.html", context)


@require_safe
@workspace_view
def work_evidence_file(request: WorkspaceRequest, slug: str) -> HttpResponse:
    """All of it, for the body's own people and those who control; to be taken away as PDF or ZIP."""
    actor, body = request.actor, _visible(request, slug)
    context = _file(request, body, reader=actor.user)
    language = get_language()
    context["file_language"] = language if language in OFFICIAL else OFFICIAL[0]
    return render(request, "deadlines/evidence_file_work.html", context)


@require_POST
@workspace_view
def make_evidence_file(request: WorkspaceRequest, slug: str) -> HttpResponse:
    """Make the file aside: leads to the page of the work, where the result stays."""
    actor, body = request.actor, _visible(request, slug)
    form = PeriodForm(request.POST, today=clock.today())
    ending, language = request.POST.get("ending", ""), request.POST.get("language", get_language() or "")
    if not form.is_valid() or ending not in ENDINGS or language not in OFFICIAL:
        raise Http404
    stretch = form.stretch()
    job = start(
        kind=MAKE_FILE,
        args={
            "body": body.pk,
            "since": stretch.since.isoformat(),
            "until": stretch.until.isoformat(),
            "ending": ending,
            "language": language,
        },
        user=actor.user,
        title=job_title(body, stretch),
    )
    return redirect("jobs:job", job.pk)


def _visible(request: WorkspaceRequest, slug: str) -> Body:
    """The body, when its file is shown to the person; for others there is the public page."""
    body = get_object_or_404(Body, slug=slug)
    if not permissions.can_see_evidence_file(request.actor, body):
        raise Http404
    return body


def _file(request: HttpRequest, body: Body, *, reader: User | None) -> dict[str, Any]:
    """The page's content; a wrong day is said at its field and nothing is shown."""
    today = clock.today()
    form = PeriodForm(request.GET, today=today)
    if not form.is_valid():
        return {"body": body, "form": form}
    stretch = form.stretch()
    rows = queries.file_rows(body, stretch, public=reader is None)
    page = paginate(request, rows)
    return {
        "body": body,
        "form": form,
        "stretch": stretch,
        "summary": queries.summary(rows, today),
        "page": page,
        "lines": queries.file_lines(list(page), today, reader=reader),
    }
