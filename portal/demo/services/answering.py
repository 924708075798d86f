"""Those whom nobody can sign in as answer by themselves, so that the chain can be walked to its end in one sitting."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from portal.bodies.choices import Role
from portal.bodies.models import RoleGrant
from portal.bodies.permissions import actor_for
from portal.demo.people import is_invented
from schedules.models import AgreementSlot
from schedules.querysets import MINISTRY_ROLES
from schedules.services import graphs


def answer_for_those_without_login(*, today: date) -> int:
    """Ministries of the demonstration without a login agree to the draft that lies before them; how many did.

    Where somebody can sign in, somebody has to answer. Run again and again, a ministry answers once.
    """
    if not settings.KEZDESU_DEMO:
        return 0
    signed = RoleGrant.objects.in_force(today).filter(role__in=MINISTRY_ROLES)
    signed = signed.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    awaited = AgreementSlot.objects.open().exclude(body__in=signed.values("body"))
    return sum(_agree(slot, today) for slot in awaited.select_related("schedule", "body").order_by("pk"))


@transaction.atomic
def _agree(slot: AgreementSlot, today: date) -> bool:
    grants = RoleGrant.objects.in_force(today).of(Role.HEAD, slot.body).select_related("user")
    head = next((grant.user for grant in grants if is_invented(grant.user.email)), None)
    if head is None:
        return False
    graphs.agree(schedule=slot.schedule, body=slot.body, actor=actor_for(head, today), today=today)
    return True
