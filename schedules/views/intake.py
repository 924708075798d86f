"""The authorised body's board of a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.bodies.models import Body
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kit.http import workspace_view
from schedules.permissions import can_prepare_schedule, can_remind, can_see_intake
from schedules.queries.actions import schedule_actions
from schedules.queries.intake import intake_board
from schedules.queries.planning_year import planning_year
from schedules.services.intake import remind_all, remind_body
from schedules.views.reminding import tell_reminded


@require_safe
@workspace_view
def intake_now(request: WorkspaceRequest) -> HttpResponse:
    """The board of the year that is being planned."""
    actor = request.actor
    return redirect("schedules:intake", planning_year(actor.on))


@require_safe
@workspace_view
def intake(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Every ministry asked: filed, late, missing, returned; what clashes; one action a row."""
    actor = request.actor
    _require_visible(actor)
    board = intake_board(year, actor.on)
    context = {
        "board": board,
        "today": actor.on,
        "may_remind": bool(can_remind(actor)),
        "may_assemble": schedule_actions(actor, board.schedule).assemble
        if board.schedule
        else bool(can_prepare_schedule(actor)),
        "year": year,
    }
    return render(request, "schedules/intake.html", context)


@require_POST
@workspace_view
def remind(request: WorkspaceRequest, year: str, slug: str) -> HttpResponse:
    """Remind the people of one ministry."""
    actor = request.actor
    _require_visible(actor)
    body = get_object_or_404(Body.objects.ministries(), slug=slug)
    is_new = remind_body(body=body, period_key=year, actor=actor, today=actor.on)
    if is_new:
        messages.success(request, _("The reminder to %(body)s is on its way.") % {"body": body.plain})
    else:
        messages.info(request, _("%(body)s was reminded today already.") % {"body": body.plain})
    return redirect("schedules:intake", year)


@require_POST
@workspace_view
def remind_everybody(request: WorkspaceRequest, year: str) -> HttpResponse:
    """Remind all ministries that have not filed. Pressed twice on a day it writes nothing more."""
    actor = request.actor
    _require_visible(actor)
    count = remind_all(period_key=year, actor=actor, today=actor.on)
    tell_reminded(request, count, nobody=_("Everybody who has not filed was reminded today already."))
    return redirect("schedules:intake", year)


def _require_visible(actor: Actor) -> None:
    """For those who do not work with it the board does not exist."""
    if not can_see_intake(actor):
        raise Http404
