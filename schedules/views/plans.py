"""Plans of which each body has its own: its pages, the head's decision, the board of all plans, the public page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.bodies.models import Body
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.asked import PAGED
from portal.kit.content_version import MEETINGS
from portal.kit.formats import day
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view
from portal.kit.kept_pages import Kept
from portal.kit.paging import paginate
from schedules.forms.amendment import AbandonForm
from schedules.forms.plans import PlanAmendmentForm
from schedules.kinds import Kind, filled, own_words
from schedules.models import Schedule
from schedules.permissions import can_amend_schedule, can_see_plan_board
from schedules.queries.amendment import working_copy
from schedules.queries.beside import beside
from schedules.queries.graph import graph_history
from schedules.queries.hearings import hearing_view
from schedules.queries.plans import own_plans, plan_board, plan_year
from schedules.queries.plans_actions import plan_actions, plan_steps
from schedules.queries.plans_published import published_plan
from schedules.queries.proposals import proposal_history
from schedules.queries.sending_up import sending_view
from schedules.queries.version_list import announcements, version_lines
from schedules.rules import plannable_years
from schedules.services.amendment import abandon_amendment, open_amendment
from schedules.services.proposals import open_proposal
from schedules.views.finding import own_body


@public_page(kept=Kept(PAGED, topics=(MEETINGS,)))
def plan(request: HttpRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """The plan of one body and year: order, hash, meetings, versions."""
    try:
        found = published_plan(kind, slug, year)
    except Schedule.DoesNotExist as missing:
        raise Http404 from missing
    body = found.schedule.body
    assert body is not None
    context = {
        "plan": found,
        "schedule": found.schedule,
        "body": body,
        "page": paginate(request, found.entries, count=found.entry_count),
        "words": kind.own,
        "in_calendar": _in_calendar(kind, body),
        "title": filled(kind.words.name, {"year": year}),
        "crumbs": [
            (_("Schedules of meetings"), reverse("schedules:index")),
            (body.short, body.get_absolute_url()),
            (year, None),
        ],
        "versions": version_lines(kind.key, body.pk, year),
        "announcements": announcements(kind.key, body.pk, year),
    }
    return render(request, "schedules/plan.html", context)


def _in_calendar(kind: Kind, body: Body) -> str:
    """By what the calendar shows its meetings: those of bodies below are not the body's own, but in its place."""
    if kind.rows.of_bodies_below and body.territory is not None:
        return urlencode({"place": body.territory.kato})
    return urlencode({"body": body.slug})


@require_safe
@workspace_view
def plans(request: WorkspaceRequest, kind: Kind) -> HttpResponse:
    """Plans of the own ministries by year; for those who watch over all, the way to the board."""
    actor = request.actor
    if not actor.bodies(*kind.roles) and can_see_plan_board(actor):
        return redirect(kind.pages.board.url(year=plannable_years(actor.on)[0]))
    context = {
        "words": kind.own,
        "page": paginate(request, own_plans(actor, actor.on, kind)),
        "board_url": kind.pages.board.url(year=plannable_years(actor.on)[0]) if can_see_plan_board(actor) else "",
        "open_url": kind.pages.open.url(),
        "plannable": plannable_years(actor.on),
    }
    return render(request, "schedules/plan_list.html", context)


@require_POST
@workspace_view
def open_plan(request: WorkspaceRequest, kind: Kind) -> HttpResponse:
    """Begin the plan of a year; beginning twice leads to the same one."""
    actor = request.actor
    body = own_body(actor, kind, request.POST.get("body", ""))
    try:
        proposal = open_proposal(
            body=body,
            period_key=request.POST.get("year", ""),
            kind=kind.key,
            actor=actor,
            today=actor.on,
        )
    except Invalid as refusal:
        messages.error(request, str(refusal.message))
        return redirect(kind.pages.proposals.url())
    return redirect(proposal)


@require_safe
@workspace_view
def board(request: WorkspaceRequest, kind: Kind, year: str) -> HttpResponse:
    """Every ministry's plan: approved, late, missing. What a plan says is not shown before it is published."""
    actor = request.actor
    if not can_see_plan_board(actor):
        raise Http404
    shown, words = plan_board(kind, year, actor.on), own_words(kind)
    days = {"due": day(shown.due_on), "today": day(actor.on), "days": shown.days_left}
    context = {
        "board": shown,
        "words": words,
        "title": filled(words.board, {"year": year}),
        "lead": filled(words.board_over, days) if shown.is_over else str(words.board_left % days),
        "year": year,
        "years": [(each, kind.pages.board.url(year=each)) for each in sorted({*plannable_years(actor.on), year})],
    }
    return render(request, "schedules/plan_board.html", context)


@require_safe
@workspace_view
def work_plan(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """Where the plan of the own ministry stands, and what can be done now."""
    actor = request.actor
    body = own_body(actor, kind, slug)
    shown = plan_year(kind, body, year, actor.on)
    if shown.proposal is None and shown.schedule is None and year not in plannable_years(actor.on):
        raise Http404
    copy = working_copy(kind.key, body.pk, year)
    latest = copy or shown.schedule
    in_force = shown.schedule if shown.is_public else None
    actions = plan_actions(actor, shown, copy)
    hearing = hearing_view(actor, shown.proposal, actor.on) if shown.proposal else None
    sending = sending_view(in_force, actor.on, may_send=in_force is not None and actions.own)
    context = {
        "plan": shown,
        "words": kind.own,
        "body": body,
        "year": year,
        "at": kind.pages.urls(slug=slug, year=year),
        "title": filled(kind.words.name, {"year": year}),
        "submit_word": kind.words.check,
        "schedule": shown.schedule,
        "copy": copy,
        "actions": actions,
        "steps": plan_steps(shown, hearing, sending, copy),
        "hearing": hearing,
        "beside": beside(shown.proposal, actor.on) if shown.proposal else None,
        "gives_out": kind.rows.of_bodies_below,
        "sending": sending,
        "versions": version_lines(kind.key, body.pk, year),
        "decisions": graph_history(latest) if latest else [],
        "history": proposal_history(shown.proposal) if shown.proposal else [],
    }
    return render(request, "schedules/plan_work.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def amend(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """The head opens the published plan again, saying why."""
    actor = request.actor
    body = own_body(actor, kind, slug)
    published = Schedule.objects.published().of_kind(kind).select_related("body")
    schedule = get_object_or_404(published, body=body, period_key=year)
    can_amend_schedule(actor, schedule).require()
    if request.method != "POST" and working_copy(kind.key, body.pk, year) is not None:
        return redirect(kind.pages.work.url(slug=slug, year=year))
    form = PlanAmendmentForm(own_words(kind), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            open_amendment(schedule=schedule, bodies=[body], actor=actor, today=actor.on, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, str(own_words(kind).opened))
            return redirect(kind.pages.work.url(slug=slug, year=year))
    return render(request, "schedules/plan_amendment.html", _of_year(kind, body, year) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def abandon(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """The head gives an amendment up before it is approved."""
    actor = request.actor
    body = own_body(actor, kind, slug)
    copy = working_copy(kind.key, body.pk, year)
    if copy is None or copy.amends_id is None:
        raise Http404
    can_amend_schedule(actor, copy).require()
    form = AbandonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            abandon_amendment(schedule=copy, comment=form.cleaned_data["comment"], actor=actor, today=actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The amendment is withdrawn. The published version stays in force."))
            return redirect(kind.pages.work.url(slug=slug, year=year))
    return render(request, "schedules/plan_abandon.html", _of_year(kind, body, year) | {"form": form})


def _of_year(kind: Kind, body: Body, year: str) -> dict[str, Any]:
    return {
        "words": kind.own,
        "body": body,
        "year": year,
        "at": kind.pages.urls(slug=body.slug, year=year),
        "name": filled(kind.words.name, {"year": year}),
    }
