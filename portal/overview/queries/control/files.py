"""Bodies whose evidence files can be taken."""

from __future__ import annotations

from portal.bodies.models import Body
from portal.bodies.querysets import BodyQuerySet
from portal.kit import formats
from portal.overview.queries.control.scope import Scope


def file_rows(scope: Scope, sought: str) -> BodyQuerySet:
    """Bodies on the portal, ministries first; `sought` is a part of a name or the beginning of a code."""
    found = Body.objects.on_the_portal() if scope.is_everywhere else scope.bodies().filter(joined_on__isnull=False)
    if sought:
        found = found.matching(sought)
    return found.in_order(formats.language())
