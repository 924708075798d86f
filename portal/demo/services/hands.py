"""Who acts on an issue of the demonstration: whoever writes for its holder on the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from issues.models import Issue, IssueTopic
from portal.bodies.choices import Role
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.demo.content.asked import Both
from portal.demo.services.calendars import AKIMAT
from portal.demo.services.crew import Crew
from portal.kernel import clock

_HOUR = 11


@dataclass(frozen=True)
class Ground:
    """What issues stand on, read once: places and topics, bodies above, maslikhats."""

    crew: Crew
    today: date
    topics: Mapping[str, IssueTopic]
    bodies: Mapping[str, Body]
    places: Mapping[str, Territory]

    @classmethod
    def read(cls, crew: Crew, today: date) -> Ground:
        """Three statements."""
        bodies = Body.objects.in_force(today).select_related("territory__parent__parent__parent")
        return cls(
            crew=crew,
            today=today,
            topics={topic.slug: topic for topic in IssueTopic.objects.roots()},
            bodies={body.slug: body for body in bodies},
            places={place.kato: place for place in Territory.objects.in_force(today).of_upper_ranks()},
        )


@dataclass
class Hand:
    """One issue, and whoever answers for it at the time."""

    ground: Ground
    issue: Issue

    @property
    def holder(self) -> Body:
        return self.issue.holder

    def does(self, on: date, body: Body | None = None) -> dict[str, Any]:
        """Who does it, on which day and when: what every change of an issue is told."""
        actor = self.ground.crew.speaker(body or self.holder, on)
        return {"actor": actor, "today": on, "now": clock.at(on, _HOUR)}

    def actor(self, on: date) -> Actor:
        return self.ground.crew.speaker(self.holder, on)

    def second(self, on: date) -> Actor | None:
        """Somebody else of its body, or of the region above it; None where nobody is."""
        for slug in (self.holder.slug, AKIMAT):
            if (Role.HEAD, slug) in self.ground.crew.users:
                return self.ground.crew.head(slug, on)
        return None

    def refresh(self) -> None:
        self.issue = Issue.objects.select_related("holder__territory", "topic").get(pk=self.issue.pk)

    def act(self, service: Callable[..., Any], on: date, **said: Any) -> None:
        """A service of its holder, on that day."""
        service(issue=self.issue, **said, **self.does(on))
        self.refresh()


def pair(name: str, said: Both) -> dict[str, Any]:
    """As services take it."""
    return {f"{name}_kk": said.kk, f"{name}_ru": said.ru}
