"""The head of a body decides on its plan: approves it by an act, or returns it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts.views.freshness import recently_authenticated
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel.errors import Conflict, Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import PER_PAGE
from schedules.choices import ProposalState
from schedules.forms.plans import PlanReviewForm
from schedules.kinds import Kind, filled, own_words
from schedules.models import Proposal
from schedules.permissions import can_return_proposal
from schedules.queries.amendment import working_copy
from schedules.queries.beside import beside
from schedules.queries.grid import is_long
from schedules.queries.plans import late_days, plan_year
from schedules.queries.plans_actions import plan_actions
from schedules.queries.proposals import ProposalView, RowView, proposal_history, proposal_view
from schedules.queries.window import RowFilter, choices, narrowed, window_of
from schedules.services.plans import approve_plan
from schedules.services.proposals import return_proposal
from schedules.views.finding import own_body

#: What keeps a head from approving, and is said where it was tried.
_AT_THE_FORM = ("nothing_changed", "maslikhat_not_told", "maslikhat_not_agreed")
#: Buttons that show another page of a long plan: they send the form, so that what was typed comes along.
TURN = "go"


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def review(request: WorkspaceRequest, kind: Kind, slug: str, year: str) -> HttpResponse:
    """The head reads everything submitted, then approves by an order or returns."""
    actor = request.actor
    body = own_body(actor, kind, slug)
    found = Proposal.objects.of_kind(kind).select_related("body")
    proposal = get_object_or_404(found, body=body, period_key=year)
    can_return_proposal(actor, proposal).require()
    if request.method != "POST" and proposal.state != ProposalState.SUBMITTED:
        return redirect(kind.pages.work.url(slug=slug, year=year))
    shown = plan_year(kind, body, year, actor.on)
    copy = working_copy(kind.key, body.pk, year)
    actions = plan_actions(actor, shown, copy)
    sheet = _Sheet.of(request, proposal)
    view = sheet.view
    is_turning = TURN in request.POST
    is_sent = request.method == "POST" and not is_turning
    late = 0 if proposal.is_amending else late_days(proposal, actor.on)
    form = PlanReviewForm(
        own_words(kind),
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        rows=[each.row for each in sheet.rows],
        elsewhere=sheet.elsewhere,
        # A choice that was open when the page was read is not a mistake in the form: the service says what has changed.
        can_approve=actions.approve or is_sent,
        is_late=late > 0,
        sent_on=proposal.refiled_on or proposal.submitted_on,
        # Who turns the page decides nothing yet, and loses nothing that was typed.
        initial=request.POST.dict() if is_turning else {"version": proposal.version},
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
    context: dict[str, Any] = {
        "plan": shown,
        "words": kind.own,
        "body": body,
        "at": kind.pages.urls(slug=slug, year=year),
        "name": filled(kind.words.name, {"year": year}),
        "proposal": proposal,
        "view": view,
        "actions": actions,
        "form": form,
        "rows": [(each, tuple(map(str, each.concerns)), form[f"row_{each.row.pk}"]) for each in sheet.rows],
        "days_late": late,
        "history": proposal_history(proposal),
    }
    if sheet.page is None:
        return render(request, "schedules/plan_review.html", context)
    context |= {
        "page": sheet.page,
        "asked": sheet.asked,
        "choices": choices(proposal, actor.on),
        "elsewhere": [form[f"row_{pk}"] for pk in sorted(sheet.elsewhere)],
        "beside": beside(proposal, actor.on),
        "turn": TURN,
    }
    return render(request, "schedules/plan_review_long.html", context)


@dataclass(frozen=True)
class _Sheet:
    """The rows that the page shows: all of a short plan; of a long one fifty, of an amended one what it changes."""

    view: ProposalView
    rows: list[RowView]
    page: Page[Any] | None = None
    asked: RowFilter = field(default_factory=RowFilter)
    #: Rows on other pages to which something was typed.
    elsewhere: frozenset[int] = frozenset()

    @classmethod
    def of(cls, request: WorkspaceRequest, proposal: Proposal) -> _Sheet:
        if not is_long(proposal):
            view = proposal_view(proposal, request.actor.on)
            return cls(view, view.rows)
        typed = request.POST if request.method == "POST" else request.GET
        asked, number = RowFilter.asked(typed), typed.get(TURN) or typed.get("page")
        if proposal.is_amending:
            view = proposal_view(proposal, request.actor.on)
            page: Page[Any] = Paginator(view.changed, PER_PAGE).get_page(number)
            rows = list(page)
        else:
            page = Paginator(narrowed(proposal, asked), PER_PAGE).get_page(number)
            view = proposal_view(proposal, request.actor.on, window=window_of(proposal, page))
            rows = view.rows
        remarked = PlanReviewForm.remarked(request.POST.dict()) - {each.row.pk for each in rows}
        known = proposal.rows.filter(pk__in=remarked).values_list("pk", flat=True) if remarked else ()
        return cls(view, rows, page, asked, frozenset(known))


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
