"""Decisions of the portal's owner: the public list, and the pages on which administrators enter and reverse them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.views.freshness import recently_authenticated
from portal.bodies.permissions import WorkspaceRequest
from portal.deadlines import permissions
from portal.deadlines.forms.ruling import DecisionFilterForm, DecisionForm
from portal.deadlines.forms.ruling_kinds import KINDS
from portal.deadlines.forms.ruling_papers import PapersForm, ReversalForm
from portal.deadlines.models import Decision, Obligation
from portal.deadlines.queries.ruling import listed as reads
from portal.deadlines.queries.ruling.preview import told
from portal.deadlines.queries.words import action
from portal.deadlines.services import ruling
from portal.deadlines.services.ruling import Preview
from portal.files.services import check
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import public_page, workspace_view
from portal.kit.paging import paginate

_LOOK, _SAVE, _BACK = "look", "save", "back"


@public_page
def public_decisions(request: HttpRequest) -> HttpResponse:
    """What stands, with its ground and document: public acts of the portal's owner."""
    crumbs = [
        (pgettext("page", "Deadlines"), reverse("deadlines:board")),
        (pgettext("page", "Decisions of the portal's owner"), None),
    ]
    return render(request, "deadlines/ruling_public.html", {"crumbs": crumbs, "decisions": reads.public_decisions()})


@require_safe
@workspace_view
def decisions(request: WorkspaceRequest) -> HttpResponse:
    """All decisions, those that stand first."""
    permissions.can_decide(request.actor).require()
    form = DecisionFilterForm(request.GET)
    page = paginate(request, reads.decisions(reads.Filter(**form.chosen())))
    context = {"filters": form, "page": page, "rows": reads.decision_rows(page)}
    return render(request, "deadlines/ruling_list.html", context)


@require_safe
@workspace_view
def decision(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One decision: what it settles, by which document, and what it moved."""
    actor = request.actor
    permissions.can_decide(actor).require()
    found = _decision(pk)
    context = {
        "decision": found,
        "row": reads.decision_rows([found])[0],
        "document": reads.document(found, actor.user),
        "moved": reads.moved_by(found),
        "obligation": reads.ruled_obligation(found),
        "may_revoke": bool(permissions.can_revoke(actor, found)),
    }
    return render(request, "deadlines/ruling.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def decide(request: WorkspaceRequest) -> HttpResponse:
    """A new decision: its kind, what it says, then what it will do, shown before it is saved."""
    permissions.can_decide(request.actor).require()
    kind = request.GET.get("kind", "")
    if not kind:
        kinds = [(name, title, text) for name, (_form, title, text) in KINDS.items()]
        return render(request, "deadlines/ruling_kind.html", {"kinds": kinds})
    if kind not in KINDS:
        raise Http404
    form_class, title, _text = KINDS[kind]
    today, row = clock.today(), _obligation(request)
    form = form_class(
        _data(request), request.FILES or None, today=today, obligation=row, initial=dict(request.POST.items())
    )
    context = {
        "title": title,
        "obligation": row,
        "action": action(row) if row is not None else "",
        "back": row.get_work_url() if row is not None else reverse("deadlines:decisions"),
    }
    if not form.is_bound:
        return render(request, "deadlines/ruling_form.html", {**context, "form": form})
    if not form.is_valid():
        return render(request, "deadlines/ruling_form.html", {**context, "form": form}, status=Invalid.status)
    return _decided(request, form, context, today)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def revoke(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Reverse a decision by another one, after a look at what goes back."""
    actor, today, found = request.actor, clock.today(), _decision(pk)
    permissions.can_revoke(actor, found).require()
    initial = {"decided_on": today, **dict(request.POST.items())}
    form = ReversalForm(_data(request), request.FILES or None, initial=initial)
    context: dict[str, Any] = {
        "title": _("Revoke decision %(number)s") % {"number": found.number},
        "reverses": reads.decision_rows([found])[0],
        "back": found.get_work_url(),
    }
    if not form.is_bound:
        context["preview"] = _told(ruling.preview_reversal(found, today=today))
        return render(request, "deadlines/ruling_form.html", {**context, "form": form})
    if not form.is_valid():
        return render(request, "deadlines/ruling_form.html", {**context, "form": form}, status=Invalid.status)
    try:
        _check_document(form)
        draft = form.fill(ruling.reversal_of(found))
        if request.POST.get("step") != _SAVE:
            return _look(request, form, draft, ruling.preview_reversal(found, today=today), context)
        saved = ruling.revoke_decision(
            decision=found,
            draft=draft,
            seen=request.POST.get("seen", ""),
            actor=actor,
            today=today,
            upload=form.upload(),
        )
    except Invalid as refusal:
        return _refused(request, form, refusal, context)
    except ruling.Stale as stale:
        return _look(request, form, draft, stale.preview, {**context, "stale": stale.message})
    messages.success(request, _("Decision %(number)s is revoked.") % {"number": found.number})
    return HttpResponseRedirect(saved.get_work_url())


def _decided(request: WorkspaceRequest, form: DecisionForm, context: dict[str, Any], today: date) -> HttpResponse:
    """A valid form: shown what it will do, or saved when that was seen."""
    try:
        _check_document(form)
        draft = form.draft()
        if request.POST.get("step") != _SAVE:
            return _look(request, form, draft, ruling.preview(draft, today=today), context)
        saved = ruling.record_decision(
            draft=draft,
            seen=request.POST.get("seen", ""),
            actor=request.actor,
            today=today,
            upload=form.upload(),
        )
    except Invalid as refusal:
        return _refused(request, form, refusal, context)
    except ruling.Stale as stale:
        return _look(request, form, draft, stale.preview, {**context, "stale": stale.message})
    messages.success(request, _("Decision %(number)s is recorded.") % {"number": saved.number})
    return HttpResponseRedirect(saved.get_work_url())


def _look(
    request: HttpRequest, form: PapersForm, draft: Decision, preview: Preview, context: dict[str, Any]
) -> HttpResponse:
    form.propose(draft)
    shown = {"form": form, "preview": _told(preview), "seen": preview.fingerprint}
    status = 409 if "stale" in context else 200
    return render(request, "deadlines/ruling_look.html", {**context, **shown}, status=status)


def _refused(request: HttpRequest, form: PapersForm, refusal: Invalid, context: dict[str, Any]) -> HttpResponse:
    add_refusal(form, refusal)
    return render(request, "deadlines/ruling_form.html", {**context, "form": form}, status=refusal.status)


def _check_document(form: PapersForm) -> None:
    """Judged in the first step already: what is wrong with it is said there."""
    upload = form.upload()
    if upload is not None:
        check(upload)
    elif not form.cleaned_data["document_address"]:
        raise Invalid.at("file", _("Attach the document, or give its address."))


def _told(preview: Preview) -> Any:
    return told(preview.changes, opens=preview.opens, people=preview.told)


def _data(request: HttpRequest) -> Any:
    """What is to be judged: nothing when somebody goes back to change what was typed."""
    return request.POST if request.method == "POST" and request.POST.get("step") != _BACK else None


def _decision(pk: int) -> Decision:
    related = ("body", "revokes", "revokes__body", "revoked_by", "document", "recorded_by")
    return get_object_or_404(Decision.objects.select_related(*related), pk=pk)


def _obligation(request: HttpRequest) -> Obligation | None:
    """The obligation an administrator came from; a number that is none is no page."""
    text = request.GET.get("obligation", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise Http404
    return get_object_or_404(Obligation.objects.select_related("body"), pk=int(text))
