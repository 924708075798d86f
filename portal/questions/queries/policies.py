"""Which rules for demands count for a body."""

from __future__ import annotations

from datetime import date

from portal.bodies.models import Body
from portal.questions.models import DemandPolicy


def policy_for(body: Body, on: date) -> DemandPolicy | None:
    """Its own, else those of the nearest akimat above that has published some; None where nobody has.

    `body.territory` must be loaded with what it lies in. Two statements.
    """
    order = [body.pk]
    if body.territory is not None:
        above = body.territory.above[::-1]
        akimats = dict(
            Body.objects.akimats()
            .in_force(on)
            .filter(territory__in=[place.pk for place in above])
            .values_list("territory", "pk")
        )
        order += [akimats[place.pk] for place in above if place.pk in akimats]
    latest = {policy.body_id: policy for policy in DemandPolicy.objects.filter(published_on__lte=on).latest_of(order)}
    return next((latest[key] for key in order if key in latest), None)
