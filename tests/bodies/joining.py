"""A region with a district and a village below, each with its akimat; a ministry beside, and one inviting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core import mail

from portal.bodies.choices import Role
from portal.bodies.models import Body, Invitation
from portal.bodies.permissions import Actor
from portal.bodies.services import invite
from portal.kernel import clock
from portal.notices.services import deliver
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory, TerritoryFactory

PASSWORD = "correct-horse-battery"


@dataclass(frozen=True)
class Country:
    region: Body
    district: Body
    village: Body
    other_region: Body
    other_district: Body
    ministry: Body
    company: Body
    neighbour: Body
    government: Body
    apparatus: Body


def country() -> Country:
    region, other = TerritoryFactory(), TerritoryFactory()
    district = TerritoryFactory(kind="district", parent=region)
    village = TerritoryFactory(kind="rural_district", parent=district)
    elsewhere = TerritoryFactory(kind="district", parent=other)
    akimats = [BodyFactory(akimat=True, territory=place) for place in (region, district, village, other, elsewhere)]
    return Country(
        *akimats,
        ministry=BodyFactory(slug="water"),
        company=BodyFactory(company=True, joined_on=None),
        neighbour=BodyFactory(slug="finance"),
        government=BodyFactory(government=True),
        apparatus=BodyFactory(government_apparatus=True),
    )


def invited(actor: Actor, body: Body, role: str = Role.PREPARER, **fields: str) -> Invitation:
    known = {"email": "new@example.kz", "full_name": "New Person", "language": "en", **fields}
    return invite(actor=actor, body=body, role=role, now=clock.now(), today=TODAY, **known)


def path_in_mail() -> str:
    """Let letters be sent; the page that the last one leads to."""
    deliver(now=clock.now())
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+/accounts/invitation/\w+/)", mail.outbox[-1].body)
    assert found is not None
    return found.group(1)
