"""The working copy of the schedule: assembling, agreement, remarks, taking back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel.errors import Conflict, Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from schedules.forms import AnswerForm, ReopenForm, SlotForm
from schedules.models import AgreementSlot, Schedule
from schedules.permissions import can_prepare_schedule, can_see_intake, can_see_slot
from schedules.queries.actions import schedule_actions, slot_actions
from schedules.queries.amendment_progress import amendment_progress
from schedules.queries.graph import agreeing_bodies, assembly_preview, graph_history, graph_view
from schedules.queries.planning_year import planning_year
from schedules.queries.tags import slot_tag
from schedules.queries.version_list import draft_difference, version_lines
from schedules.rules import AGREEMENT_DAYS, answer_due_on
from schedules.services.agreement import (
    agree,
    answer_remarks,
    object_with_remarks,
    remind_silent,
    reopen_draft,
    start_agreement,
)
from schedules.services.assembly import assemble_draft
from schedules.views.reminding import tell_reminded


@require_safe
@workspace_view
def work_graph_now(request: WorkspaceRequest) -> HttpResponse:
    """The schedule of the year that is being planned."""
    actor = request.actor
    return redirect("schedules:work_graph", planning_year(actor.on))


@require_safe
@workspace_view
def work_graph(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Where the schedule stands: matrix and list, agreement, what is missing, what can be done now."""
    actor = request.actor
    schedule = Schedule.objects.visible_to(actor).for_period(year).first()
    if schedule is None:
        return _not_begun(request, actor, year)
    view = graph_view(schedule, actor.on)
    context = {
        "schedule": schedule,
        "view": view,
        "page": paginate(request, view.entries),
        "actions": schedule_actions(actor, schedule),
        "slots": [(each, bool(can_see_slot(actor, each.slot))) for each in view.slots],
        "own_slots": [each for each in view.slots if slot_actions(actor, schedule, each.slot).decide],
        "progress": amendment_progress(schedule) if can_see_intake(actor) else None,
        "history": graph_history(schedule),
        "difference": draft_difference(schedule, actor.on) if schedule.published_at is None else None,
        "versions": version_lines(schedule.kind, schedule.body_id, year),
        "year": year,
    }
    return render(request, "schedules/work_graph.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def assemble(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Show what would be put together and who is missing; then assemble."""
    actor = request.actor
    if not can_see_intake(actor):
        raise Http404
    can_prepare_schedule(actor).require()
    refusal = ""
    if request.method == "POST":
        try:
            schedule = assemble_draft(period_key=year, actor=actor, today=actor.on)
        except Invalid as refused:
            refusal = str(refused.message)
        except Conflict as refused:
            # Said on the page that also says whom one waits for: nobody else has changed anything.
            if refused.code != "nothing_changed":
                raise
            refusal = str(refused.message)
        else:
            count = schedule.entries.count()
            text = ngettext(
                "The draft is assembled: %(count)s meeting.", "The draft is assembled: %(count)s meetings.", count
            )
            messages.success(request, text % {"count": count})
            return redirect("schedules:work_graph", year)
    present = Schedule.objects.for_period(year).first()
    context = {
        "year": year,
        "preview": assembly_preview(year, actor.on),
        "progress": amendment_progress(present) if present else None,
        "refusal": refusal,
    }
    return render(request, "schedules/assemble.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def agreement(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Show who would be asked and until when; then open agreement."""
    actor = request.actor
    schedule = _visible(actor, year)
    can_prepare_schedule(actor).require()
    if request.method == "POST":
        start_agreement(schedule=schedule, actor=actor, today=actor.on)
        messages.success(request, _("Agreement is open. Every ministry has been told."))
        return redirect("schedules:work_graph", year)
    context = {
        "schedule": schedule,
        "view": graph_view(schedule, actor.on),
        "bodies": agreeing_bodies(schedule, actor.on),
        "days": AGREEMENT_DAYS,
        "due_on": answer_due_on(actor.on),
    }
    return render(request, "schedules/agreement.html", context)


@require_POST
@workspace_view
def remind(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Remind all ministries that have not answered. Pressed twice on a day it writes nothing more."""
    actor = request.actor
    schedule = _visible(actor, year)
    count = remind_silent(schedule=schedule, actor=actor, today=actor.on)
    tell_reminded(request, count, nobody=_("Everybody who has not answered was reminded today already."))
    return redirect("schedules:work_graph", year)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def slot(request: WorkspaceRequest, year: str, slug: str) -> HttpResponse:
    """What one ministry says to the draft, and what the authorised body answers to its remarks."""
    actor = request.actor
    schedule = _visible(actor, year)
    slots = AgreementSlot.objects.visible_to(actor).select_related("body")
    found = get_object_or_404(slots, schedule=schedule, body__slug=slug)
    actions = slot_actions(actor, schedule, found)
    is_answer = "answer" in request.POST
    form = SlotForm(
        request.POST if request.method == "POST" and not is_answer else None,
        # A choice that was open when the page was read is not a mistake in the form: the service says what has changed.
        can_agree=actions.agree or request.method == "POST",
        can_give_remarks=actions.give_remarks or request.method == "POST",
    )
    answer = AnswerForm(request.POST if is_answer else None, initial={"answer": found.answer})
    sent = answer if is_answer else form
    if request.method == "POST" and sent.is_valid():
        try:
            text = _answered(answer, found, schedule, actor) if is_answer else _decided(form, found, schedule, actor)
        except Invalid as refusal:
            add_refusal(sent, refusal)
        else:
            messages.success(request, text)
            return redirect("schedules:work_graph", year)
    view = graph_view(schedule, actor.on)
    context = {
        "schedule": schedule,
        "slot": found,
        "tag": slot_tag(found),
        "actions": actions,
        "form": form,
        "answer_form": answer,
        "own_entries": [entry for entry in view.entries if entry.body_id == found.body_id],
        "clashes": [clash for clash in view.clashes if found.body in clash.bodies],
        "gaps": [gap for gap in view.gaps if gap.body.pk == found.body_id],
    }
    return render(request, "schedules/agreement_slot.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def reopen(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Take the schedule back to draft, to take remarks up."""
    actor = request.actor
    schedule = _visible(actor, year)
    can_prepare_schedule(actor).require()
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reopen_draft(schedule=schedule, comment=form.cleaned_data["comment"], actor=actor, today=actor.on)
        messages.success(request, _("The schedule is a draft again. The ministries have been told."))
        return redirect("schedules:work_graph", year)
    context = {"schedule": schedule, "form": form, "view": graph_view(schedule, actor.on)}
    return render(request, "schedules/agreement_reopen.html", context)


def _decided(form: SlotForm, found: AgreementSlot, schedule: Schedule, actor: Actor) -> str:
    if form.cleaned_data["decision"] == SlotForm.AGREE:
        agree(schedule=schedule, body=found.body, actor=actor, today=actor.on)
        return _("The agreement of the ministry is recorded.")
    object_with_remarks(
        schedule=schedule, body=found.body, remarks=form.cleaned_data["remarks"], actor=actor, today=actor.on
    )
    return _("The remarks are recorded. The authorised body has been told.")


def _answered(form: AnswerForm, found: AgreementSlot, schedule: Schedule, actor: Actor) -> str:
    answer_remarks(schedule=schedule, body=found.body, answer=form.cleaned_data["answer"], actor=actor, today=actor.on)
    return _("The answer is recorded. The ministry has been told.")


def _not_begun(request: HttpRequest, actor: Actor, year: str) -> HttpResponse:
    """Before the draft is shown to this person: what belongs here, and the next step where there is one."""
    return render(
        request, "schedules/work_graph_empty.html", {"year": year, "may_assemble": bool(can_prepare_schedule(actor))}
    )


def _visible(actor: Actor, year: str) -> Schedule:
    """The working copy if this person may see it, else what is in force."""
    found = Schedule.objects.visible_to(actor).for_period(year).first()
    if found is None:
        raise Http404
    return found
