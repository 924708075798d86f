"""Files of a held meeting: what stands, one more, and taking one off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from portal.bodies.permissions import WorkspaceRequest
from portal.files.queries import link
from portal.holding.forms.attachments import AttachmentForm, RemoveForm
from portal.holding.services.attachments import add_attachment, remove_attachment
from portal.holding.views.account import POSTED, account_of, save
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.http import workspace_view


@require_http_methods(POSTED)
@workspace_view
def attachments(request: WorkspaceRequest, number: str) -> HttpResponse:
    """What stands, and one more; what was typed stays when the file is refused."""
    actor, account = request.actor, account_of(request.actor, number)
    data = request.POST.copy() if request.method == "POST" else None
    form = AttachmentForm(data, request.FILES if data is not None else None, account=account)
    stands: list[tuple[Any, Any]] = []
    if data is not None and form.is_valid():

        def add() -> object:
            return add_attachment(
                account=account,
                attached=form.attached(),
                actor=actor,
                today=actor.on,
                now=clock.now(),
                expected_version=form.cleaned_data["version"],
                said=form.said(),
            )

        saved, stands = save(form, data, add)
        if saved:
            messages.success(request, _("Saved."))
            return redirect("holding:attachments", number)
    files = account.attachments.select_related("file")
    context = {
        "account": account,
        "meeting": account.meeting,
        "form": form,
        "stands": stands,
        "files": [(row, link(row.file, actor.user) if row.file else row.link) for row in files],
        "title": pgettext("page", "Files of the meeting %(number)s") % {"number": number},
    }
    return render(request, "holding/attachments.html", context, status=Invalid.status if form.errors else 200)


@require_http_methods(POSTED)
@workspace_view
def attachment_remove(request: WorkspaceRequest, number: str, pk: str) -> HttpResponse:
    """Asked once more before it is taken off; of published results with what is corrected."""
    actor, account = request.actor, account_of(request.actor, number)
    row = get_object_or_404(account.attachments.select_related("account"), pk=int(pk))
    data = request.POST.copy() if request.method == "POST" else None
    form = RemoveForm(data, account=account)
    if data is not None and form.is_valid():
        saved, _stands = save(
            form,
            data,
            lambda: remove_attachment(attachment=row, actor=actor, today=actor.on, now=clock.now(), said=form.said()),
        )
        if saved:
            messages.success(request, _("The file is taken off."))
            return redirect("holding:attachments", number)
    context = {
        "account": account,
        "meeting": account.meeting,
        "form": form,
        "row": row,
        "title": pgettext("page", "Take a file of the meeting %(number)s off") % {"number": number},
    }
    return render(request, "holding/attachment_remove.html", context, status=Invalid.status if form.errors else 200)
