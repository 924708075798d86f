"""Functions that acts name without naming the body: who holds them, and moving one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.views.freshness import recently_authenticated
from portal.bodies import queries
from portal.bodies.choices import Function
from portal.bodies.forms import MoveFunctionForm
from portal.bodies.permissions import WorkspaceRequest, can_move_functions, can_see_functions
from portal.bodies.services import move_function
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view


@require_safe
@workspace_view
def functions(request: WorkspaceRequest) -> HttpResponse:
    """Who acts in which capacity, with dates. For everybody with a role."""
    actor = request.actor
    if not can_see_functions(actor):
        raise Http404
    context = {"functions": queries.functions(clock.today()), "may_move": bool(can_move_functions(actor))}
    return render(request, "bodies/functions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
@recently_authenticated
def move(request: WorkspaceRequest, function: str) -> HttpResponse:
    """Another body takes the function over from a day on."""
    actor = request.actor
    if not can_see_functions(actor) or function not in Function:
        raise Http404
    can_move_functions(actor).require()
    today = clock.today()
    form = MoveFunctionForm(request.POST if request.method == "POST" else None, function=function, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            move_function(actor=actor, function=function, today=today, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The move of the function is entered."))
            return redirect("bodies:functions")
    record = next(record for record in queries.functions(today) if record.function == function)
    return render(request, "bodies/move_function.html", {"form": form, "record": record})
