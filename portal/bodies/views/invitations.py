"""Inviting people: the list, one by form, many by a list, sending again, withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.views.freshness import recently_authenticated
from portal.bodies import queries
from portal.bodies.forms import InviteForm, InviteListForm
from portal.bodies.permissions import Actor, WorkspaceRequest, sees_team
from portal.bodies.services import invitation_lists as lists
from portal.bodies.services import invite, send_again, withdraw_invitation
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate


def _actor(request: WorkspaceRequest) -> Actor:
    """For whoever may invite somebody somewhere; for everybody else the pages do not exist."""
    actor = request.actor
    if not sees_team(actor):
        raise Http404
    return actor


@require_safe
@workspace_view
@recently_authenticated
def invitations(request: WorkspaceRequest) -> HttpResponse:
    """Who was invited by whom, and what became of it."""
    actor = _actor(request)
    now = clock.now()
    page = paginate(request, queries.invitations(actor))
    rows = [(row, row.state(now)) for row in page.object_list]
    return render(request, "bodies/invitations.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def new(request: WorkspaceRequest) -> HttpResponse:
    """One invitation."""
    actor = _actor(request)
    form = InviteForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            invite(actor=actor, now=clock.now(), today=actor.on, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        except Conflict as limit:
            form.add_error(None, limit.message)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("bodies:invitations")
    return render(request, "bodies/invite.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def many(request: WorkspaceRequest) -> HttpResponse:
    """A list: every row is shown with what is wrong in it before anything is sent."""
    actor = _actor(request)
    form = InviteListForm(request.POST or None, request.FILES or None)
    checked: list[lists.CheckedRow] = []
    if request.method == "POST" and form.is_valid():
        try:
            rows = lists.read_list(_text(form))
            checked = lists.check_list(actor=actor, rows=rows, today=actor.on)
            if "send" in request.POST and not any(row.problems for row in checked):
                sent = len(lists.invite_list(actor=actor, rows=rows, now=clock.now(), today=actor.on))
                said = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", sent)
                messages.success(request, said % {"count": sent})
                return redirect("bodies:invitations")
            form = InviteListForm(initial={"text": lists.written(rows)})
        except Invalid as refusal:
            add_refusal(form, refusal)
        except Conflict as limit:
            form.add_error(None, limit.message)
    wrong = sum(1 for row in checked if row.problems)
    return render(request, "bodies/invite_list.html", {"form": form, "checked": checked, "wrong": wrong})


@require_POST
@workspace_view
@recently_authenticated
def again(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A new letter; the link of the old one is dead."""
    actor = _actor(request)
    row = get_object_or_404(queries.invitations(actor), pk=pk)
    send_again(actor=actor, invitation=row, now=clock.now())
    messages.success(request, _("A new letter is on its way; the link of the old one does not work any more."))
    return redirect("bodies:invitations")


@require_POST
@workspace_view
@recently_authenticated
def withdraw(request: WorkspaceRequest, pk: int) -> HttpResponse:
    actor = _actor(request)
    row = get_object_or_404(queries.invitations(actor), pk=pk)
    withdraw_invitation(actor=actor, invitation=row, now=clock.now())
    messages.success(request, _("The invitation is withdrawn; its link does not work any more."))
    return redirect("bodies:invitations")


def _text(form: InviteListForm) -> str:
    """Of the file, if there is one, else of the field."""
    upload: UploadedFile | None = form.cleaned_data["file"]
    if upload is None:
        return str(form.cleaned_data["text"])
    return lists.decode(upload.read(lists.LIMIT_BYTES + 1))
