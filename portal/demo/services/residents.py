"""Residents of the demonstration who raised an issue or follow it; their mailboxes are of a host no office has."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from issues.models import Issue
from issues.services.askers import add_asker, confirm_asker
from issues.services.following_people import confirm_follow, follow
from portal.bodies.permissions import Actor
from portal.demo.people import HOST
from portal.kernel import clock
from portal.questions.models import Person
from portal.questions.services.origin import Origin

_SECONDS: Final = 150
_HOUR, _A_DAY = 14, timedelta(days=1)


def asker(issue: Issue, actor: Actor, on: date) -> Person:
    """The office wrote the address down, and its owner confirmed it the same day."""
    made = add_asker(
        issue=issue,
        email=f"asker.{issue.number.lower()}@{HOST}",
        language="kk" if issue.pk % 3 else "ru",
        actor=actor,
        today=on,
        now=clock.at(on, _HOUR),
    )
    assert made.person is not None
    confirm_asker(person=made.person, now=clock.at(on, _HOUR + 1))
    return made.person


def follower(issue: Issue, number: int, on: date) -> Person:
    """Somebody else wants to hear of it, and confirms that."""
    email = f"follower.{number}.{issue.number.lower()}@{HOST}"
    follow(
        about=issue,
        email=email,
        language="kk",
        origin=_origin(issue, number),
        today=on,
        now=clock.at(on, _HOUR, number),
    )
    person = Person.objects.get(email=email)
    confirm_follow(person=person, now=clock.at(on, _HOUR + 2))
    return person


def address(issue: Issue, number: int) -> str:
    """Addresses that belong to nobody (RFC 5737); each in a network of its own for those it is asked with."""
    return f"{('192.0.2', '198.51.100', '203.0.113')[number % 3]}.{issue.pk % 250 + 1}"


def _origin(issue: Issue, number: int) -> Origin:
    return Origin(address(issue, number), None, _SECONDS)
