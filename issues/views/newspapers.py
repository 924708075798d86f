"""A body says in which newspaper its published quarter was printed."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from issues.forms.quarters import PrintForm, TakePrintForm
from issues.models import QuarterPrint, QuarterVersion
from issues.permissions import can_publish_quarter
from issues.queries.quarters.published import standing_version, versions_of
from issues.services.quarters.newspapers import record_print, take_print_back
from issues.views.quarters import period_of
from portal.bodies.models import Body
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def newspapers(request: WorkspaceRequest, slug: str, period: str) -> HttpResponse:
    """What is recorded of one quarter, what was taken back too, and a form for one more."""
    version = _version(request, slug, period)
    form = PrintForm(request.POST if request.method == "POST" else None, versions=versions_of(version)[::-1])
    if request.method == "POST" and form.is_valid():
        try:
            record_print(**form.said(), actor=request.actor, today=request.actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is recorded; everybody reads it on the page of the quarter."))
            return redirect(request.path)
    rows = QuarterPrint.objects.of(version.body, version.period_key).select_related("by", "taken_by")
    context = {
        "form": form,
        "version": version,
        "body": version.body,
        "period": version.period,
        "papers": list(_papers(version)),
        "rows": rows,
    }
    return render(request, "issues/work_newspapers.html", context, status=Invalid.status if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def newspaper(request: WorkspaceRequest, slug: str, period: str, key: str) -> HttpResponse:
    """One record is taken back, with a reason."""
    version = _version(request, slug, period)
    found = QuarterPrint.objects.of(version.body, version.period_key).filter(taken_on__isnull=True)
    record = get_object_or_404(found, pk=int(key))
    form = TakePrintForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_print_back(record=record, why=form.cleaned_data["why"], actor=request.actor, today=request.actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is taken back; nobody outside reads it."))
            return redirect("issues:newspapers", slug, period)
    context = {"form": form, "record": record, "body": version.body, "period": version.period}
    return render(request, "issues/work_newspaper.html", context, status=Invalid.status if form.errors else 200)


def _papers(version: QuarterVersion) -> Iterator[tuple[str, str, str]]:
    """What is taken to the newspaper: language, its name to the reader, and the address of the PDF."""
    for language, name in (("kk", _("In Kazakh")), ("ru", _("In Russian"))):
        with override(language):
            address = reverse("issues:quarter_file", args=[version.body.slug, version.period_key, "pdf"])
        yield language, name, f"{address}?version={version.number}"


def _version(request: WorkspaceRequest, slug: str, period: str) -> QuarterVersion:
    """The last one of a quarter that is published; 403 with the reason for people of others."""
    body = get_object_or_404(Body.objects.select_related("territory__parent__parent"), slug=slug)
    can_publish_quarter(request.actor, body).require()
    try:
        return standing_version(slug, period_of(period))
    except QuarterVersion.DoesNotExist as missing:
        raise Http404 from missing
