"""What came by a personal reception, or is entered later."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from issues.forms.triage import EnterForm, place_names
from issues.queries.entering import bodies_to_enter_for, places_to_enter
from issues.services.entering import enter_for
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Invalid, NotAllowed
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.kit.named import Names


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def enter(request: WorkspaceRequest) -> HttpResponse:
    """Sent twice it is one. Of the person nothing is asked for but what they want to give."""
    actor = request.actor
    bodies = bodies_to_enter_for(actor)
    if not bodies:
        raise NotAllowed(_("Only people of a body that meets residents register issues."), code="other_body")
    form = EnterForm(
        request.POST if request.method == "POST" else None,
        bodies=Names(bodies),
        places=place_names(places_to_enter(bodies, actor)),
        actor=actor,
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            issue = enter_for(
                raised=form.raised(typed["internal"]),
                origin=typed["origin"],
                body=typed["body"],
                raised_on=typed["raised_on"],
                wish=form.wish(),
                key=typed["key"],
                actor=actor,
                today=actor.on,
                now=clock.now(),
            )
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("%(number)s: registered.") % {"number": issue.number})
            return redirect("issues:work_issue", issue.number)
    context = {"form": form, "title": _("Register an issue by hand")}
    return render(request, "issues/enter.html", context, status=Invalid.status if form.errors else 200)
