"""Who hears that the chain of records is broken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.utils.translation import gettext, override

from portal.audit.models import Verification
from portal.bodies.choices import Role
from portal.bodies.models import RoleGrant
from portal.kernel.wording import Lines
from portal.notices.services import Draft
from portal.overview.queries.chain import verification_words

BROKEN = "overview.chain_broken"


def chain_broken(verification: Verification, *, today: date) -> Iterator[Draft]:
    """One notice a day to every administrator."""
    lines = Lines.written(partial(_broken, verification=verification))
    grants = RoleGrant.objects.in_force(today).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    for person in {grant.user_id: grant.user for grant in grants.select_related("user").order_by("pk")}.values():
        yield Draft(
            user=person,
            key=f"{BROKEN}:{today.isoformat()}:{person.pk}",
            kind=BROKEN,
            lines=lines,
            path="/work/audit/",
            created_for=today,
            due_on=today,
        )


def _broken(language: str, *, verification: Verification) -> str:
    with override(language):
        return gettext("The tamper-evident log is damaged. %(fault)s") % {"fault": verification_words(verification)}
