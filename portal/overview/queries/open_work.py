"""What goes on at a body when one of its people leaves: it belongs to the body and is only shown."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.bodies.choices import Function
from portal.bodies.models import Body, BodyFunction
from portal.bodies.queries import OpenMatter
from portal.deadlines.models import Obligation
from schedules.models import Proposal, Schedule


def open_work(body: Body, on: date) -> list[OpenMatter]:
    """Duties not done yet, drafts, and publications planned by the body. Four statements."""
    duties = Obligation.objects.for_body(body).unmet().filter(opened_on__lte=on).count()
    drafts = Proposal.objects.of_bodies(frozenset({body.pk})).with_the_ministry().count()
    planned = 0
    if BodyFunction.objects.in_force(on).filter(body=body, function=Function.AUTHORISED_INFORMATION).exists():
        planned = Schedule.objects.filter(publish_at__isnull=False, published_at__isnull=True).count()
    matters = [
        OpenMatter(_("Duties of the body that are open"), duties, reverse("deadlines:own")),
        OpenMatter(_("Proposals in work"), drafts, reverse("schedules:proposals")),
        OpenMatter(_("Publications planned"), planned, reverse("schedules:work_graph_now")),
    ]
    return [matter for matter in matters if matter.count]
