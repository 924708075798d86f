"""Who announces meetings. Default is denied."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.kernel.verdicts import ALLOWED, Verdict, denied
from schedules.models import Schedule
from schedules.permissions import is_of_authorised_body


def can_publish_schedule(actor: Actor, schedule: Schedule) -> Verdict:
    """People of the body that answers for access to information publish the schedule, at once or at a set time."""
    if is_of_authorised_body(actor):
        return ALLOWED
    return denied(
        "not_authorised_body",
        _("Only people of the authorised body for access to information publish the schedule of meetings."),
    )
