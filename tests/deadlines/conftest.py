"""A small country: ministries, akimats, the Government, and those who control, with people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from django.test import Client

from portal.bodies.choices import Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.deadlines.models import Obligation
from portal.deadlines.services import sweep
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, ExemptionFactory, RoleGrantFactory
from tests.factories.deadlines import seed_law
from tests.ground import GROUND

JOINED = date(2026, 11, 1)


@GROUND.fixture
def law_ground() -> None:
    seed_law()


@pytest.fixture
def law(law_ground: None) -> None:
    """Shipped decisions and the working calendar; the duties of the planning season."""


@GROUND.fixture
def whole_law_ground() -> None:
    seed_law(whole=True)


@pytest.fixture
def whole_law(whole_law_ground: None) -> None:
    """Every duty of every act is kept."""


@dataclass(frozen=True)
class Country:
    """Bodies by what they are to the law, and one person a role, by "slug role"."""

    bodies: dict[str, Body]
    people: dict[str, Actor]

    def __getitem__(self, slug: str) -> Body:
        return self.bodies[slug]

    def actor(self, slug: str, role: str, on: date) -> Actor:
        return actor_for(self.people[f"{slug} {role}"].user, on)


def make_country(joined_on: date = JOINED, ministries: int = 2, akimats: int = 1) -> Country:
    """The authorised body is a ministry too; one more ministry is exempt under B."""
    made: dict[str, Body] = {"culture": BodyFactory(slug="culture", joined_on=joined_on)}
    BodyFunctionFactory(body=made["culture"], function=Function.AUTHORISED_INFORMATION)
    BodyFunctionFactory(body=made["culture"], function=Function.MASS_MEDIA)
    for number in range(1, ministries):
        made[f"ministry-{number}"] = BodyFactory(slug=f"ministry-{number}", joined_on=joined_on)
    made["defence"] = BodyFactory(slug="defence", joined_on=joined_on)
    ExemptionFactory(body=made["defence"], act="B")
    for number in range(1, akimats + 1):
        made[f"akimat-{number}"] = BodyFactory(akimat=True, slug=f"akimat-{number}", joined_on=joined_on)
    made["government"] = BodyFactory(government=True, joined_on=joined_on)
    BodyFunctionFactory(body=made["government"], function=Function.SCHEDULE_APPROVAL)
    made["administration"] = BodyFactory(administration=True, joined_on=joined_on)
    BodyFunctionFactory(body=made["administration"], function=Function.CONTROL_PRESIDENT)
    people: dict[str, Actor] = {}
    for slug, body in made.items():
        for role in _ROLES.get(body.kind, ()):
            user = UserFactory(email=f"{role}.{slug}@example.kz", full_name=f"{role} of {slug}")
            RoleGrantFactory(user=user, body=body, role=role)
            people[f"{slug} {role}"] = actor_for(user, joined_on)
    return Country(made, people)


_ROLES = {
    "ministry": (Role.PREPARER, Role.HEAD),
    "akimat": (Role.OFFICER, Role.HEAD),
    "government": (Role.APPROVER,),
    "administration": (Role.OVERSEER, Role.ADMINISTRATOR),
}


@GROUND.fixture
def country_ground() -> Country:
    seed_law()
    return make_country()


@pytest.fixture
def country(country_ground: Country) -> Country:
    """Under the law of the season."""
    return country_ground


@pytest.fixture
def noon() -> Iterator[None]:
    """14 December 2026 in Kazakhstan, the day before departmental plans are due."""
    with time_machine.travel("2026-12-14 07:00Z", tick=False):
        yield


@pytest.fixture
def plan(country: Country) -> Obligation:
    """The departmental plan of a ministry, opened by the sweep of 14 December."""
    sweep(on=date(2026, 12, 14))
    return Obligation.objects.get(duty="B-1.4-plan", body=country["ministry-1"])


Login = Callable[[str], Client]


@pytest.fixture
def login(country: Country) -> Login:
    """Signs in one of the country's people by name: `login("ministry-1 head")`."""

    def sign_in(name: str) -> Client:
        client = Client()
        user = country.people[name].user
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
