"""A district with a rural district in it, people of it, above it and beside it, and meetings that were held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from portal.accounts.models import User
from portal.bodies.choices import Role, TerritoryKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.holding.models import Account, Question
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.holding import AccountFactory, QuestionFactory

DAY = date(2027, 3, 24)
NOW = datetime(2027, 3, 24, 6, 0, tzinfo=UTC)
EVERYBODY = ("region", "officer", "head", "rural", "neighbour", "minister", "administrator", "overseer", "nobody")
#: The district holds the meetings; the akimat of the region stands above it.
REGISTER = {"region", "officer", "head"}


@dataclass
class Village:
    region: Body
    district: Body
    rural: Body
    neighbour: Body
    ministry: Body
    account: Account
    people: dict[str, User]

    def actor(self, name: str = "officer", on: date = DAY) -> Actor:
        return actor_for(self.people[name], on)

    def acting(self, name: str = "officer") -> dict[str, Any]:
        return {"actor": self.actor(name), "today": DAY, "now": NOW}

    def asked(self, text: str = "Кешке су жоқ", text_ru: str = "Вечером нет воды", **facts: Any) -> Question:
        facts = {"account": self.account, "text_kk": text, "text_ru": text_ru, "topic": "water", **facts}
        return QuestionFactory(asked=text, **facts)


def make_village() -> Village:
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="433200000", kind=TerritoryKind.DISTRICT, parent=region)
    other = TerritoryFactory(kato="433600000", kind=TerritoryKind.DISTRICT, parent=region)
    rural = TerritoryFactory(kato="433233000", kind=TerritoryKind.RURAL_DISTRICT, parent=district)
    bodies = [BodyFactory(akimat=True, territory=place) for place in (region, district, rural, other)]
    ministry, administration = BodyFactory(slug="water"), BodyFactory(administration=True)
    people = {"nobody": UserFactory(full_name="nobody")}
    for name, role, body in (
        ("region", Role.OFFICER, bodies[0]),
        ("officer", Role.OFFICER, bodies[1]),
        ("head", Role.HEAD, bodies[1]),
        ("rural", Role.OFFICER, bodies[2]),
        ("neighbour", Role.OFFICER, bodies[3]),
        ("minister", Role.HEAD, ministry),
        ("administrator", Role.ADMINISTRATOR, administration),
        ("overseer", Role.OVERSEER, administration),
    ):
        people[name] = UserFactory(full_name=name)
        RoleGrantFactory(user=people[name], role=role, body=body)
    account = AccountFactory(
        meeting__number="2027-000001", meeting__body=bodies[1], meeting__territory=rural, logged_by=people["officer"]
    )
    return Village(*bodies, ministry=ministry, account=account, people=people)
