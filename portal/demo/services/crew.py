"""The people of the demonstration: hired once with their roles, then asked for as actors of any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

from django.contrib.auth.hashers import make_password

from portal.accounts.models import User
from portal.accounts.services.people import make_user
from portal.bodies.choices import Role
from portal.bodies.models import Body, BodyFunction, RoleGrant
from portal.bodies.permissions import Actor, actor_for
from portal.bodies.services import appoint_first_administrator, grant_role
from portal.demo.people import DOMAIN, LOGINS, PASSWORD, Person, everybody, officers


@dataclass(frozen=True)
class Crew:
    """Who works where, by role and body. Everybody holds one role, so actors are made without asking the database."""

    users: dict[tuple[str, str], User]
    bodies: dict[str, Body]
    functions: tuple[BodyFunction, ...]

    @classmethod
    def present(cls, on: date) -> Crew:
        """Those who are there: hired before. Three statements."""
        grants = (
            RoleGrant.objects.in_force(on).filter(user__email__endswith=f"@{DOMAIN}").select_related("user", "body")
        )
        return cls(
            users={(grant.role, grant.body.slug): grant.user for grant in grants},
            bodies={body.slug: body for body in Body.objects.in_force(on)},
            functions=tuple(BodyFunction.objects.filter(ends_on=None)),
        )

    def actor(self, role: str, slug: str, on: date) -> Actor:
        body = self.bodies[slug].pk
        held = (row for row in self.functions if row.body_id == body and row.starts_on <= on)
        return Actor(
            user=self.users[role, slug],
            on=on,
            grants=frozenset({(role, body)}),
            functions=frozenset((row.function, body) for row in held),
        )

    def preparer(self, slug: str, on: date) -> Actor:
        return self.actor(Role.PREPARER, slug, on)

    def head(self, slug: str, on: date) -> Actor:
        return self.actor(Role.HEAD, slug, on)

    @cached_property
    def slugs(self) -> frozenset[str]:
        """Bodies for which somebody writes on the portal."""
        return frozenset(slug for _role, slug in self.users)

    def speaks_for(self, body: Body) -> bool:
        return body.slug in self.slugs

    def closer(self, body: Body, on: date) -> Actor:
        """Whoever answers for the body; where nobody does, whoever writes for it."""
        roles = (Role.HEAD, Role.APPROVER, Role.MASLIKHAT)
        role = next((role for role in roles if (role, body.slug) in self.users), None)
        return self.speaker(body, on) if role is None else self.actor(role, body.slug, on)

    def overseer(self, on: date) -> Actor:
        """Who confirms what others only say."""
        slug = next(slug for role, slug in self.users if role == Role.OVERSEER)
        return self.actor(Role.OVERSEER, slug, on)

    def speaker(self, body: Body, on: date) -> Actor:
        """Whoever writes on the portal for the body."""
        return next(
            self.actor(role, body.slug, on)
            for role in (Role.PREPARER, Role.OFFICER, Role.APPROVER, Role.MASLIKHAT, Role.OVERSEER, Role.ADMINISTRATOR)
            if (role, body.slug) in self.users
        )


def hire(*, bodies: dict[str, Body], ministries: list[str], akimats: list[str], since: date) -> Crew:
    """Make everybody and give them their roles, from `since` on. Nobody is written to."""
    people = everybody(ministries, akimats)
    first = next(person for person in people if person.role == Role.ADMINISTRATOR)
    grant = appoint_first_administrator(
        email=first.email, full_name=first.name, body=bodies[first.slug], today=since, password=PASSWORD
    )
    administrator = actor_for(grant.user, since)
    # Officers of offices below a region come with the offices.
    here = [person for person in people if person.slug in bodies]
    users = {(person.role.value, person.slug): _join(person, bodies, administrator) for person in here}
    return Crew(users, bodies, functions=tuple(BodyFunction.objects.filter(ends_on=None)))


def hire_officers(crew: Crew, offices: Iterable[str], *, since: date) -> Crew:
    """The same, of offices of akims below a region; the crew with them."""
    slug = next(slug for role, slug in crew.users if role == Role.ADMINISTRATOR)
    administrator = crew.actor(Role.ADMINISTRATOR, slug, since)
    users = {
        (person.role.value, person.slug): _join(person, crew.bodies, administrator) for person in officers(offices)
    }
    return replace(crew, users=crew.users | users)


def keep_logins(*, today: date) -> int:
    """Put back the logins that are gone, with their roles, as of today; says how many. What was entered stays."""
    gone = [person for person in LOGINS if not User.objects.filter(email=person.email).exists()]
    bodies = {body.slug: body for body in Body.objects.filter(slug__in=[person.slug for person in gone])}
    # A demonstration that was loaded before there was an office has nobody there.
    gone = [person for person in gone if person.slug in bodies]
    if not gone:
        return 0
    administrator = RoleGrant.objects.in_force(today).filter(role=Role.ADMINISTRATOR).select_related("user").first()
    if administrator is None:
        return 0
    for person in gone:
        _join(person, bodies, actor_for(administrator.user, today))
    return len(gone)


def _join(person: Person, bodies: dict[str, Body], administrator: Actor) -> User:
    user = User.objects.filter(email=person.email).first() or _made(person)
    body = bodies[person.slug]
    # A body made later than the others gets its people then.
    starts_on = max(administrator.on, body.starts_on)
    if not RoleGrant.objects.in_force(starts_on).of(person.role, body).filter(user=user).exists():
        grant_role(
            actor=administrator,
            user=user,
            body=body,
            role=person.role,
            starts_on=starts_on,
            today=administrator.on,
            quietly=True,
        )
    return user


def _made(person: Person) -> User:
    user = make_user(email=person.email, full_name=person.name, password=None)
    if person.has_login:
        user.password = _sealed()
        user.save(update_fields=["password"])
    return user


@cache
def _sealed() -> str:
    """The published password as it is stored: sealed once for all, for that is meant to take long."""
    return make_password(PASSWORD)
