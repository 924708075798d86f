"""Results become public after a look at exactly what will be; they are taken back, closed, and opened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from meetings.choices import MeetingState
from portal.bodies.permissions import WorkspaceRequest
from portal.holding.forms.account import ReasonForm
from portal.holding.queries.account import close_out
from portal.holding.queries.agenda import not_yet_told
from portal.holding.queries.results import preview
from portal.holding.services.filling import unsign
from portal.holding.services.publishing import close_account, publish_results, reopen_account, withdraw_results
from portal.holding.views.account import POSTED, account_of
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view

_BACK = {"withdraw": withdraw_results, "reopen": reopen_account, "unsign": unsign}


@require_http_methods(POSTED)
@workspace_view
def publish(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Shows what becomes public, and what is still wanting, each with where it is filled in."""
    found, actor = account_of(request.actor, number), request.actor
    refused: list[str] = []
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            publish_results(
                account=found,
                actor=actor,
                today=actor.on,
                now=clock.now(),
                expected_version=int(version) if version.isdecimal() and len(version) < 10 else 0,
            )
        except Invalid as refusal:
            refused = [str(sentence) for sentence in refusal.errors.get("", [])]
        else:
            messages.success(request, _("The results are published. Everyone can see them."))
            return redirect("holding:account", number)
    context = {
        "page": close_out(found, actor.on),
        "account": found,
        "meeting": found.meeting,
        "panel": preview(found),
        "refused": refused,
        "asked": found.questions.filter(asked_before__isnull=False, withdrawn_on__isnull=True).count(),
        "passed": len(not_yet_told(found)),
        "title": pgettext("page", "Publishing the results of the meeting %(number)s") % {"number": number},
    }
    return render(request, "holding/publish.html", context, status=Invalid.status if refused else 200)


@require_http_methods(POSTED)
@workspace_view
def close(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Nothing is left to do."""
    found, actor = account_of(request.actor, number), request.actor
    if request.method == "POST":
        close_account(account=found, actor=actor, today=actor.on, now=clock.now())
        messages.success(request, _("The account is closed."))
    return redirect("holding:account", number)


@require_http_methods(POSTED)
@workspace_view
def step_back(request: WorkspaceRequest, number: str, step: str) -> HttpResponse:
    """Take the publication or the signed copy back, or open a closed account again, with a reason."""
    found, actor = account_of(request.actor, number), request.actor
    form = ReasonForm(request.POST if request.method == "POST" else None, is_public=found.is_published)
    if request.method == "POST" and form.is_valid():
        try:
            _BACK[step](account=found, actor=actor, today=actor.on, now=clock.now(), **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Done. The reason stands in the history of the meeting."))
            return redirect("holding:account", number)
    names = {
        "withdraw": pgettext("page", "Taking back the results of the meeting %(number)s"),
        "reopen": pgettext("page", "Opening the account of the meeting %(number)s again"),
        "unsign": pgettext("page", "Taking the signed protocol of the meeting %(number)s off"),
    }
    is_closed = found.meeting.state == MeetingState.CLOSED
    may = {
        "withdraw": found.is_published and not is_closed,
        "reopen": is_closed,
        "unsign": found.signed_copy_id is not None and not is_closed,
    }
    context = {
        "form": form,
        "account": found,
        "meeting": found.meeting,
        "step": step,
        "may": may[step],
        "title": names[step] % {"number": number},
    }
    return render(request, "holding/step_back.html", context, status=Invalid.status if form.errors else 200)
