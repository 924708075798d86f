"""Many rows of a plan at once: moved, copied from the last year, taken back. Shown before it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Conflict
from portal.kit.http import workspace_view
from schedules.errors import RowsChanged
from schedules.forms.bulk import ShiftApplyForm, ShiftForm
from schedules.models import Proposal
from schedules.queries.grid import is_long, official_labels, place_label
from schedules.queries.moving import Step, copy_steps, last_published, shift_steps
from schedules.queries.window import RowFilter, choices
from schedules.services.bulk import undo_many
from schedules.services.moving import copy_last_year, shift_rows
from schedules.views.finding import own_proposal

#: With more rows their boxes are no help: the whole of what was narrowed to is moved.
BOXES = 300


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def shift(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Where the rows that are narrowed to would go; then move those that are ticked."""
    proposal, actor = _long(request, pk), request.actor
    asked = RowFilter.asked(request.GET)
    if request.method == "POST":
        sent = ShiftApplyForm(request.POST)
        if sent.is_valid():
            chosen = sent.chosen(request.POST.getlist("row"), boxes="boxes" in request.POST)
            by, onto = sent.cleaned_data["by"], sent.cleaned_data["onto_working"]
            try:
                done = shift_rows(
                    proposal=proposal, asked=asked, chosen=chosen, by=by, onto_working=onto, actor=actor, today=actor.on
                )
            except RowsChanged as refusal:
                messages.error(request, str(refusal.message))
                return redirect(request.get_full_path())
            count = len(done.changed)
            moved = ngettext("%(count)s meeting was moved.", "%(count)s meetings were moved.", count)
            messages.success(request, moved % {"count": count})
            return redirect(f"{proposal.get_absolute_url()}?{asked.query}")
    form = ShiftForm(request.GET if "by" in request.GET else None)
    steps: list[Step] = []
    if form.is_bound and form.is_valid():
        steps = shift_steps(proposal, asked, **form.cleaned_data)
    changed = [step for step in steps if step.is_change]
    context = {
        "proposal": proposal,
        "asked": asked,
        "choices": choices(proposal, actor.on),
        "form": form,
        "is_shown": form.is_bound and form.is_valid(),
        "steps": [_told(step) for step in changed[:BOXES]],
        "rest": max(len(changed) - BOXES, 0),
        "count": len(changed),
        "has_boxes": len(changed) <= BOXES,
        "outside": sum(1 for step in steps if not step.days),
        "rows": ",".join(f"{step.of.pk}:{getattr(step.of, 'version', 0)}" for step in changed),
    }
    return render(request, "schedules/bulk_shift.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def copy(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What the last published plan has and this year lacks, on which days; then add it."""
    proposal, actor = _long(request, pk), request.actor
    source = last_published(proposal)
    if source is None:
        messages.error(request, _("There is no published calendar of an earlier year."))
        return redirect(proposal)
    if request.method == "POST":
        try:
            done = copy_last_year(
                proposal=proposal, source=_number(request.POST.get("source", "")), actor=actor, today=actor.on
            )
        except RowsChanged:
            messages.error(request, _("Another calendar is the last one by now. Look at it again."))
            return redirect("schedules:bulk_copy", proposal.pk)
        count = len(done.added)
        added = ngettext("%(count)s meeting was added.", "%(count)s meetings were added.", count)
        messages.success(request, added % {"count": count})
        return redirect(proposal)
    copied = copy_steps(proposal, source, actor.on)
    placed = [step for step in copied.steps if step.days]
    context = {
        "proposal": proposal,
        "source": source,
        "steps": [_told(step) for step in placed[:BOXES]],
        "rest": max(len(placed) - BOXES, 0),
        "count": len(placed),
        "left_out": copied.gone + len(copied.steps) - len(placed),
        "present": copied.present,
    }
    return render(request, "schedules/bulk_copy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def undo(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take the latest act back; rows that were changed since are named, and the others put back on a word."""
    proposal, actor = _long(request, pk), request.actor
    act = proposal.bulk_acts.select_related("proposal", "by").first()
    if act is None:
        messages.error(request, _("There is nothing to take back."))
        return redirect(proposal)
    changed: list[dict[str, Any]] = []
    if request.method == "POST":
        if _number(request.POST.get("act", "")) != act.pk:
            messages.error(request, _("Only the latest change of many rows can be taken back."))
            return redirect("schedules:bulk_undo", proposal.pk)
        try:
            back, _left = undo_many(act=act, actor=actor, today=actor.on, leaves_changed="leave" in request.POST)
        except RowsChanged as refusal:
            changed = [_named(row) for row in refusal.rows]
            messages.error(request, str(refusal.message))
        except Conflict as refusal:
            messages.error(request, str(refusal.message))
            return redirect(proposal)
        else:
            said = ngettext("%(count)s row is as it was.", "%(count)s rows are as they were.", back) % {"count": back}
            messages.success(request, said)
            return redirect(proposal)
    context = {"proposal": proposal, "act": act, "changed": changed, "is_refused": request.method == "POST"}
    return render(request, "schedules/bulk_undo.html", context, status=409 if request.method == "POST" else 200)


# -- steps -----------------------------------------------------------------------------------------------------------
def _long(request: WorkspaceRequest, pk: int) -> Proposal:
    proposal = own_proposal(request.actor, pk)
    if not is_long(proposal):
        raise Http404
    return proposal


def _told(step: Step) -> dict[str, Any]:
    return {**_named(step.of), "was": step.was, "becomes": step.becomes}


def _named(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "akim": official_labels([row.official])[row.official_id],
        "place": place_label(row.territory, inside_region=True),
        "when": row.when,
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
