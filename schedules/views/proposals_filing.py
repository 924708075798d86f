"""Filing a proposal, and the authorised body's review of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.views.freshness import recently_authenticated
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit import forms
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from schedules.forms import ReviewForm, SubmitForm
from schedules.models import Proposal
from schedules.permissions import can_see_intake
from schedules.queries.actions import proposal_actions
from schedules.queries.beside import beside
from schedules.queries.grid import is_long
from schedules.queries.intake import review_queue
from schedules.queries.proposals import RowView, proposal_history, proposal_view
from schedules.queries.warnings import Warnings, proposal_warnings
from schedules.queries.window import Window
from schedules.services.proposals import accept_proposal, return_proposal, submit_proposal, take_back
from schedules.views.finding import own_proposal


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def submit(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Show exactly what will be sent, to whom, what is missing; then file it."""
    actor = request.actor
    proposal = own_proposal(actor, pk)
    if not proposal_actions(actor, proposal).edit and request.method != "POST":
        return redirect(proposal)
    # Of a long plan the table shows the rows: here stands how it comes along.
    is_whole = proposal.is_amending or not is_long(proposal)
    view = proposal_view(proposal, actor.on, window=None if is_whole else Window([], 1, proposal.rows.count()))
    form = SubmitForm(request.POST or None, initial={"version": proposal.version}, is_late=view.files_late)
    if request.method == "POST" and form.is_valid():
        try:
            submit_proposal(
                proposal=proposal,
                late_reason=form.cleaned_data.get("late_reason", ""),
                expected_version=form.cleaned_data["version"],
                actor=actor,
                today=actor.on,
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, str(view.kind.words.filed))
            return redirect(view.done_url)
    context = {"proposal": proposal, "view": view, "form": form, "is_whole": is_whole}
    if not is_whole:
        context["beside"] = beside(proposal, actor.on)
    return render(request, "schedules/submit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def take_back_filing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Say what taking the filing back means; then do it."""
    actor = request.actor
    proposal = own_proposal(actor, pk)
    if request.method == "POST":
        take_back(proposal=proposal, actor=actor, today=actor.on)
        messages.success(request, _("The filing is taken back. It can be changed and has to be filed again."))
        return redirect(proposal)
    if not proposal_actions(actor, proposal).take_back:
        return redirect(proposal)
    view = proposal_view(proposal, actor.on)
    return render(request, "schedules/take_back.html", {"proposal": proposal, "view": view})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def review(request: WorkspaceRequest, year: str, slug: str) -> HttpResponse:
    """Everything the ministry has sent, a remark for each meeting, one decision; then the next that waits."""
    actor = request.actor
    if not can_see_intake(actor):
        raise Http404
    filed = Proposal.objects.visible_to(actor).for_graph().filed().select_related("body")
    proposal = get_object_or_404(filed, period_key=year, body__slug=slug)
    actions = proposal_actions(actor, proposal)
    view = proposal_view(proposal, actor.on, as_filed=True)
    queue = review_queue(year, actor) if actions.review else []
    following = _following(queue, proposal.body)
    form = ReviewForm(
        request.POST or None,
        rows=[each.row for each in view.rows],
        # A choice that was open when the page was read is not a mistake in the form: the service says what has changed.
        can_accept=actions.accept or request.method == "POST",
        initial={"version": proposal.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            text = _decide(form, proposal, actor)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, text)
            if following:
                return redirect("schedules:review", year, following.slug)
            return redirect("schedules:intake", year)
    warnings = proposal_warnings(view, for_reviewer=True)
    context = {
        "proposal": proposal,
        "view": view,
        "warnings": warnings,
        "actions": actions,
        "form": form,
        "changed": _with_remarks(view.changed, warnings, form),
        "others": _with_remarks(view.unchanged, warnings, form),
        "queue": queue,
        "following": following,
        "history": proposal_history(proposal),
    }
    return render(request, "schedules/review.html", context)


def _with_remarks(
    rows: list[RowView], warnings: Warnings, form: ReviewForm
) -> list[tuple[RowView, tuple[str, ...], forms.BoundField]]:
    """Rows with what deserves a look and the field for a remark."""
    return [(each, warnings.by_row.get(each.row.pk, ()), form.remark_to(each.row)) for each in rows]


def _following(queue: list[Body], body: Body) -> Body | None:
    """Whose turn it is after this one, round the queue; nobody when no other waits."""
    slugs = [each.slug for each in queue]
    after = slugs.index(body.slug) + 1 if body.slug in slugs else 0
    return next((each for each in [*queue[after:], *queue[:after]] if each.slug != body.slug), None)


def _decide(form: ReviewForm, proposal: Proposal, actor: Actor) -> str:
    version = form.cleaned_data["version"]
    if form.cleaned_data["decision"] == ReviewForm.ACCEPT:
        accept_proposal(proposal=proposal, expected_version=version, actor=actor, today=actor.on)
        return _("The proposal is accepted. The ministry has been told.")
    return_proposal(
        proposal=proposal,
        comment=form.cleaned_data["comment"],
        row_comments=form.row_comments,
        expected_version=version,
        actor=actor,
        today=actor.on,
    )
    return _("The proposal is returned. The ministry has been told.")
