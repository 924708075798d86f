"""Territories below the authored ones follow the classifier; places without an akim become one when they are needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from portal.bodies.choices import LOWEST_RANK, TerritoryKind
from portal.bodies.facts.territories import places as place_facts
from portal.bodies.models import ClassifierEntry, Territory
from portal.bodies.queries import locality
from portal.bodies.rules import codes, units
from portal.bodies.rules.comparison import Comparison, Row
from portal.bodies.rules.naming import UnitNames, unit_names

_NAMES = (
    "name_kk", "name_ru", "name_en", "short_kk", "short_ru", "short_en", "genitive_kk", "genitive_ru",
)  # fmt: skip


@dataclass
class Followed:
    """What became of territories. `authored` are codes whose words or end a person settles in the facts."""

    counts: dict[str, int] = field(default_factory=lambda: {"added": 0, "renamed": 0, "ended": 0, "unplaced": 0})
    authored: list[str] = field(default_factory=list)


def follow(
    rows: Mapping[str, Row], compared: Comparison, *, edition_on: date, first_regions: Collection[str]
) -> Followed:
    """Make, rename and end territories as the edition says. Authored places are left alone and named.

    A unit of the first edition of its region is as old as what it lies in; a later one begins with its edition.
    Called by the services of the classifier inside their transaction and under their lock.
    """
    followed = Followed()
    authored = {place.kato for place in place_facts()}
    standing = {row.kato: row for row in Territory.objects.filter(ends_on__isnull=True)}
    _end(followed, compared, standing, authored, edition_on)
    _rename(followed, rows, compared, standing, authored)
    _add(followed, rows, standing, edition_on, first_regions)
    _rehang(standing)
    return followed


def territory_of(entry: ClassifierEntry) -> Territory:
    """The territory of a row of the classifier, made now if it is a place that nobody needed before.

    Raises Territory.DoesNotExist when nothing above it is known.
    """
    with transaction.atomic():
        found = Territory.objects.filter(kato=entry.code, ends_on__isnull=True).first()
        if found is not None:
            return found
        above = entry.parent_code
        parent = None
        while above and parent is None:
            parent = Territory.objects.select_for_update().filter(kato=above, ends_on__isnull=True).first()
            above = codes.direct_parent(above)
        if parent is None:
            raise Territory.DoesNotExist
        # Made meanwhile by another, who held the same lock.
        there = Territory.objects.filter(kato=entry.code, ends_on__isnull=True).first()
        if there is not None:
            return there
        territory = locality(entry, parent)
        territory.save()
        return territory


def names_of(territory: Territory, kind: str) -> UnitNames | None:
    """What the place is called as a unit of `kind`, from the rows that stand; None without a row. Two statements."""
    entry = ClassifierEntry.objects.current().filter(code=territory.kato).first()
    if entry is None:
        return None
    below = ClassifierEntry.objects.current().filter(parent_code=entry.code, level=3).order_by("code")
    seat = next(((row.name_kk, row.name_ru) for row in below if units.is_seat(kind, row.name_ru)), None)
    return unit_names(kind, entry.name_kk, entry.name_ru, seat)


def _end(
    followed: Followed,
    compared: Comparison,
    standing: dict[str, Territory],
    authored: Collection[str],
    edition_on: date,
) -> None:
    """What left the classifier, and what gave its code to another place."""
    gone = [row.code for row in compared.closed] + [change.after.code for change in compared.reused]
    ended = []
    for code in gone:
        territory = standing.get(code)
        if territory is None:
            continue
        if code in authored:
            followed.authored.append(code)
            continue
        # A row of the same edition that is taken back was a place for a day: an empty range is none.
        territory.ends_on = max(edition_on, territory.starts_on + timedelta(days=1))
        ended.append(standing.pop(code))
    Territory.objects.bulk_update(ended, ["ends_on"], batch_size=500)
    followed.counts["ended"] = len(ended)


def _rename(
    followed: Followed,
    rows: Mapping[str, Row],
    compared: Comparison,
    standing: Mapping[str, Territory],
    authored: Collection[str],
) -> None:
    """New words of a row, or of the place in which its administration sits."""
    concerned = {change.after.code for change in compared.renamed}
    concerned |= {codes.direct_parent(code) for code in concerned if codes.level(code) == 3}
    seats = _seats(rows)
    renamed = []
    for code in sorted(concerned & standing.keys() & rows.keys()):
        if code in authored:
            followed.authored.append(code)
            continue
        territory = standing[code]
        names = _names(territory.kind, rows[code], seats.get(code, []))
        if any(getattr(territory, name) != getattr(names, name) for name in _NAMES):
            for name in _NAMES:
                setattr(territory, name, getattr(names, name))
            renamed.append(territory)
    Territory.objects.bulk_update(renamed, list(_NAMES), batch_size=500)
    followed.counts["renamed"] = len(renamed)


def _add(
    followed: Followed,
    rows: Mapping[str, Row],
    standing: dict[str, Territory],
    edition_on: date,
    first_regions: Collection[str],
) -> None:
    """Units that have no territory yet, from above to below."""
    seats = _seats(rows)
    wanted = [
        (row, unit)
        for code, row in rows.items()
        if code not in standing and (unit := units.unit(code, row.name_ru, rows)) is not None
    ]
    for level in codes.LEVELS:
        made = []
        for row, unit in wanted:
            if codes.level(row.code) != level:
                continue
            parent = _above(row.code, standing)
            if parent is None:
                # A region that is not authored yet, or what lies in it.
                followed.counts["unplaced"] += 1
                continue
            begins = parent.starts_on if codes.region(row.code) in first_regions else edition_on
            names = _names(unit, row, seats.get(row.code, []))
            made.append(Territory(kato=row.code, kind=unit, parent=parent, starts_on=begins, **vars(names)))
        for territory in Territory.objects.bulk_create(made, batch_size=500):
            standing[territory.kato] = territory
        followed.counts["added"] += len(made)


def _rehang(standing: Mapping[str, Territory]) -> None:
    """What lay in a place that ended lies in what now stands above its code."""
    hanging = [row for row in standing.values() if row.parent_id is not None]
    standing_ids = {row.pk for row in standing.values()}
    moved = []
    for territory in hanging:
        above = None if territory.parent_id in standing_ids else _above(territory.kato, standing)
        if above is not None:
            territory.parent = above
            moved.append(territory)
    Territory.objects.bulk_update(moved, ["parent"], batch_size=500)


def _above(code: str, standing: Mapping[str, Territory]) -> Territory | None:
    above = codes.parent(code, standing)
    return standing[above] if above else None


def _seats(rows: Mapping[str, Row]) -> dict[str, list[Row]]:
    """Places by the row they stand under, the first of them first."""
    below: dict[str, list[Row]] = {}
    for code, row in rows.items():
        if codes.level(code) == 3:
            below.setdefault(codes.direct_parent(code), []).append(row)
    return below


def _names(kind: str, row: Row, below: list[Row]) -> UnitNames:
    seat = None
    if codes.level(row.code) == 2 and kind in (*LOWEST_RANK, TerritoryKind.CITY_DISTRICT):
        seat = next(((place.name_kk, place.name_ru) for place in below if units.is_seat(kind, place.name_ru)), None)
    return unit_names(kind, row.name_kk, row.name_ru, seat)
