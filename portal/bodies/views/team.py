"""People of one's own bodies: who holds what, who stands in for whom, who leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import User
from portal.accounts.views.freshness import recently_authenticated
from portal.bodies import queries
from portal.bodies.forms import EndRoleForm, LeaveForm, SubstituteForm
from portal.bodies.models import Body, Invitation, RoleGrant
from portal.bodies.permissions import Actor, WorkspaceRequest, can_lead_people, can_lead_role, sees_team
from portal.bodies.services import appoint_acting, end_acting, hand_over
from portal.bodies.services.handover import roles_left
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.notices.services.passing import waiting_for

#: The services speak of first days without, the forms of last days with.
_NAMES = {"ends_on": "last_on", "on": "last_on", "role": "substitute"}


@dataclass(frozen=True)
class _Row:
    grant: RoleGrant
    may_lead: bool
    may_leave: bool


def _actor(request: WorkspaceRequest) -> Actor:
    actor = request.actor
    if not sees_team(actor):
        raise Http404
    return actor


@require_safe
@workspace_view
@recently_authenticated
def team(request: WorkspaceRequest) -> HttpResponse:
    """Everybody with a role at one's own body and at the bodies to which one may invite."""
    actor = _actor(request)
    person = request.GET.get("person", "").strip()
    page = paginate(request, queries.team(actor, person))
    rows = [
        _Row(
            grant=grant,
            may_lead=bool(can_lead_role(actor, grant)),
            may_leave=bool(can_lead_people(actor, grant.body)) and grant.acting_for_id is None,
        )
        for grant in page.object_list
    ]
    return render(request, "bodies/team.html", {"page": page, "rows": rows, "person": person, "today": actor.on})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def substitute(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Appoint who acts for somebody absent."""
    actor = _actor(request)
    grant = _visible(actor, pk)
    can_lead_role(actor, grant).require()
    people = _people(actor, grant.body, grant.user)
    data = request.POST if request.method == "POST" else None
    form = SubstituteForm(data, people=people, initial={"starts_on": actor.on})
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            acting = appoint_acting(
                actor=actor,
                grant=grant,
                substitute=entered["substitute"],
                starts_on=entered["starts_on"],
                ends_on=entered["last_on"] + timedelta(days=1),
                ground=entered["ground"],
                today=actor.on,
            )
        except Invalid as refusal:
            add_refusal(form, refusal, _NAMES)
        else:
            messages.success(request, _("The acting person is appointed: %(person)s") % {"person": acting.user})
            return redirect("bodies:team")
    history = grant.acting.select_related("user").order_by("-starts_on", "-pk")
    context = {"form": form, "grant": grant, "history": history, "has_people": people.exists()}
    return render(request, "bodies/substitute.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def stop_acting(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The absent person is back sooner."""
    actor = _actor(request)
    grant = _visible(actor, pk)
    if grant.acting_for is None:
        raise Http404
    can_lead_role(actor, grant).require()
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        last_on = form.cleaned_data["last_on"]
        on = actor.on if last_on is None else last_on + timedelta(days=1)
        try:
            end_acting(actor=actor, grant=grant, on=on, today=actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal, _NAMES)
        else:
            messages.success(request, _("The acting person has a new last day: %(person)s") % {"person": grant.user})
            return redirect("bodies:team")
    return render(request, "bodies/end_acting.html", {"form": form, "grant": grant})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def leave(request: WorkspaceRequest, slug: str, pk: int) -> HttpResponse:
    """What is open in the person's name, who takes it over, and from when."""
    actor = _actor(request)
    body = get_object_or_404(Body.objects.invited_for(actor), slug=slug)
    person = get_object_or_404(User, pk=pk)
    roles = roles_left(person, body, actor.on)
    if not roles:
        raise Http404
    can_lead_people(actor, body).require()
    form = LeaveForm(request.POST if request.method == "POST" else None, people=_people(actor, body, person))
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        on = actor.on if entered["last_on"] is None else entered["last_on"] + timedelta(days=1)
        try:
            hand_over(
                actor=actor,
                person=person,
                body=body,
                successor=entered["successor"],
                on=on,
                note=entered["note"],
                now=clock.now(),
                today=actor.on,
            )
        except Invalid as refusal:
            add_refusal(form, refusal, _NAMES)
        else:
            if person.pk == actor.user.pk and on <= actor.on:
                logout(request)
                return redirect("account_login")
            messages.success(request, _("The handover is entered: %(person)s") % {"person": person})
            return redirect("bodies:team")
    context = {
        "form": form,
        "person": person,
        "body": body,
        "ending": [row for row in roles if can_lead_role(actor, row)],
        "staying": [row for row in roles if not can_lead_role(actor, row)],
        "notices": waiting_for(person),
        "invitations": Invitation.objects.waiting(clock.now()).filter(invited_by=person).count(),
        "of_body": import_string(settings.KEZDESU_OPEN_WORK)(body, actor.on),
    }
    return render(request, "bodies/leave.html", context)


def _visible(actor: Actor, pk: int) -> RoleGrant:
    return get_object_or_404(queries.team(actor), pk=pk)


def _people(actor: Actor, body: Body, person: User) -> QuerySet[User]:
    return queries.colleagues(body, person, actor.on)
