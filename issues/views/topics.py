"""The tree of topics of issues, for administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from issues.forms.topics import BranchForm, NewBranchForm
from issues.models import IssueTopic
from issues.permissions import can_edit_topics
from issues.services.topics import add_branch, close_branch, move_topic, open_branch, rename_branch
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view

_POSTED = ["GET", "HEAD", "POST"]


@require_http_methods(_POSTED)
@workspace_view
def topics(request: WorkspaceRequest) -> HttpResponse:
    """Every topic with its branches; one more is added below. Two statements for the tree."""
    actor = request.actor
    can_edit_topics(actor).require()
    form = NewBranchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            add_branch(root=typed["root"], names=form.names(), slug=typed["slug"], actor=actor)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The topic is added."))
            return redirect("issues:topics")
    branches = IssueTopic.objects.order_by("position", "pk")
    context = {
        "roots": IssueTopic.objects.roots().prefetch_related(Prefetch("branches", queryset=branches)),
        "form": form,
        "title": _("Topics of issues"),
    }
    return render(request, "issues/topics.html", context, status=Invalid.status if form.errors else 200)


@require_http_methods(_POSTED)
@workspace_view
def topic(request: WorkspaceRequest, slug: str) -> HttpResponse:
    """One topic: renamed, moved, closed to new issues or opened. A root is only moved."""
    actor = request.actor
    can_edit_topics(actor).require()
    row = get_object_or_404(IssueTopic.objects.select_related("parent"), slug=slug)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in _MOVES:
        _MOVES[act](row, actor)
        messages.success(request, _("Saved."))
        return redirect("issues:topics")
    begun = {name: getattr(row, name) for name in BranchForm.base_fields}
    form = BranchForm(request.POST if act == "rename" else None, initial=begun)
    if form.is_bound and form.is_valid():
        try:
            rename_branch(topic=row, names=form.names(), actor=actor)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("issues:topics")
    context = {"topic": row, "form": form, "title": str(row).capitalize()}
    return render(request, "issues/topic.html", context, status=Invalid.status if form.errors else 200)


_MOVES: dict[str, Any] = {
    "up": lambda row, actor: move_topic(topic=row, up=True, actor=actor),
    "down": lambda row, actor: move_topic(topic=row, up=False, actor=actor),
    "close": lambda row, actor: close_branch(topic=row, actor=actor, today=actor.on),
    "open": lambda row, actor: open_branch(topic=row, actor=actor),
}
