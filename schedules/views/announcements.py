"""Keeping the log of announcements."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.bodies.models import Body
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from schedules.forms.announcements import AnnouncementForm, WithdrawalForm
from schedules.kinds import Kind
from schedules.models import Schedule, ScheduleAnnouncement
from schedules.permissions import can_log_announcement, can_see_intake
from schedules.queries.terms import planning_bodies
from schedules.queries.version_list import announcements, published_versions
from schedules.services.announcements import record_announcement, withdraw_announcement


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def log(request: WorkspaceRequest, kind: Kind, year: str, slug: str = "") -> HttpResponse:
    """The log of a year and the form of one more line; `?corrects=<line>` puts it in the place of one taken back."""
    actor = request.actor
    log = _log(actor, kind, year, slug)
    if not published_versions(log.kind.key, log.body_id, year).exists():
        raise Http404
    may_log = can_log_announcement(actor, log.kind.key, log.body)
    lines = announcements(log.kind.key, log.body_id, year)
    corrects = next((line for line in lines if str(line.pk) == request.GET.get("corrects")), None)
    is_sent = request.method == "POST"
    form = AnnouncementForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, initial=_of(corrects)
    )
    if is_sent:
        may_log.require()
        if form.is_valid():
            try:
                record_announcement(
                    period_key=year,
                    kind=log.kind.key,
                    body=log.body,
                    corrects=corrects,
                    actor=actor,
                    today=actor.on,
                    **form.cleaned_data,
                )
            except Invalid as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The announcement is recorded. Everyone can see it."))
                return redirect(log.url)
    corrected = {line.corrects_id for line in lines}
    context = {
        "year": year,
        "log": log,
        "lines": [(line, line.is_withdrawn and line.pk not in corrected) for line in lines],
        "form": form,
        "corrects": corrects,
        "may_log": bool(may_log),
    }
    return render(request, "schedules/graph_announcements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def take_back(request: WorkspaceRequest, kind: Kind, year: str, pk: int, slug: str = "") -> HttpResponse:
    """Take a wrong line back, saying what is wrong with it."""
    actor = request.actor
    log = _log(actor, kind, year, slug)
    found = get_object_or_404(ScheduleAnnouncement.objects.in_chain(log.kind.key, log.body_id, year), pk=pk)
    can_log_announcement(actor, found.kind, found.body).require()
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_announcement(announcement=found, actor=actor, today=actor.on, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The line is taken back. It stays readable with the reason."))
            return redirect(log.url)
    context = {"year": year, "log": log, "line": found, "form": form}
    return render(request, "schedules/graph_announcement_back.html", context)


@dataclass(frozen=True)
class _Log:
    """Which log: of what is common to all bodies, or of one body's own plan."""

    kind: Kind
    body: Body | None
    year: str

    @property
    def body_id(self) -> int | None:
        return self.body.pk if self.body is not None else None

    @property
    def url(self) -> str:
        return self._schedule.url_of(self.kind.pages.announcements)

    @property
    def schedule_url(self) -> str:
        return self._schedule.get_work_url()

    @property
    def _schedule(self) -> Schedule:
        return Schedule(kind=self.kind.key, body=self.body, period_key=self.year)


def _log(actor: Actor, kind: Kind, year: str, slug: str) -> _Log:
    """For those who have nothing to do with it the log's workspace page does not exist."""
    if slug:
        own = planning_bodies(kind).filter(pk__in=actor.bodies(*kind.roles))
        return _Log(kind, get_object_or_404(own, slug=slug), year)
    if not can_see_intake(actor):
        raise Http404
    return _Log(kind, None, year)


def _of(corrects: ScheduleAnnouncement | None) -> dict[str, object]:
    if corrects is None:
        return {}
    return {name: getattr(corrects, name) for name in ("channel", "announced_on", "link", "note_kk", "note_ru")}
