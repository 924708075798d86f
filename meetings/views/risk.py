"""Setting the meeting that a risk signal leads to."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.forms.risk import RiskMeetingForm
from meetings.permissions import can_set_risk_meeting
from meetings.services.risk import make_risk_meeting
from portal.bodies.models import Territory
from portal.bodies.permissions import WorkspaceRequest
from portal.calendars.choices import RiskLevel
from portal.calendars.models import RiskSignal
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def risk_meeting(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Who, where, when and about what; it is announced with this."""
    actor = request.actor
    visible = RiskSignal.objects.visible_to(actor).with_names()
    signal = get_object_or_404(visible, pk=pk)
    can_set_risk_meeting(actor, signal).require()
    if request.method != "POST" and not signal.awaits_meeting:
        return redirect(signal.get_work_url())
    region = signal.territory.region
    places = Territory.objects.in_force(actor.on).filter(Q(pk__in=[region.pk, signal.territory_id]) | Q(parent=region))
    form = RiskMeetingForm(
        request.POST if request.method == "POST" else None,
        places=places.in_order(formats.language()),
        initial={"territory": signal.territory.kato, "is_deputy_required": signal.level == RiskLevel.HIGH},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = make_risk_meeting(signal_id=pk, facts=form.facts(), actor=actor, today=actor.on, now=clock.now())
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The meeting is set. It stands in the public calendar now."))
            return redirect(made)
    context = {"signal": signal, "form": form}
    return render(request, "meetings/risk_meeting.html", context, status=Invalid.status if form.errors else 200)
