"""Roles of people: list, give, end. For administrators; for everybody else the pages do not exist."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import User
from portal.accounts.queries import has_second_factor
from portal.accounts.views.freshness import recently_authenticated
from portal.bodies import queries
from portal.bodies.forms import EndRoleForm, GrantForm, PeopleFilterForm
from portal.bodies.models import RoleGrant
from portal.bodies.permissions import Actor, WorkspaceRequest, can_see_people
from portal.bodies.services import end_role, grant_role
from portal.bodies.services.second_factor import take_second_factor_away
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate

PAST = "past"
#: The service speaks of the first day without the role, the form of the last day with it.
_NAMES = {"on": "last_on"}


def _administrator(request: WorkspaceRequest) -> Actor:
    actor = request.actor
    if not can_see_people(actor):
        raise Http404
    return actor


def _first_day_without(last_on: date | None, today: date) -> date:
    """People name the last day with the role; an empty answer means now."""
    return today if last_on is None else last_on + timedelta(days=1)


@require_safe
@workspace_view
@recently_authenticated
def people(request: WorkspaceRequest) -> HttpResponse:
    """Who holds which role, now and to come, or in the past."""
    _administrator(request)
    today = clock.today()
    form = PeopleFilterForm(request.GET, on=today)
    past = request.GET.get("state") == PAST
    rows = queries.roles_of_people(on=today, past=past, **form.chosen())
    page = paginate(request, rows)
    return render(request, "bodies/people.html", {"filters": form, "page": page, "past": past, "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def grant(request: WorkspaceRequest) -> HttpResponse:
    """Give a role, and a login with it to a person not known yet."""
    actor = _administrator(request)
    today = clock.today()
    form = GrantForm(request.POST if request.method == "POST" else None, on=today, initial={"starts_on": today})
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        last_on = entered.pop("last_on")
        try:
            given = grant_role(
                actor=actor, today=today, ends_on=last_on and _first_day_without(last_on, today), **entered
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The role was given. %(person)s gets a letter.") % {"person": given.user})
            return redirect("bodies:people")
    return render(request, "bodies/grant.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def end(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Says what will happen, then ends the role."""
    actor = _administrator(request)
    today = clock.today()
    held = get_object_or_404(RoleGrant.objects.not_ended(today).select_related("user", "body"), pk=pk)
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        on = _first_day_without(form.cleaned_data["last_on"], today)
        try:
            end_role(actor=actor, grant=held, on=on, today=today)
        except Invalid as refusal:
            add_refusal(form, refusal, _NAMES)
        else:
            if held.user_id == actor.user.pk and on <= today:
                # One's own sessions are gone with the role, this one too: nothing can be kept in it any more.
                logout(request)
                return redirect("account_login")
            messages.success(request, _("The role of %(person)s has an end.") % {"person": held.user})
            return redirect("bodies:people")
    return render(request, "bodies/end_role.html", {"form": form, "grant": held, "begun": held.starts_on <= today})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def take_second_factor(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """For somebody who lost the telephone and the recovery codes."""
    actor = _administrator(request)
    person = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        take_second_factor_away(actor=actor, user=person, now=clock.now(), today=clock.today())
        messages.success(request, _("The second step of this login was taken away: %(person)s") % {"person": person})
        return redirect("bodies:people")
    context = {"person": person, "has_one": has_second_factor(person)}
    return render(request, "bodies/take_second_factor.html", context)
