"""On which days people are reminded, and which copies they want."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.permissions import WorkspaceRequest
from portal.deadlines import permissions, queries, services
from portal.deadlines.forms import CopiesForm, LadderForm
from portal.deadlines.queries.words import in_words
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.law import registry
from portal.law.duty import Duty
from portal.law.errors import UnknownDuty


@require_safe
@workspace_view
def ladders(request: WorkspaceRequest) -> HttpResponse:
    """The reminders of every duty, act by act."""
    permissions.can_set_ladders(request.actor).require()
    return render(request, "deadlines/ladder_list.html", {"groups": queries.ladder_groups()})


@workspace_view
def ladder(request: WorkspaceRequest, duty: str) -> HttpResponse:
    """The reminders of one duty: tried on a day first, then saved."""
    today, actor = clock.today(), request.actor
    permissions.can_set_ladders(actor).require()
    found = _duty(duty)
    before, after = queries.rung_lists(queries.Ladders.read().of(duty))
    due_on = queries.next_due_on(duty, today)
    form = LadderForm(request.POST or None, initial={"before": before, "after": after, "day": due_on})
    status = 200
    if request.method == "POST":
        if form.is_valid() and "save" in request.POST:
            try:
                services.set_ladder(duty=duty, rungs=form.rungs(), actor=actor, today=today)
            except Invalid as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The reminders are set."))
                return HttpResponseRedirect(reverse("deadlines:ladders"))
        status = 200 if form.is_valid() else Invalid.status
    return render(request, "deadlines/ladder.html", _ladder_page(form, found, before, after), status=status)


@require_POST
@workspace_view
def reset_ladder(request: WorkspaceRequest, duty: str) -> HttpResponse:
    """Back to the reminders the duty has by itself."""
    _duty(duty)
    services.reset_ladder(duty=duty, actor=request.actor, today=clock.today())
    messages.success(request, _("The reminders are as the duty has them by itself."))
    return HttpResponseRedirect(reverse("deadlines:ladders"))


@workspace_view
def copies(request: WorkspaceRequest) -> HttpResponse:
    """What a person is told of: own duties always, copies as chosen. A link in a letter only opens this page."""
    actor = request.actor
    told = queries.copies_of(actor)
    form = CopiesForm(request.POST or None, groups=queries.copy_duties(), given_up=told.given_up)
    if request.method == "POST" and form.is_valid():
        services.choose_copies(actor=actor, given_up=form.given_up(), today=clock.today())
        messages.success(request, _("Your choice is kept."))
        return HttpResponseRedirect(reverse("deadlines:copies"))
    status = Invalid.status if form.is_bound else 200
    return render(request, "deadlines/ladder_copies.html", {"told": told, "form": form}, status=status)


def _duty(key: str) -> Duty:
    try:
        return registry.duty(key)
    except UnknownDuty as unknown:
        raise Http404(key) from unknown


def _ladder_page(form: LadderForm, duty: Duty, before: str, after: str) -> dict[str, object]:
    day = form.initial["day"]
    rungs = queries.Ladders.read().of(duty.key)
    if form.is_bound and form.is_valid():
        rungs, day = form.rungs(), form.cleaned_data["day"] or day
    own_before, own_after = queries.rung_lists(queries.own_ladder(duty.key))
    return {
        "form": form,
        "duty": duty.key,
        "title": in_words(duty.title),
        "day": day,
        "rows": queries.rung_rows(rungs, day) if not form.errors else [],
        "concerned": queries.open_count(duty.key),
        "own_before": own_before,
        "own_after": own_after,
        "is_own": (before, after) == (own_before, own_after),
    }
