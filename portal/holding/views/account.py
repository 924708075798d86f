"""The close-out of a held meeting: what is filled and wanting, and one section a page, each saved by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from meetings.models import Meeting
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.holding import errors
from portal.holding.forms.account import (
    AudienceForm,
    NoteForm,
    ProtocolForm,
    SectionForm,
    TimesForm,
    VisitForm,
    WordsForm,
)
from portal.holding.models import Account
from portal.holding.queries.account import SECTIONS, close_out, find_account
from portal.holding.services.filling import fill, set_parts, sign
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view

POSTED = ["GET", "HEAD", "POST"]
_FORMS: dict[str, type[SectionForm]] = {
    "times": TimesForm,
    "audience": AudienceForm,
    "visit": VisitForm,
    "words": WordsForm,
    "protocol": ProtocolForm,
    "note": NoteForm,
}


def account_of(actor: Actor, number: str, find: Callable[[Actor, str], Account] = find_account) -> Account:
    """For whoever may not work on it the page does not exist."""
    try:
        return find(actor, number)
    except Account.DoesNotExist:
        raise Http404(_("There is no such account.")) from None


@require_safe
@workspace_view
def account(request: WorkspaceRequest, number: str) -> HttpResponse:
    try:
        found = account_of(request.actor, number)
    except Http404:
        # Recorded as held without its log: the log takes it up.
        if not Meeting.objects.public().recorded_by(request.actor).happened().filter(number=number).exists():
            raise
        return redirect("holding:log", number)
    context = {
        "page": close_out(found, request.actor.on),
        "account": found,
        "meeting": found.meeting,
        "title": pgettext("page", "Results of the meeting %(number)s") % {"number": number},
    }
    return render(request, "holding/account.html", context)


@require_http_methods(POSTED)
@workspace_view
def section(request: WorkspaceRequest, number: str, name: str) -> HttpResponse:
    """One section; what was typed over somebody else's text stands beside it."""
    found = account_of(request.actor, number)
    data = request.POST.copy() if request.method == "POST" else None
    form = _FORMS[name](data, request.FILES if data is not None else None, account=found)
    stands: list[tuple[Any, Any]] = []
    if data is not None and form.is_valid():
        saved, stands = save(form, data, lambda: _save(form, name, found, request.actor))
        if saved:
            messages.success(request, _("Saved."))
            return redirect("holding:account", number)
    context = {
        "form": form,
        "account": found,
        "meeting": found.meeting,
        "section": name,
        "section_title": SECTIONS[name],
        "stands": stands,
        "title": f"{SECTIONS[name]}: {number}",
    }
    return render(request, "holding/section.html", context, status=Invalid.status if form.errors else 200)


def save(form: SectionForm, data: Any, act: Callable[[], object]) -> tuple[bool, list[tuple[Any, Any]]]:
    """Whether it was saved; after somebody else's change, what stands now beside what was typed.

    The form goes on with the version that is there: sent once more it is meant.
    """
    try:
        act()
    except Invalid as refusal:
        add_refusal(form, refusal)
        return False, []
    except Conflict as refusal:
        if refusal.code != errors.CHANGED:
            raise
        form.add_error(None, str(refusal.message))
        data["version"] = str(form.account.version)
        stands = {name: form.fields[name].prepare_value(form.initial.get(name)) for name in form.changed_data}
        return False, [(form[name].label, value) for name, value in stands.items() if name != "version"]
    return True, []


def _save(form: SectionForm, name: str, found: Account, actor: Actor) -> Account:
    shared: dict[str, Any] = {
        "account": found,
        "actor": actor,
        "today": actor.on,
        "now": clock.now(),
        "expected_version": form.cleaned_data["version"],
        "said": form.said(),
    }
    if isinstance(form, VisitForm):
        return set_parts(parts=form.facts(), **shared)
    if isinstance(form, ProtocolForm):
        return sign(**form.arguments(), **shared)
    return fill(section=name, typed=form.typed(), **shared)
