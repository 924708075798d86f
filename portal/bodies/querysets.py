"""Sentences over places, bodies and who holds what, all on a given civil day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Lower

from portal.bodies.choices import FIRST_RANK, INVITES_BESIDE, LOWEST_RANK, SECOND_RANK, BodyKind
from portal.kernel.folding import PLAIN, QUOTES, fold

if TYPE_CHECKING:
    from portal.bodies.models import Body, BodyFunction, ClassifierEntry, Invitation, Official, RoleGrant, Territory
    from portal.bodies.permissions import Actor


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

    def lying_in(self, territory: Territory | int) -> TerritoryQuerySet:
        """The place itself and everything inside it, down to villages."""
        inside = Q(pk=territory.pk if isinstance(territory, models.Model) else territory)
        for above in ("parent", "parent__parent", "parent__parent__parent"):
            inside |= Q(**{above: territory})
        return self.filter(inside)

    def districts(self) -> TerritoryQuerySet:
        """Districts and cities right below the first rank; not the districts of a city that lies in a region."""
        return self.filter(kind__in=SECOND_RANK, parent__kind__in=FIRST_RANK)

    def of_upper_ranks(self) -> TerritoryQuerySet:
        """Regions and districts: what a list of the whole country can show at once."""
        return self.filter(kind__in=[*FIRST_RANK, *SECOND_RANK])

    def with_akim(self) -> TerritoryQuerySet:
        """Every unit that has an akim, down to villages."""
        return self.filter(kind__in=[*FIRST_RANK, *SECOND_RANK, *LOWEST_RANK])

    def by_kato(self, kato: str, on: date) -> Territory:
        """The place that bears `kato` on that day: a code may be given to another place later. Raises DoesNotExist."""
        return self.in_force(on).get(kato=kato)

    def in_order(self, language: str) -> TerritoryQuerySet:
        """By name in the alphabet of `language`."""
        return self.order_by(KkKey(f"name_{language}") if language == "kk" else f"name_{language}", "kato")


class ClassifierEntryQuerySet(models.QuerySet["ClassifierEntry"]):
    def current(self) -> ClassifierEntryQuerySet:
        """As the latest edition has it."""
        return self.filter(ends_on__isnull=True)

    def in_force(self, on: date) -> ClassifierEntryQuerySet:
        return self.filter(in_force_q(on))

    def of_regions(self, regions: Iterable[str]) -> ClassifierEntryQuerySet:
        """Of the regions with these first two digits."""
        return self.filter(region__in=list(regions))

    def called(self, name: str) -> ClassifierEntryQuerySet:
        """Whose name in either language contains `name`, both folded: asked by the index of the folded text."""
        return self.filter(folded__contains=fold(name))


class KkKey(models.Func):
    """Sort key of the Kazakh alphabet (database function `kk_key`)."""

    function = "kk_key"
    arity = 1
    output_field = models.TextField()


def _folded(column: str) -> Func:
    """`kernel.folding.fold` of an official name, in the database: it has no letters of other alphabets to be mended."""
    letters, plain = PLAIN
    # What has no letter in its place is taken out.
    asked = (Lower(F(column)), Value(letters + QUOTES), Value(plain))
    return Func(*asked, function="translate", output_field=models.TextField())


class BodyQuerySet(models.QuerySet["Body"]):
    def in_force(self, on: date) -> BodyQuerySet:
        return self.filter(in_force_q(on))

    def ministries(self) -> BodyQuerySet:
        return self.filter(kind=BodyKind.MINISTRY)

    def akimats(self) -> BodyQuerySet:
        return self.filter(kind=BodyKind.AKIMAT)

    def regional_akimats(self) -> BodyQuerySet:
        return self.akimats().filter(territory__kind__in=FIRST_RANK)

    def akimats_within(self, territory: Territory | int) -> BodyQuerySet:
        """The akimat of the unit and those of all units in it, down to villages."""
        inside = Q(territory=territory)
        for depth in ("parent", "parent__parent", "parent__parent__parent"):
            inside |= Q(**{f"territory__{depth}": territory})
        return self.akimats().filter(inside)

    def leading(self) -> BodyQuerySet:
        """Central bodies and those of the first rank: what a list of the whole country can show at once."""
        return self.filter(Q(territory__isnull=True) | Q(territory__kind__in=FIRST_RANK))

    def to_choose(self) -> BodyQuerySet:
        """What a list of all bodies offers: the leading ones and whoever else has joined the portal."""
        return self.filter(Q(territory__isnull=True) | Q(territory__kind__in=FIRST_RANK) | Q(joined_on__isnull=False))

    def on_the_portal(self) -> BodyQuerySet:
        """Joined: the others are known from the classifier alone and owe nothing."""
        return self.filter(joined_on__isnull=False)

    def local(self) -> BodyQuerySet:
        """Offices of akims below the regions."""
        return self.akimats().filter(territory__kind__in=[*SECOND_RANK, *LOWEST_RANK])

    def matching(self, text: str) -> BodyQuerySet:
        """Whose name in any language contains `text`, or whose place bears the code, or one that begins with it.

        Names are compared folded: on whatever keyboard it was typed, it is the same name.
        """
        found = Q(territory__kato__startswith=text) if text.isdecimal() else Q()
        names = {f"folded_{language}": _folded(f"name_{language}") for language in ("kk", "ru", "en")}
        for name in names:
            found |= Q(**{f"{name}__contains": fold(text)})
        return self.alias(**names).filter(found)

    def invited_for(self, actor: Actor) -> BodyQuerySet:
        """Bodies to which the actor may invite somebody: twin of `can_invite`. Administrators invite to any."""
        if actor.is_administrator:
            return self.all()
        own = actor.bodies(*INVITES_BESIDE)
        beside = Q(pk__in=own, kind__in=[kind for kinds in INVITES_BESIDE.values() for kind in kinds])
        above = apps.get_model("bodies", "Body").objects.filter(
            pk__in=own, kind=BodyKind.AKIMAT, territory=OuterRef("territory__parent")
        )
        return self.filter(beside | Q(Exists(above), kind=BodyKind.AKIMAT))

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
    BodyKind.COMPANY,
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


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; it may have run out."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self, now: datetime) -> InvitationQuerySet:
        """Can be accepted at this instant."""
        return self.open().filter(expires_at__gt=now)

    def visible_to(self, actor: Actor) -> InvitationQuerySet:
        """Of bodies to which the actor may invite."""
        return self.filter(body__in=apps.get_model("bodies", "Body").objects.invited_for(actor))


TerritoryManager = models.Manager.from_queryset(TerritoryQuerySet)
BodyManager = models.Manager.from_queryset(BodyQuerySet)
OfficialManager = models.Manager.from_queryset(OfficialQuerySet)
