"""The workspace: what a body owes, and the evidence that it did it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.forms import show_refusal
from portal.bodies.permissions import Actor
from portal.deadlines import permissions, queries, services
from portal.deadlines.forms import CorrectionForm, RecordForm, WithdrawForm
from portal.deadlines.models import Evidence, Obligation
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.http import workspace_view
from portal.kit.paging import paginate


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _visible(request: HttpRequest, pk: int) -> Obligation:
    """The obligation, when the person works with it; a neighbour's does not exist for them."""
    visible = Obligation.objects.visible_to(_actor(request)).select_related("body")
    return get_object_or_404(visible, pk=pk)


@require_safe
@workspace_view
def own(request: HttpRequest) -> HttpResponse:
    """Duties of the person's bodies, or of all bodies for those who control: open ones first come first."""
    today, actor = clock.today(), _actor(request)
    selection = queries.selection(request.GET.get("show", ""), actor)
    page = paginate(request, queries.workspace_list(actor, selection))
    return render(
        request,
        "deadlines/own.html",
        {
            "tabs": queries.tabs(actor, selection),
            "page": page,
            "rows": queries.desk_rows(page, today),
        },
    )


@workspace_view
def obligation(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty: where it comes from, what was done, and the form that records it."""
    today, actor, found = clock.today(), _actor(request), _visible(request, pk)
    if request.method != "POST":
        form = RecordForm(obligation=found, today=today)
        return _obligation_page(request, found, form=form)
    permissions.can_record_evidence(actor, found).require()
    form = RecordForm(request.POST, request.FILES, obligation=found, today=today)
    if form.is_valid():
        try:
            services.record_evidence(
                obligation=found,
                proof=form.proof(),
                upload=form.upload(),
                late_reason=form.late_reason_given,
                actor=actor,
                today=today,
            )
        except Invalid as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The evidence is recorded."))
            return HttpResponseRedirect(found.get_work_url())
    return _obligation_page(request, found, form=form, status=Invalid.status)


@workspace_view
def correct(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """Put another document in the place of a mistaken one."""
    today, actor, found = clock.today(), _actor(request), _visible(request, pk)
    old = get_object_or_404(Evidence.objects.select_related("obligation", "file"), obligation=found, pk=evidence)
    permissions.can_correct_evidence(actor, found, old).require()
    form = CorrectionForm(request.POST or None, request.FILES or None, initial=CorrectionForm.of(old))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                services.correct_evidence(
                    evidence=old,
                    proof=form.proof(),
                    upload=form.upload(),
                    reason=form.cleaned_data["reason"],
                    actor=actor,
                    today=today,
                )
            except Invalid as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(request, _("The evidence is corrected; the old one stays visible."))
                return HttpResponseRedirect(found.get_work_url())
        status = Invalid.status
    context = {"obligation": found, "why": queries.why(found, today, actor=actor), "old": old, "form": form}
    return render(request, "deadlines/correct.html", context, status=status)


@workspace_view
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say, with a reason, that the duty was not done after all."""
    today, actor, found = clock.today(), _actor(request), _visible(request, pk)
    permissions.can_withdraw_fulfilment(actor, found).require()
    form = WithdrawForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                services.withdraw_fulfilment(
                    obligation=found, reason=form.cleaned_data["reason"], actor=actor, today=today
                )
            except Invalid as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(request, _("The fulfilment is withdrawn; the duty is open again."))
                return HttpResponseRedirect(found.get_work_url())
        status = Invalid.status
    context = {"obligation": found, "why": queries.why(found, today, actor=actor), "form": form}
    return render(request, "deadlines/withdraw.html", context, status=status)


@require_POST
@workspace_view
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """One click of the authorised body."""
    found = _visible(request, pk)
    if services.remind_now(obligation=found, actor=_actor(request), today=clock.today()):
        messages.success(request, _("The reminder goes to the people of the body."))
    else:
        messages.info(request, _("They were reminded today already."))
    return HttpResponseRedirect(found.get_work_url())


@require_safe
@workspace_view
def working_days(request: HttpRequest) -> HttpResponse:
    """The working calendar of one year, with the source of each day."""
    permissions.can_see_working_days(_actor(request)).require()
    year = queries.year_of(request.GET.get("year", ""), clock.today())
    context = {"year": year, "tabs": queries.year_tabs(year), "days": queries.calendar_year(year)}
    return render(request, "deadlines/working_days.html", context)


def _obligation_page(request: HttpRequest, found: Obligation, *, form: RecordForm, status: int = 200) -> HttpResponse:
    today, actor = clock.today(), _actor(request)
    may_record = permissions.can_record_evidence(actor, found)
    context: dict[str, Any] = {
        "obligation": found,
        "why": queries.why(found, today, actor=actor),
        "form": form if may_record else None,
        "refusal": "" if may_record else may_record.reason,
        "may_withdraw": bool(permissions.can_withdraw_fulfilment(actor, found)),
        "may_remind": bool(permissions.can_remind(actor, found)),
    }
    return render(request, "deadlines/obligation.html", context, status=status)
