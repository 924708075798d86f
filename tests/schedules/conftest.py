"""A small country: the authorised body, the Government, two ministries, two regions, and a person in every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from portal.accounts.models import User
from portal.bodies.choices import Function, Role
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor, actor_for
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import seed_decisions
from tests.factories.schedules import first_head
from tests.ground import GROUND


@dataclass
class World:
    authorised: Body
    government: Body
    ministry: Body
    neighbour: Body
    region: Territory
    people: dict[str, User] = field(default_factory=dict)

    def actor(self, name: str, on: date = TODAY) -> Actor:
        return actor_for(self.people[name], on)


def make_world() -> World:
    seed_decisions()
    authorised = BodyFactory(slug="culture")
    government = BodyFactory(government=True)
    ministry, neighbour = BodyFactory(slug="water"), BodyFactory(slug="finance")
    akimat, maslikhat = BodyFactory(akimat=True), BodyFactory(maslikhat=True)
    apparatus, administration = BodyFactory(government_apparatus=True), BodyFactory(administration=True)
    BodyFunctionFactory(function=Function.AUTHORISED_INFORMATION, body=authorised)
    BodyFunctionFactory(function=Function.MASS_MEDIA, body=authorised)
    BodyFunctionFactory(function=Function.SCHEDULE_APPROVAL, body=government)
    BodyFunctionFactory(function=Function.CONTROL_GOVERNMENT, body=apparatus)
    BodyFunctionFactory(function=Function.CONTROL_PRESIDENT, body=administration)
    for body in (authorised, ministry, neighbour):
        first_head(body)
    land = World(authorised, government, ministry, neighbour, TerritoryFactory(kato="430000000"))
    for name, role, body in (
        ("preparer", Role.PREPARER, ministry),
        ("head", Role.HEAD, ministry),
        ("neighbour", Role.PREPARER, neighbour),
        ("intake", Role.PREPARER, authorised),
        ("intake_head", Role.HEAD, authorised),
        ("approver", Role.APPROVER, government),
        ("second_approver", Role.APPROVER, government),
        ("overseer", Role.OVERSEER, administration),
        ("administrator", Role.ADMINISTRATOR, apparatus),
        ("officer", Role.OFFICER, akimat),
        ("maslikhat", Role.MASLIKHAT, maslikhat),
    ):
        land.people[name] = UserFactory(full_name=name)
        RoleGrantFactory(user=land.people[name], role=role, body=body)
    land.people["nobody"] = UserFactory(full_name="nobody")
    return land


@GROUND.fixture
def world_ground() -> World:
    return make_world()


@pytest.fixture
def world(world_ground: World) -> World:
    return world_ground
