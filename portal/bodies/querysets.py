"""Sentences over places, bodies and who holds what, all on a given civil day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.bodies.choices import FIRST_RANK, BodyKind

if TYPE_CHECKING:
    from portal.bodies.models import Body, BodyFunction, Official, RoleGrant, Territory


def in_force_q(on: date) -> Q:
    """Half-open `[starts_on, ends_on)` holds `on`; an empty `ends_on` is open."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def in_force(self, on: date) -> TerritoryQuerySet:
        return self.filter(in_force_q(on))

    def regions(self) -> TerritoryQuerySet:
        """The units of the first rank: regions, cities of republican significance, the capital."""
        return self.filter(kind__in=FIRST_RANK)

    def below(self, territory: Territory) -> TerritoryQuerySet:
        return self.filter(parent=territory)

    def districts(self) -> TerritoryQuerySet:
        return self.exclude(kind__in=FIRST_RANK)

    def by_kato(self, kato: str, on: date) -> Territory:
        """The place that bears `kato` on that day: a code may be given to another place later. Raises DoesNotExist."""
        return self.in_force(on).get(kato=kato)

    def in_order(self, language: str) -> TerritoryQuerySet:
        """By name in the alphabet of `language`."""
        return self.order_by(KkKey(f"name_{language}") if language == "kk" else f"name_{language}", "kato")


class KkKey(models.Func):
    """Sort key of the Kazakh alphabet (database function `kk_key`)."""

    function = "kk_key"
    arity = 1
    output_field = models.TextField()


class BodyQuerySet(models.QuerySet["Body"]):
    def in_force(self, on: date) -> BodyQuerySet:
        return self.filter(in_force_q(on))

    def ministries(self) -> BodyQuerySet:
        return self.filter(kind=BodyKind.MINISTRY)

    def akimats(self) -> BodyQuerySet:
        return self.filter(kind=BodyKind.AKIMAT)

    def regional_akimats(self) -> BodyQuerySet:
        return self.akimats().filter(territory__kind__in=FIRST_RANK)

    def obliged_under(self, act: str, on: date) -> BodyQuerySet:
        """Bodies that `act` does not exempt on that day."""
        exempt = apps.get_model("bodies", "Exemption").objects.filter(in_force_q(on), body=OuterRef("pk"), act=act)
        return self.filter(~Exists(exempt))

    def holding(self, function: str, on: date) -> BodyQuerySet:
        held = apps.get_model("bodies", "BodyFunction").objects.filter(
            in_force_q(on), body=OuterRef("pk"), function=function
        )
        return self.filter(Exists(held))

    def in_order(self, language: str) -> BodyQuerySet:
        """Ministries first, then by short name in the alphabet of `language`."""
        name = KkKey("short_kk") if language == "kk" else models.F(f"short_{language}")
        rank = models.Case(
            *[models.When(kind=kind, then=models.Value(place)) for place, kind in enumerate(_ORDER)],
            default=models.Value(len(_ORDER)),
            output_field=models.IntegerField(),
        )
        return self.order_by(rank, name, "slug")


_ORDER = (
    BodyKind.GOVERNMENT,
    BodyKind.MINISTRY,
    BodyKind.AKIMAT,
    BodyKind.MASLIKHAT,
    BodyKind.GOVERNMENT_APPARATUS,
    BodyKind.ADMINISTRATION,
)


class BodyFunctionQuerySet(models.QuerySet["BodyFunction"]):
    def in_force(self, on: date) -> BodyFunctionQuerySet:
        return self.filter(in_force_q(on))


class OfficialQuerySet(models.QuerySet["Official"]):
    def in_force(self, on: date) -> OfficialQuerySet:
        return self.filter(in_force_q(on))


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, on: date) -> RoleGrantQuerySet:
        return self.filter(in_force_q(on), user__is_active=True)

    def of(self, role: str, body: Body | int) -> RoleGrantQuerySet:
        return self.filter(role=role, body=body)

    def not_ended(self, on: date) -> RoleGrantQuerySet:
        """In force on that day or later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))

    def ended(self, on: date) -> RoleGrantQuerySet:
        return self.filter(ends_on__lte=on)

    def overlapping(self, starts_on: date, ends_on: date | None) -> RoleGrantQuerySet:
        """Sharing a day with `[starts_on, ends_on)`. A role taken back before it began shares none."""
        before = Q() if ends_on is None else Q(starts_on__lt=ends_on)
        return self.not_ended(starts_on).filter(before).exclude(ends_on=models.F("starts_on"))

    def matching(self, *, body: Body | None = None, role: str = "", person: str = "") -> RoleGrantQuerySet:
        """Of a body, of a role, of people whose name or address contains `person`; what is empty does not narrow."""
        rows = self
        if body is not None:
            rows = rows.filter(body=body)
        if role:
            rows = rows.filter(role=role)
        if person:
            rows = rows.filter(Q(user__full_name__icontains=person) | Q(user__email__icontains=person))
        return rows
