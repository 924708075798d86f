"""Reads of places, bodies and holders that several floors need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.bodies.choices import BodyKind, Function, TerritoryKind
from portal.bodies.errors import NoHolder
from portal.bodies.models import (
    Body,
    BodyChange,
    BodyFunction,
    ClassifierEntry,
    Edition,
    Invitation,
    RoleGrant,
    Territory,
    UnitCorrection,
)
from portal.bodies.permissions import Actor
from portal.bodies.rules import codes, coverage
from portal.bodies.rules.coverage import Said
from portal.bodies.rules.naming import unit_names
from portal.kernel.folding import fold
from portal.kit.formats import language


def holder(function: str, on: date) -> Body:
    """The body that holds `function` on that day. One statement. Raises NoHolder."""
    body = Body.objects.holding(function, on).first()
    if body is None:
        raise NoHolder(_("No body holds this function on this day."), params={"function": function, "on": on})
    return body


def people(body: Body | int, *roles: str, on: date) -> QuerySet[User]:
    """Active people who hold one of `roles` (any when none is named) at `body` on that day."""
    grants = RoleGrant.objects.in_force(on).filter(body=body)
    if roles:
        grants = grants.filter(role__in=roles)
    return User.objects.filter(pk__in=grants.values("user")).order_by("pk")


def roles_of_people(*, on: date, past: bool, body: Body | None, role: str, person: str) -> QuerySet[RoleGrant]:
    """The administrator's list: roles in force and to come, or the ones that have ended. A page is two statements."""
    rows = RoleGrant.objects.matching(body=body, role=role, person=person)
    rows = rows.select_related("user", "body", "acting_for__user")
    if past:
        return rows.ended(on).order_by("-ends_on", "-pk")
    return rows.not_ended(on).order_by("body__slug", "role", "pk")


def bodies_by_name(on: date) -> QuerySet[Body]:
    """Bodies of that day in the order of the reader's alphabet, for a list to choose from."""
    return Body.objects.in_force(on).to_choose().in_order(language())


@dataclass(frozen=True)
class FunctionRecord:
    """One function: who holds it on the day, who did before, who will."""

    function: Function
    present: BodyFunction | None
    others: list[BodyFunction]


def functions(on: date) -> list[FunctionRecord]:
    """Every function that acts name, held or not. One statement."""
    rows = list(BodyFunction.objects.select_related("body").order_by("-starts_on"))
    records = []
    for function in Function:
        held = [row for row in rows if row.function == function]
        present = next((row for row in held if row.is_in_force(on)), None)
        records.append(FunctionRecord(function, present, [row for row in held if row is not present]))
    return records


@dataclass(frozen=True)
class ClassifierState:
    """What stands of the classifier, and how many units with an akim have their office."""

    levels: dict[int, int]
    latest_on: date | None
    units: int
    offices: int

    @property
    def rows(self) -> int:
        return sum(self.levels.values())

    @property
    def lacking(self) -> int:
        """Units whose office is not raised yet."""
        return max(0, self.units - self.offices)


def classifier_state(on: date) -> ClassifierState:
    """Four statements."""
    counted = ClassifierEntry.objects.current().order_by().values_list("level").annotate(Count("pk"))
    with_akim = Territory.objects.with_akim().in_force(on)
    return ClassifierState(
        levels=dict.fromkeys(codes.LEVELS, 0) | dict(counted),
        latest_on=Edition.objects.filter(applied_at__isnull=False).aggregate(latest=Max("edition_on"))["latest"],
        units=with_akim.count(),
        offices=Body.objects.in_force(on).akimats().filter(territory__in=with_akim.values("pk")).count(),
    )


def editions() -> QuerySet[Edition]:
    """Every file that was read here, the latest first, without its rows."""
    return Edition.objects.defer("content", "report").select_related("user").order_by("-pk")


def offices(actor: Actor, *, on: date, text: str = "", region: str = "") -> QuerySet[Body]:
    """Offices below the regions that the actor may correct: all for an administrator. A page is two statements."""
    rows = Body.objects.in_force(on).local().select_related("territory__parent__parent")
    if not actor.is_administrator:
        rows = rows.filter(pk__in=actor.bodies())
    if text:
        rows = rows.matching(text)
    if region:
        rows = rows.filter(territory__kato__startswith=region)
    return rows.order_by("territory__kato", "pk")


def superior(body: Body, on: date) -> Body | None:
    """The akimat right above: of the district over a village, of the region over a district. One statement."""
    if body.territory is None or body.territory.parent_id is None:
        return None
    return Body.objects.in_force(on).akimats().filter(territory=body.territory.parent_id).first()


def changes(body: Body) -> QuerySet[BodyChange]:
    """The history of an office, the latest first. One statement."""
    return body.changes.select_related("predecessor", "user").order_by("-on", "-pk")


def predecessors(body: Body, on: date) -> QuerySet[Body]:
    """Offices that `body` may have succeeded: of akims of the same district or city, past ones too. One statement."""
    assert body.territory is not None
    return (
        Body.objects.filter(kind=BodyKind.AKIMAT, territory__parent=body.territory.parent_id, starts_on__lt=on)
        .exclude(pk=body.pk)
        .in_order(language())
    )


def unit_around(kato: str, on: date) -> Territory | None:
    """The smallest territory around a place of the classifier that has none of its own. Two statements."""
    if not ClassifierEntry.objects.in_force(on).filter(code=kato).exists():
        return None
    above, code = [], codes.direct_parent(kato)
    while code:
        above.append(code)
        code = codes.direct_parent(code)
    around = {row.kato: row for row in Territory.objects.in_force(on).filter(kato__in=above)}
    return next((around[code] for code in above if code in around), None)


class Village(Protocol):
    """Of a row of the classifier what a territory is made of: the row itself, or these columns of it."""

    @property
    def code(self) -> str: ...

    @property
    def starts_on(self) -> date: ...

    @property
    def name_kk(self) -> str: ...

    @property
    def name_ru(self) -> str: ...


#: The columns, for whoever asks for many: a region has a thousand rows, and nearly all of them are no territory.
OF_VILLAGE = ("code", "starts_on", "name_kk", "name_ru")


def locality(entry: Village, parent: Territory) -> Territory:
    """The place of a row as a territory in `parent`, not saved."""
    return Territory(
        kato=entry.code,
        kind=TerritoryKind.LOCALITY,
        parent=parent,
        starts_on=max(parent.starts_on, entry.starts_on),
        **vars(unit_names(TerritoryKind.LOCALITY, entry.name_kk, entry.name_ru)),
    )


def villages(entries: Iterable[Village], standing: Mapping[str, Territory]) -> Iterator[Territory]:
    """Of the rows those that are units by the classifier and no territory of `standing` yet, not saved."""
    for entry in entries:
        if entry.code in standing:
            continue
        parent = standing.get(codes.parent(entry.code, standing))
        if parent is not None and coverage.counts(TerritoryKind.LOCALITY, entry.code, entry.name_ru, parent.kind):
            yield locality(entry, parent)


@dataclass(frozen=True)
class PlaceLine:
    """A place of the classifier: whose akim owes meetings there on the day, and what akimats have said of it."""

    entry: ClassifierEntry
    name: str
    visitor: Territory | None
    corrections: list[UnitCorrection]


def places_below(territory: Territory, on: date) -> QuerySet[ClassifierEntry]:
    """What lies in a unit: of a region its administrations alone, of others every place. A page is two statements."""
    rows = ClassifierEntry.objects.in_force(on).filter(code__startswith=codes.stem(territory.kato), level__gte=2)
    if territory.is_first_rank:
        rows = rows.filter(level=codes.ADMINISTRATION)
    return rows.exclude(code=territory.kato).order_by("code")


def place_lines(entries: Iterable[ClassifierEntry], on: date) -> list[PlaceLine]:
    """Two statements, however many places."""
    shown = list(entries)
    above = {code for entry in shown for code in codes.all_above(entry.code)}
    found = Territory.objects.in_force(on).filter(kato__in={entry.code for entry in shown} | above)
    standing = {row.kato: row for row in found}
    by_pk = {row.pk: row for row in standing.values()}
    said: dict[int, list[UnitCorrection]] = {}
    for row in UnitCorrection.objects.filter(place__in=by_pk).select_related("user", "visitor").order_by("on", "pk"):
        said.setdefault(row.place_id, []).append(row)
    lines = []
    for entry in shown:
        there = standing.get(entry.code)
        around = standing.get(codes.parent(entry.code, standing))
        parent = by_pk.get(there.parent_id or 0) if there else around
        rows = said.get(there.pk, []) if there else []
        kind = there.kind if there else TerritoryKind.LOCALITY.value
        name = there.name_ru if there else entry.name_ru
        spans = coverage.stretches(
            by_rule=parent is not None and coverage.counts(kind, entry.code, name, parent.kind),
            above=parent.pk if parent else None,
            said=[Said(row.on, row.is_unit, row.visitor_id) for row in rows],
            starts_on=there.starts_on if there else entry.starts_on,
            ends_on=there.ends_on if there else entry.ends_on,
        )
        now = next((each.visitor for each in spans if each.holds(on)), None)
        named = {row.visitor_id: row.visitor for row in rows if row.visitor}
        # The classifier has no English.
        called = str(there.name) if there else entry.name_kk if language() == "kk" else entry.name_ru
        lines.append(PlaceLine(entry, called, by_pk.get(now or 0) or named.get(now), rows))
    return lines


#: Places offered to whoever types a name, and the fewest letters of one.
_FOUND, _SHORTEST = 6, 3


@dataclass(frozen=True)
class FoundPlace:
    kato: str
    name: str
    #: What it lies in, the nearest first.
    around: str


def places_called(words: str, on: date) -> list[FoundPlace]:
    """Places of the classifier with a name in which these words begin, the largest first. Two statements at most."""
    folded = fold(words)
    if len(folded) < _SHORTEST:
        return []
    rows = ClassifierEntry.objects.in_force(on).filter(folded__regex=rf"\m{re.escape(folded)}")
    found = list(rows.order_by("level", "code")[:_FOUND])
    codes_above = {code for row in found for code in codes.all_above(row.code)}
    named = {row.code: row for row in ClassifierEntry.objects.in_force(on).filter(code__in=codes_above)}

    def called(row: ClassifierEntry) -> str:
        # The classifier has no English.
        return row.name_kk if language() == "kk" else row.name_ru

    around = {row.code: [named[code] for code in codes.all_above(row.code) if code in named] for row in found}
    return [FoundPlace(row.code, called(row), ", ".join(map(called, around[row.code]))) for row in found]


def visitors(place: Territory, on: date) -> QuerySet[Territory]:
    """Units whose akims may come to the place: those of its district or city, and that itself. One statement."""
    second = next((each for each in place.above if not each.is_first_rank), place)
    kinds = (TerritoryKind.DISTRICT, TerritoryKind.CITY, TerritoryKind.TOWN, TerritoryKind.RURAL_DISTRICT)
    rows = Territory.objects.in_force(on).filter(kato__startswith=codes.stem(second.kato), kind__in=kinds)
    return rows.exclude(pk=place.pk).in_order(language())


# -- people of one's own bodies ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class OpenMatter:
    """Something that goes on when somebody leaves: what, how much of it, and where it is looked at."""

    label: str
    count: int
    path: str = ""


def team(actor: Actor, person: str = "") -> QuerySet[RoleGrant]:
    """Roles in force and to come at the bodies to which the actor may invite. A page is two statements."""
    rows = RoleGrant.objects.not_ended(actor.on).filter(body__in=Body.objects.invited_for(actor))
    rows = rows.matching(person=person).select_related("user", "body", "acting_for__user")
    return rows.order_by("body__slug", "role", "acting_for_id", "pk")


def invitations(actor: Actor) -> QuerySet[Invitation]:
    """Those of the actor's bodies, the latest first. A page is two statements."""
    return Invitation.objects.visible_to(actor).select_related("body", "invited_by").order_by("-sent_at", "-pk")


def bodies_to_invite(actor: Actor) -> QuerySet[Body]:
    """For a list to choose from; an administrator reaches the bodies below the regions by a list of people."""
    rows = Body.objects.invited_for(actor).in_force(actor.on)
    rows = rows.leading() if actor.is_administrator else rows
    return rows.select_related("territory").in_order(language())


def colleagues(body: Body, person: User, on: date) -> QuerySet[User]:
    """Others who have a role at the body on that day."""
    return people(body, on=on).exclude(pk=person.pk).order_by("full_name", "pk")
