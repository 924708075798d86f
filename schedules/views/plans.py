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

from portal.accounts.views.freshness import recently_authenticated
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel.errors import Conflict, Invalid
from portal.kit.asked import PAGED
from portal.kit.content_version import MEETINGS
from portal.kit.formats import day
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view
from portal.kit.kept_pages import Kept
from portal.kit.paging import paginate
from schedules.choices import ProposalState
from schedules.forms.amendment import AbandonForm
from schedules.forms.plans import PlanAmendmentForm, PlanReviewForm
from schedules.kinds import Kind, filled, own_words
from schedules.models import Proposal, Schedule
from schedules.permissions import can_amend_schedule, can_return_proposal, can_see_plan_board
from schedules.queries.amendment import working_copy
from schedules.queries.beside import beside
from schedules.queries.graph import graph_history
from schedules.queries.hearings import hearing_view
from schedules.queries.plans import late_days, own_plans, plan_board, plan_year
from schedules.queries.plans_actions import plan_actions, plan_steps
from schedules.queries.plans_published import published_plan
from schedules.queries.proposals import proposal_history, proposal_view
from schedules.queries.sending_up import sending_view
from schedules.queries.terms import planning_bodies
from schedules.queries.version_list import announcements, version_lines
from schedules.rules import plannable_years
from schedules.services.amendment import abandon_amendment, open_amendment
from schedules.services.plans import approve_plan
from schedules.services.proposals import open_proposal, return_proposal

#: What keeps a head from approving, and is said where it was tried.
_AT_THE_FORM = ("nothing_changed", "maslikhat_not_told", "maslikhat_not_agreed")


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
    body = _own_body(actor, kind, request.POST.get("body", ""))
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
    body = _own_body(actor, kind, slug)
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
        "steps": plan_steps(shown, hearing, sending),
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
@recently_authenticated
def review(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """The head reads everything submitted, then approves by an order or returns."""
    actor = request.actor
    body = _own_body(actor, kind, slug)
    found = Proposal.objects.of_kind(kind).select_related("body")
    proposal = get_object_or_404(found, body=body, period_key=year)
    can_return_proposal(actor, proposal).require()
    if request.method != "POST" and proposal.state != ProposalState.SUBMITTED:
        return redirect(kind.pages.work.url(slug=slug, year=year))
    shown = plan_year(kind, body, year, actor.on)
    copy = working_copy(kind.key, body.pk, year)
    actions = plan_actions(actor, shown, copy)
    view = proposal_view(proposal, actor.on)
    is_sent = request.method == "POST"
    late = 0 if proposal.is_amending else late_days(proposal, actor.on)
    form = PlanReviewForm(
        own_words(kind),
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        rows=[each.row for each in view.rows],
        # A choice that was open when the page was read is not a mistake in the form: the service says what has changed.
        can_approve=actions.approve or is_sent,
        is_late=late > 0,
        sent_on=proposal.refiled_on or proposal.submitted_on,
        initial={"version": proposal.version},
    )
    if is_sent and form.is_valid():
        try:
            text = _decide(form, proposal, actor)
        except Invalid as refusal:
            add_refusal(form, refusal)
        except Conflict as refusal:
            if refusal.code not in _AT_THE_FORM:
                raise
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, text)
            return redirect(kind.pages.work.url(slug=slug, year=year))
    context = {
        "plan": shown,
        "words": kind.own,
        "body": body,
        "at": kind.pages.urls(slug=slug, year=year),
        "name": filled(kind.words.name, {"year": year}),
        "proposal": proposal,
        "view": view,
        "actions": actions,
        "form": form,
        "rows": [(each, tuple(map(str, each.concerns)), form[f"row_{each.row.pk}"]) for each in view.rows],
        "days_late": late,
        "history": proposal_history(proposal),
    }
    return render(request, "schedules/plan_review.html", context)


def _decide(form: PlanReviewForm, proposal: Proposal, actor: Actor) -> str:
    version, words = form.cleaned_data["version"], own_words(proposal.its_kind)
    if form.cleaned_data["decision"] == PlanReviewForm.APPROVE:
        approve_plan(proposal=proposal, expected_version=version, actor=actor, today=actor.on, **form.act)
        return str(words.approved)
    return_proposal(
        proposal=proposal,
        comment=form.cleaned_data["comment"],
        row_comments=form.row_comments,
        expected_version=version,
        actor=actor,
        today=actor.on,
    )
    return str(words.returned)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def amend(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """The head opens the published plan again, saying why."""
    actor = request.actor
    body = _own_body(actor, kind, slug)
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
    body = _own_body(actor, kind, slug)
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


def _own_body(actor: Actor, kind: Kind, slug: str) -> Body:
    """A body whose plan this person works on; for anybody else the pages of its plan do not exist."""
    return get_object_or_404(planning_bodies(kind), slug=slug, pk__in=actor.bodies(*kind.roles))
