"""The workspace: what a body owes, and the evidence that it did it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.permissions import WorkspaceRequest
from portal.deadlines import permissions, queries, services
from portal.deadlines.forms import CloseForm, CorrectionForm, PagesForm, RecordForm, WithdrawForm
from portal.deadlines.models import Evidence, Obligation
from portal.deadlines.queries.desk import CLAIMED
from portal.deadlines.queries.evidence_asked import AskedReasons, reasons_asked
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate

#: Before the names of the fields of the forms that stand beside another one.
_PAGES, _CLOSE = "pages", "close"


def _visible(request: WorkspaceRequest, pk: int) -> Obligation:
    """The obligation, when the person works with it; a neighbour's does not exist for them."""
    visible = Obligation.objects.visible_to(request.actor).select_related("body", "confirmed_for", "confirmed_by")
    return get_object_or_404(visible, pk=pk)


@require_safe
@workspace_view
def own(request: WorkspaceRequest) -> HttpResponse:
    """Duties of the person's bodies, or of all bodies for those who control: open ones first come first."""
    today, actor = clock.today(), request.actor
    selection = queries.selection(request.GET.get("show", ""), actor)
    page = paginate(request, queries.workspace_list(actor, selection))
    return render(
        request,
        "deadlines/obligation_list.html",
        {
            "tabs": queries.tabs(actor, selection),
            "page": page,
            "rows": queries.desk_rows(page, today, to_confirm=selection == CLAIMED),
            "files": queries.own_files(actor, formats.language()),
            "why_empty": queries.why_empty(selection),
        },
    )


@workspace_view
def obligation(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One duty: where it comes from, what was done, and the form that records it, or adds a document to it."""
    today, actor, found = clock.today(), request.actor, _visible(request, pk)
    if request.method != "POST":
        return _obligation_page(request, found)
    adds, closes = found.is_met, bool(permissions.can_close(actor, found))
    (permissions.can_add_evidence if adds else permissions.can_attach_evidence)(actor, found).require()
    form = RecordForm(request.POST, request.FILES, obligation=found, asked=_asked_of_closing(found, closes))
    if form.is_valid():
        given: dict[str, Any] = {
            "obligation": found,
            "proof": form.proof(),
            "upload": form.upload(),
            "actor": actor,
            "today": today,
        }
        try:
            if adds:
                services.add_to_record(**given)
            elif closes:
                services.record_evidence(**given, **form.reasons)
            else:
                services.attach_evidence(**given)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _said(adds, closes))
            more = "?more=1#record" if "more" in request.POST else ""
            return HttpResponseRedirect(f"{found.get_work_url()}{more}")
    return _obligation_page(request, found, form=form, status=Invalid.status)


def _said(adds: bool, closes: bool) -> str:
    if closes:
        return _("The evidence is recorded; the duty is done.")
    return _("The evidence is recorded.") if adds else _("The document is attached; the head closes the duty by it.")


def _asked_of_closing(found: Obligation, closes: bool) -> AskedReasons:
    return reasons_asked(found, clock.today()) if closes else AskedReasons()


@require_POST
@workspace_view
def record_pages(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Several pages on the internet at once."""
    today, actor, found = clock.today(), request.actor, _visible(request, pk)
    (permissions.can_add_evidence if found.is_met else permissions.can_attach_evidence)(actor, found).require()
    asked = _asked_of_closing(found, bool(permissions.can_close(actor, found)))
    form = PagesForm(request.POST, obligation=found, asked=asked, prefix=_PAGES)
    if form.is_valid():
        try:
            count = services.record_links(
                obligation=found, pages=form.proofs(), actor=actor, today=today, **form.reasons
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request,
                ngettext("%(count)s page is recorded.", "%(count)s pages are recorded.", count) % {"count": count},
            )
            return HttpResponseRedirect(found.get_work_url())
    return _obligation_page(request, found, pages_form=form, status=Invalid.status)


@require_POST
@workspace_view
def close(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The head closes the duty by what is attached; pressed twice, it is closed once."""
    actor, found = request.actor, _visible(request, pk)
    if found.is_met and permissions.is_head_of(actor, found):
        messages.info(request, _("The duty is done already."))
        return HttpResponseRedirect(found.get_work_url())
    permissions.can_close(actor, found).require()
    form = CloseForm(request.POST, asked=_asked_of_closing(found, closes=True), prefix=_CLOSE)
    if form.is_valid():
        try:
            services.close_by_attached(obligation=found, actor=actor, today=clock.today(), **form.reasons)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The duty is done."))
            return HttpResponseRedirect(found.get_work_url())
    return _obligation_page(request, found, close_form=form, status=Invalid.status)


@workspace_view
def correct(request: WorkspaceRequest, pk: int, evidence: int) -> HttpResponse:
    """Put another document in the place of a mistaken one."""
    today, actor, found = clock.today(), request.actor, _visible(request, pk)
    old = get_object_or_404(Evidence.objects.select_related("obligation", "file"), obligation=found, pk=evidence)
    permissions.can_correct_evidence(actor, found, old).require()
    form = CorrectionForm(request.POST or None, request.FILES or None, evidence=old)
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
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The evidence is corrected; the old one stays visible."))
                return HttpResponseRedirect(found.get_work_url())
        status = Invalid.status
    context = {"obligation": found, "why": queries.why(found, today, actor=actor), "old": old, "form": form}
    return render(request, "deadlines/evidence_correct.html", context, status=status)


@workspace_view
def withdraw(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Say, with a reason, that the duty was not done after all."""
    today, actor, found = clock.today(), request.actor, _visible(request, pk)
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
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The fulfilment is withdrawn; the duty is open again."))
                return HttpResponseRedirect(found.get_work_url())
        status = Invalid.status
    context = {"obligation": found, "why": queries.why(found, today, actor=actor), "form": form}
    return render(request, "deadlines/evidence_withdraw.html", context, status=status)


@require_POST
@workspace_view
def remind(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One click of the authorised body."""
    found = _visible(request, pk)
    if services.remind_now(obligation=found, actor=request.actor, today=clock.today()):
        messages.success(request, _("The reminder goes to the people of the body."))
    else:
        messages.info(request, _("They were reminded today already."))
    return HttpResponseRedirect(found.get_work_url())


@require_POST
@workspace_view
def remind_receivers(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One click of the sender: those who have not acknowledged are reminded, once a day each."""
    found = _visible(request, pk)
    count = services.remind_receivers(obligation=found, actor=request.actor, today=clock.today())
    if count:
        messages.success(request, _("The reminder goes to the receivers that have not answered."))
    else:
        messages.info(request, _("They were reminded today already."))
    return HttpResponseRedirect(f"{found.get_work_url()}#receipts")


def _obligation_page(
    request: WorkspaceRequest,
    found: Obligation,
    *,
    form: RecordForm | None = None,
    pages_form: PagesForm | None = None,
    close_form: CloseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today, actor = clock.today(), request.actor
    shown = queries.why(found, today, actor=actor)
    editions = queries.receipts(found)
    asked = queries.asked_of(found, (row.evidence for row in shown.evidence), editions)
    may_attach = permissions.can_attach_evidence(actor, found)
    may_close = permissions.can_close(actor, found)
    may_add = permissions.can_add_evidence(actor, found)
    takes = bool(may_attach or may_add)
    ask = _asked_of_closing(found, bool(may_close))
    attached = [row for row in shown.evidence if row.is_attached]
    if takes and form is None:
        given = [row.evidence.genre for row in shown.evidence if not row.is_withdrawn]
        form = RecordForm(obligation=found, asked=ask, given=given)
    if takes and asked.takes_pages and pages_form is None:
        pages_form = PagesForm(obligation=found, asked=ask, prefix=_PAGES)
    if may_close and attached and close_form is None:
        close_form = CloseForm(asked=ask, prefix=_CLOSE)
    context: dict[str, Any] = {
        "obligation": found,
        "why": shown,
        "asked": asked,
        "editions": editions,
        "awaits_receipts": any(each.waiting and not each.evidence.is_withdrawn for each in editions),
        "form": form if takes else None,
        "pages_form": pages_form if takes and asked.takes_pages else None,
        "adds": bool(may_add),
        "attaches": bool(may_attach) and not may_close,
        "close_form": close_form,
        "has_attached": bool(attached),
        "form_open": bool(
            (may_attach and not attached) or asked.missing or "more" in request.GET or (form and form.errors)
        ),
        "refusal": "" if takes else may_attach.reason,
        "may_confirm": bool(permissions.can_confirm_day(actor, found)),
        "may_withdraw": bool(permissions.can_withdraw_fulfilment(actor, found)),
        "may_declare": bool(permissions.can_declare_not_held(actor, found)),
        "may_remind": bool(permissions.can_remind(actor, found)),
        "may_decide": bool(permissions.can_decide(actor)) and not found.is_met and not found.is_released,
        "may_remind_receivers": bool(permissions.can_remind_receivers(actor, found)),
    }
    return render(request, "deadlines/obligation.html", context, status=status)
