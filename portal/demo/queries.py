"""Whether the demonstration is there, and who can sign in to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation

from portal.accounts.models import User
from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.demo.people import LOGINS, PASSWORD


@dataclass(frozen=True)
class Login:
    """What one needs to sign in as somebody."""

    role: str
    role_name: str
    email: str
    password: str
    name: str
    body: str


def is_loaded() -> bool:
    """It is loaded in one transaction: whoever finds its first login finds all of it."""
    return User.objects.filter(email=LOGINS[0].email).exists()


def logins(language: str) -> list[Login]:
    """One for each role, in the order a meeting travels. One statement."""
    names = {body.slug: body for body in Body.objects.filter(slug__in=[person.slug for person in LOGINS])}
    with translation.override(language):
        return [
            Login(
                role=person.role.value,
                role_name=str(Role(person.role).label),
                email=person.email,
                password=PASSWORD,
                name=person.name,
                body=str(names[person.slug].plain),
            )
            for person in LOGINS
            if person.slug in names
        ]
