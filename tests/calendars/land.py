"""A country with two regions, and below the first a district with a village in it; an office and people of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from django.test import Client

from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from tests.deadlines.conftest import Country, make_country
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, OfficialFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import seed_law
from tests.ground import GROUND

#: Monday 14 December 2026, noon in Kazakhstan.
TODAY = date(2026, 12, 14)


@dataclass(frozen=True)
class Land:
    country: Country
    places: dict[str, Territory]

    def __getitem__(self, slug: str) -> Body:
        return self.country[slug]

    def actor(self, slug: str, role: str) -> Actor:
        return self.country.actor(slug, role, TODAY)


@GROUND.fixture
def land_ground() -> Land:
    seed_law(whole=True)
    country = make_country(date(2026, 1, 1), ministries=3, akimats=2)
    region, other = country["akimat-1"].territory, country["akimat-2"].territory
    assert region is not None
    assert other is not None
    district = TerritoryFactory(district=True, parent=region)
    beside = TerritoryFactory(district=True, parent=region)
    village = TerritoryFactory(kind="village", parent=district)
    for slug, place in (("akimat-d", district), ("akimat-e", beside), ("akimat-v", village)):
        country.bodies[slug] = BodyFactory(akimat=True, slug=slug, territory=place)
        for role in ("officer", "head"):
            user = UserFactory(email=f"{role}.{slug}@example.kz")
            RoleGrantFactory(user=user, body=country.bodies[slug], role=role)
            country.people[f"{slug} {role}"] = Actor(user, TODAY)
    apparatus = country.bodies["apparatus"] = BodyFactory(government_apparatus=True)
    user = UserFactory(email="overseer.apparatus@example.kz")
    RoleGrantFactory(user=user, body=apparatus, role="overseer")
    country.people["apparatus overseer"] = Actor(user, TODAY)
    for slug in ("ministry-1", "ministry-2", "defence"):
        OfficialFactory(body=country[slug])
    places = {"region": region, "district": district, "beside": beside, "village": village, "other": other}
    return Land(country, places)


@pytest.fixture
def land(land_ground: Land) -> Iterator[Land]:
    with time_machine.travel("2026-12-14 07:00Z", tick=False):
        yield land_ground


@pytest.fixture
def login(land: Land) -> Callable[[str], Client]:
    """Signs in one of the people by name: `login("ministry-1 head")`."""

    def sign_in(name: str) -> Client:
        client = Client()
        user = land.country.people[name].user
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
