"""Announcing a meeting outside the plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.forms.off_plan import OffPlanForm
from meetings.queries.off_plan import officials_beside, places_beside
from meetings.services.off_plan import announce_off_plan, check_off_plan
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.verdicts import denied
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def off_plan(request: WorkspaceRequest) -> HttpResponse:
    """What is typed is shown once more before it is public: `confirm` is sent from there alone."""
    actor = request.actor
    officials = officials_beside(actor)
    if not officials:
        denied("other_body", _("Only people of a body that holds meetings announce one.")).require()
    form = OffPlanForm(
        request.POST if request.method == "POST" else None,
        officials=officials,
        places=places_beside(officials, actor),
    )
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        try:
            if "confirm" in request.POST:
                made = announce_off_plan(facts=facts, actor=actor, today=actor.on, now=clock.now())
                if facts.day < actor.on:
                    # Held and never announced: it is public with that, and recorded at once.
                    messages.success(request, _("The meeting is set down. Say now how it was held."))
                    return redirect("holding:log", made.number)
                messages.success(request, _("The meeting is announced. It stands in the public calendar now."))
                return redirect("meetings:work_meeting", made.number)
            check_off_plan(facts, actor=actor, today=actor.on)
        except Invalid as refusal:
            add_refusal(form, refusal)
        except Conflict as refusal:
            # What was typed stays: another hour may be chosen.
            add_refusal(form, Invalid.at("start_time", str(refusal)))
        else:
            if "change" not in request.POST:
                seen = {"form": form, "said": form.said(), "is_over": facts.day < actor.on}
                return render(request, "meetings/off_plan_confirm.html", seen)
    return render(request, "meetings/off_plan.html", {"form": form}, status=Invalid.status if form.errors else 200)
