"""Who is told of a body's duties, and to whom lateness goes up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from portal.accounts.models import User
from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body, BodyFunction, RoleGrant

#: Which roles at a body are told of its duties.
_CONCERNED: dict[str, tuple[str, ...]] = {
    BodyKind.MINISTRY: (Role.PREPARER, Role.HEAD),
    BodyKind.AKIMAT: (Role.OFFICER, Role.HEAD),
    BodyKind.GOVERNMENT: (Role.APPROVER,),
}
_AUTHORISED = (Role.PREPARER, Role.HEAD)


class People:
    """Who is told, on a day: people of the bodies, and those to whom lateness goes up. Two statements."""

    def __init__(self, bodies: Iterable[Body], on: date) -> None:
        kinds = {body.pk: body.kind for body in bodies}
        self._of_body: defaultdict[int, dict[int, User]] = defaultdict(dict)
        self._above: dict[int, User] = {}
        authorised = set(
            BodyFunction.objects.in_force(on)
            .filter(function=Function.AUTHORISED_INFORMATION)
            .values_list("body_id", flat=True)
        )
        grants = (
            RoleGrant.objects.in_force(on)
            .filter(Q(body__in={*kinds, *authorised}) | Q(role=Role.OVERSEER))
            .select_related("user")
            .order_by("user_id")
        )
        for grant in grants:
            if grant.role in _CONCERNED.get(kinds.get(grant.body_id, ""), ()):
                self._of_body[grant.body_id][grant.user_id] = grant.user
            if grant.role == Role.OVERSEER or (grant.body_id in authorised and grant.role in _AUTHORISED):
                self._above[grant.user_id] = grant.user

    def of(self, body_id: int) -> list[User]:
        """People of the body whose duty it is."""
        return list(self._of_body[body_id].values())

    def above(self, body_id: int) -> list[User]:
        """People of the authorised body and overseers, less those who are told as people of the body itself."""
        own = self._of_body[body_id]
        return [user for pk, user in self._above.items() if pk not in own]
