"""Who is told of a body's duties, and to whom lateness goes up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, Q

from portal.accounts.models import User
from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body, BodyFunction, RoleGrant
from portal.deadlines.models import CopyChoice
from portal.law.ladders import TO_OVERSEERS, TO_SUPERIOR

#: Which roles at a body are told of its duties.
CONCERNED: dict[str, tuple[str, ...]] = {
    BodyKind.MINISTRY: (Role.PREPARER, Role.HEAD),
    BodyKind.COMPANY: (Role.PREPARER, Role.HEAD),
    BodyKind.AKIMAT: (Role.OFFICER, Role.HEAD),
    BodyKind.MASLIKHAT: (Role.MASLIKHAT,),
    BodyKind.GOVERNMENT: (Role.APPROVER,),
}
#: Whom lateness below an akimat is told to; and whom at the authorised body.
_SUPERIOR = (Role.OFFICER, Role.HEAD)
_AUTHORISED = (Role.PREPARER, Role.HEAD)


class Capacity(StrEnum):
    """In what capacity somebody is told. Everything but one's own duty is a copy, which can be given up."""

    OWN = "own"
    SUPERIOR = "superior"
    AUTHORISED = "authorised"
    OVERSEER = "overseer"


@dataclass(frozen=True)
class Receiver:
    user: User
    capacity: Capacity

    @property
    def is_copy(self) -> bool:
        return self.capacity is not Capacity.OWN


class People:
    """Who is told, on a day: people of the bodies, and those to whom lateness goes up. Five statements at most.

    Above an akimat stands the akimat of the unit its own lies in. Where there is none, or nobody there to be told, it
    is the authorised body.
    """

    def __init__(self, bodies: Iterable[Body], on: date) -> None:
        self._kinds = {body.pk: body.kind for body in bodies}
        self._of_body: defaultdict[int, dict[int, User]] = defaultdict(dict)
        self._of_superior: defaultdict[int, dict[int, User]] = defaultdict(dict)
        self._authorised: dict[int, User] = {}
        self._overseers: dict[int, User] = {}
        self._superior = self._superiors(on)
        authorised = set(
            BodyFunction.objects.in_force(on)
            .filter(function=Function.AUTHORISED_INFORMATION)
            .values_list("body_id", flat=True)
        )
        asked = {*self._kinds, *self._superior.values(), *authorised}
        grants = (
            RoleGrant.objects.in_force(on)
            .filter(Q(body__in=asked) | Q(role=Role.OVERSEER), user__is_active=True)
            .select_related("user")
            .order_by("user_id")
        )
        above = set(self._superior.values())
        for grant in grants:
            if grant.role in CONCERNED.get(self._kinds.get(grant.body_id, ""), ()):
                self._of_body[grant.body_id][grant.user_id] = grant.user
            if grant.body_id in above and grant.role in _SUPERIOR:
                self._of_superior[grant.body_id][grant.user_id] = grant.user
            if grant.body_id in authorised and grant.role in _AUTHORISED:
                self._authorised[grant.user_id] = grant.user
            if grant.role == Role.OVERSEER:
                self._overseers[grant.user_id] = grant.user
        self._given_up = self._choices()

    def of(self, body_id: int) -> list[User]:
        """People of the body whose duty it is."""
        return list(self._of_body[body_id].values())

    def told(self, body_id: int, rung: int, duty: str) -> list[Receiver]:
        """Whom a rung of the ladder tells, less those who gave up copies about the duty."""
        if rung > TO_SUPERIOR:
            return [Receiver(user, Capacity.OWN) for user in self.of(body_id)]
        own = self._of_body[body_id]
        users, capacity = self._above(body_id, rung)
        return [
            Receiver(user, capacity)
            for pk, user in users.items()
            if pk not in own and not {(pk, duty), (pk, "")} & self._given_up
        ]

    def _above(self, body_id: int, rung: int) -> tuple[dict[int, User], Capacity]:
        if rung <= TO_OVERSEERS:
            return self._overseers, Capacity.OVERSEER
        superior = self._of_superior.get(self._superior.get(body_id, 0))
        return (superior, Capacity.SUPERIOR) if superior else (self._authorised, Capacity.AUTHORISED)

    def _superiors(self, on: date) -> dict[int, int]:
        """By akimat: the akimat right above it. Nothing is asked when there is no akimat. One statement."""
        akimats = [pk for pk, kind in self._kinds.items() if kind == BodyKind.AKIMAT]
        if not akimats:
            return {}
        pairs = (
            Body.objects.in_force(on)
            .akimats()
            .filter(territory__children__bodies__in=akimats)
            .values_list(F("territory__children__bodies"), "pk")
        )
        return dict(pairs)

    def _choices(self) -> set[tuple[int, str]]:
        """Who gave up copies about which duty, among those who would get one. One statement."""
        above = {*self._authorised, *self._overseers, *(pk for users in self._of_superior.values() for pk in users)}
        if not above:
            return set()
        return set(CopyChoice.objects.filter(user__in=above).values_list("user_id", "duty"))
