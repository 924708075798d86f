"""A region, two districts beside each other, a village in the first, a ministry, the Government's control; people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from issues.models import Issue
from portal.accounts.models import User
from portal.bodies.choices import Function, Role, TerritoryKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.issues import IssueFactory

#: A Thursday, before four days off that nobody listed: a working week like any other.
DAY = date(2027, 3, 18)
NOW = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)

EVERYBODY = (
    *("region", "officer", "head", "second", "rural", "neighbour", "minister", "preparer"),
    *("overseer", "administrator", "nobody"),
)
#: Whom the district's issues are worked on by: its own people, and those of the akimat above.
WORK = frozenset({"region", "officer", "head", "second"})


@dataclass
class Offices:
    region: Body
    district: Body
    rural: Body
    beside: Body
    ministry: Body
    control: Body
    maslikhat: Body
    people: dict[str, User]

    def actor(self, name: str, on: date = DAY) -> Actor:
        return actor_for(self.people[name], on)

    def acting(self, name: str = "officer", on: date = DAY) -> dict[str, Any]:
        return {"actor": self.actor(name, on), "today": on, "now": NOW}

    def issue(self, **facts: Any) -> Issue:
        """Of the district, in work until 1 June."""
        facts.setdefault("registered_by", self.district)
        return IssueFactory(**facts)


def make_offices() -> Offices:
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="433200000", kind=TerritoryKind.DISTRICT, parent=region)
    other = TerritoryFactory(kato="433600000", kind=TerritoryKind.DISTRICT, parent=region)
    rural = TerritoryFactory(kato="433233000", kind=TerritoryKind.RURAL_DISTRICT, parent=district)
    akimats = [BodyFactory(akimat=True, territory=place) for place in (region, district, rural, other)]
    ministry = BodyFactory(slug="water")
    control = BodyFactory(government_apparatus=True)
    BodyFunctionFactory(function=Function.CONTROL_GOVERNMENT, body=control)
    maslikhat = BodyFactory(maslikhat=True, territory=district, slug="maslikhat-433200000")
    people = {}
    for name, role, body in (
        ("region", Role.OFFICER, akimats[0]),
        ("officer", Role.OFFICER, akimats[1]),
        ("head", Role.HEAD, akimats[1]),
        ("second", Role.OFFICER, akimats[1]),
        ("rural", Role.OFFICER, akimats[2]),
        ("neighbour", Role.OFFICER, akimats[3]),
        ("minister", Role.HEAD, ministry),
        ("preparer", Role.PREPARER, ministry),
        ("overseer", Role.OVERSEER, control),
        ("administrator", Role.ADMINISTRATOR, BodyFactory(administration=True)),
    ):
        people[name] = UserFactory(full_name=name)
        RoleGrantFactory(user=people[name], role=role, body=body)
    people["nobody"] = UserFactory(full_name="nobody")
    return Offices(*akimats, ministry, control, maslikhat, people)
