"""The classifier of places: what stands, an upload with its report, applying it. For administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from portal.bodies import queries
from portal.bodies.forms import EditionForm
from portal.bodies.models import Edition
from portal.bodies.permissions import Actor, WorkspaceRequest, can_load_classifier
from portal.bodies.services import accept_closures, discard_edition, keep_edition
from portal.bodies.workbooks import LIMIT_BYTES, edition_of, read_classifier
from portal.jobs import services as jobs
from portal.kernel import clock
from portal.kernel.folding import composed
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.sheets.refusals import Unreadable

#: In which order a report shows what an edition changes.
_ROWS = ("closed", "added", "unclear")
_ONE_LANGUAGE = ("kept_names", "one_name")
_CHANGES = ("reused", "moved", "renamed", "retyped")


def _administrator(request: WorkspaceRequest) -> Actor:
    actor = request.actor
    if not can_load_classifier(actor):
        raise Http404
    return actor


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def classifier(request: WorkspaceRequest) -> HttpResponse:
    """What stands, the editions read so far, and the upload of another one."""
    actor = _administrator(request)
    today = clock.today()
    form = EditionForm(request.POST, request.FILES) if request.method == "POST" else EditionForm()
    if request.method == "POST" and form.is_valid():
        kept = _keep(actor, form)
        if kept is not None:
            return redirect(kept)
    context = {
        "form": form,
        "state": queries.classifier_state(today),
        "page": paginate(request, queries.editions()),
    }
    return render(request, "bodies/classifier.html", context)


@require_http_methods(["GET", "HEAD"])
@workspace_view
def edition(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The report of an edition: what it would change, or what it changed."""
    _administrator(request)
    shown = get_object_or_404(Edition.objects.defer("content").select_related("user"), pk=pk)
    report: dict[str, Any] = shown.report
    context = {
        "edition": shown,
        "report": report,
        "levels": [report["levels"].get(str(level), 0) for level in range(4)],
        "losses_only": report["refused_for"] == ["losses"],
        "rows": {name: report[name] for name in _ROWS},
        "of_one_language": {name: report.get(name) for name in _ONE_LANGUAGE},
        "changes": {name: report[name] for name in _CHANGES},
    }
    return render(request, "bodies/edition.html", context)


@require_POST
@workspace_view
def apply(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Ask for an edition to be applied: long work with a page of its own."""
    actor = _administrator(request)
    waiting = get_object_or_404(Edition.objects.defer("content"), pk=pk, applied_at__isnull=True)
    if request.POST.get("accept_closures"):
        accept_closures(actor=actor, edition=waiting)
    job = jobs.start(
        kind="bodies.apply_edition",
        args={"edition": waiting.pk},
        user=actor.user,
        title=_title(waiting),
        then=waiting.get_absolute_url(),
    )
    return redirect(job)


@require_POST
@workspace_view
def discard(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take back an upload that was not applied."""
    actor = _administrator(request)
    discard_edition(actor=actor, edition=get_object_or_404(Edition.objects.defer("content"), pk=pk))
    messages.success(request, _("The edition was taken back. Nothing was changed."))
    return redirect("bodies:classifier")


@require_POST
@workspace_view
def raise_offices(request: WorkspaceRequest) -> HttpResponse:
    """Ask for the offices that lack."""
    actor = _administrator(request)
    job = jobs.start(
        kind="bodies.raise_akimats",
        args={"on": clock.today().isoformat()},
        user=actor.user,
        title=Lines.written(_raising),
        then="/work/classifier/",
    )
    return redirect(job)


def _keep(actor: Actor, form: EditionForm) -> Edition | None:
    """The uploaded edition, or None with the refusal at its field."""
    upload = form.cleaned_data["file"]
    if upload.size > LIMIT_BYTES:
        form.add_error("file", _("The file is larger than 10 MB."))
        return None
    today = clock.today()
    on = form.cleaned_data["edition_on"] or edition_of(upload.name) or today
    if on > today:
        form.add_error("edition_on", _("The date of the edition lies in the future."))
        return None
    try:
        reading = read_classifier(upload)
    except Unreadable as refusal:
        form.add_error("file", str(refusal.message))
        return None
    return keep_edition(actor=actor, rows=reading.rows, source=composed(upload.name), edition_on=on, today=today)


def _title(waiting: Edition) -> Lines:
    def write(code: str) -> str:
        with override(code):
            return _("Classifier of places, edition of %(day)s") % {"day": formats.day(waiting.edition_on)}

    return Lines.written(write)


def _raising(code: str) -> str:
    with override(code):
        return _("Adding the offices of akims")
