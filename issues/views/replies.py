"""Prepared replies: of the person's own bodies, and of everybody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from issues.forms.replies import NewReplyForm, ReplyForm
from issues.permissions import can_edit_replies
from issues.queries.replies import seen
from issues.services.replies import add_reply, change_reply, close_reply, open_reply
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from schedules.querysets import PLANNING_ROLES

_POSTED = ["GET", "HEAD", "POST"]
PER_PAGE = 50


@require_http_methods(_POSTED)
@workspace_view
def replies(request: WorkspaceRequest) -> HttpResponse:
    """What may be put into forms; one more is added below by whoever may."""
    actor = request.actor
    may_add = actor.is_administrator or bool(actor.bodies(*PLANNING_ROLES))
    form = NewReplyForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            add_reply(body=form.owner(), kind=form.cleaned_data["kind"], texts=form.texts(), actor=actor)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The reply is added."))
            return redirect("issues:replies")
    context = {
        "page": paginate(request, seen(actor), PER_PAGE),
        "form": form if may_add else None,
        "title": _("Prepared replies"),
    }
    return render(request, "issues/replies.html", context, status=Invalid.status if form.errors else 200)


@require_http_methods(_POSTED)
@workspace_view
def reply(request: WorkspaceRequest, key: str) -> HttpResponse:
    """One reply, changed, closed or opened. What was said with it stays as it was said."""
    actor = request.actor
    row = get_object_or_404(seen(actor), pk=int(key))
    can_edit_replies(actor, row.body).require()
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act == "close":
        close_reply(reply=row, actor=actor, today=actor.on)
    elif act == "open":
        open_reply(reply=row, actor=actor)
    if act in ("close", "open"):
        messages.success(request, _("Saved."))
        return redirect("issues:replies")
    begun = {name: getattr(row, name) for name in ReplyForm.base_fields}
    form = ReplyForm(request.POST if act == "save" else None, initial=begun)
    if form.is_bound and form.is_valid():
        try:
            change_reply(reply=row, kind=form.cleaned_data["kind"], texts=form.texts(), actor=actor)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("issues:replies")
    context = {"reply": row, "form": form, "title": _("Prepared reply")}
    return render(request, "issues/reply.html", context, status=Invalid.status if form.errors else 200)
