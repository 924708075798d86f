"""Whose duties a desk of control shows: of the whole country, or of the bodies of some regions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import BigIntegerField, Case, F, Q, When

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.bodies.querysets import BodyQuerySet
from portal.deadlines.querysets import ObligationQuerySet
from portal.overview.permissions import controlled_regions

#: From a place up to the unit of the first rank it lies in: no unit lies deeper.
_STEPS = ("", "__parent", "__parent__parent", "__parent__parent__parent")


@dataclass(frozen=True)
class Scope:
    """`regions` are ids of units of the first rank; None is the whole country with its central bodies."""

    regions: frozenset[int] | None = None

    @property
    def is_everywhere(self) -> bool:
        return self.regions is None

    def bodies(self) -> BodyQuerySet:
        """Bodies of the regions; not asked where the scope is everywhere."""
        found = Q()
        for step in _STEPS:
            found |= Q(**{f"territory{step}__in": self.regions or ()})
        return Body.objects.filter(found)

    def narrow(self, rows: ObligationQuerySet) -> ObligationQuerySet:
        """Of `rows` those of the bodies of the scope."""
        return rows if self.is_everywhere else rows.filter(body__in=self.bodies().values("pk"))

    def holds_body(self, path: str) -> Q:
        """A condition over rows that lead to a body by `path`."""
        return Q() if self.is_everywhere else Q(**{f"{path}__in": self.bodies().values("pk")})


EVERYWHERE = Scope()


def scope_of(actor: Actor) -> Scope:
    """What the actor controls; an empty set of regions means nothing. One statement at most."""
    return Scope(controlled_regions(actor))


def district_id(path: str = "body__territory") -> Case:
    """The unit right below the region in which a place lies; empty for bodies of the region itself."""
    deeper = [
        When(**{f"{path}{above}__isnull": False}, then=F(f"{path}{step}"))
        for step, above in reversed(list(pairwise(_STEPS)))
    ]
    return Case(*deeper, default=None, output_field=BigIntegerField())
