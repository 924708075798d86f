"""How many issues each choice beside a list would find: from kept totals, or of so many rows and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final

from issues.choices import Grain
from issues.models import IssueTopic, IssueTotal
from issues.queries.listing import MOST, IssueFilter, around
from issues.queries.together import Cell, Parts, Together, together
from issues.querysets import LATE, STATE_SETS, IssueQuerySet
from portal.bodies.models import Body, Territory
from portal.kernel.wording import LANGUAGES
from portal.kit.translated import in_language

#: Bodies offered beside a list: those with most of it.
BODIES: Final = 12
_REMEMBERED = 128


@dataclass(frozen=True)
class Child:
    """A place right inside another one."""

    pk: int
    kato: str
    name: str


@dataclass(frozen=True)
class BodyNumber:
    """How many a body answers for."""

    slug: str
    name: str
    number: int


@dataclass
class Counted:
    """Numbers by what a choice is called in the address: each is what the list would hold if that were chosen instead.

    `total` is of the list itself. None is more than `MOST`; a mapping that is None was not counted for the same reason.
    """

    total: int | None = None
    states: Mapping[str, int | None] | None = None
    #: By key of the topic; of a root with all its branches.
    topics: Mapping[int, int] | None = None
    years: Mapping[int, int] | None = None
    #: By key of a place right inside the one asked for.
    places: Mapping[int, int] | None = None
    #: Those with most, the greatest first.
    bodies: list[BodyNumber] | None = None
    #: Of the list, in its order, where rows were counted and not totals.
    keys: list[int] | None = None


@dataclass(frozen=True)
class Ground:
    """What numbers are counted over: the places inside the one asked for, and the tree of topics."""

    children: Mapping[int, Child] = field(default_factory=dict)
    #: Key of each place below -> of the child it lies in.
    child_of: Mapping[int, int] = field(default_factory=dict)
    topics: tuple[IssueTopic, ...] = ()

    def branches(self, topic: IssueTopic | None) -> frozenset[int] | None:
        if topic is None:
            return None
        return frozenset(each.pk for each in self.topics if topic.pk in (each.pk, each.parent_id))


@lru_cache(_REMEMBERED)
def ground(_names: str, place: int | None, on: date, language: str) -> Ground:
    """`_names` is the version of all names, of topics too. Two statements."""
    rows = Territory.objects.in_force(on)
    rows = rows.regions() if place is None else rows.lying_in(place).exclude(pk=place)
    found = list(rows.in_order(language).select_related("parent__parent"))
    children = {row.pk: Child(row.pk, row.kato, row.name) for row in found if row.parent_id == place}
    topics = tuple(IssueTopic.objects.select_related("parent").order_by("position", "pk"))
    return Ground(children, {row.pk: _child_of(row, place) for row in found}, topics)


def _child_of(row: Territory, place: int | None) -> int:
    while row.parent_id != place and row.parent is not None:
        row = row.parent
    return row.pk


def counted(asked: IssueFilter, on: date, over: Ground) -> Counted:
    """Of a place four statements over totals. With a body or words one over rows, `MOST` of them at most; where there
    are more and a part narrows them, another one that counts the list itself.
    """
    parts = Parts(over.branches(asked.topic), asked.year, asked.state)
    if not asked.q and asked.body is None:
        return _from_totals(asked, on, parts, over)
    found = around(asked)
    rows = _rows(found, asked, on, parts)
    if rows is not None:
        return _from_rows(rows, parts, over)
    return Counted(_at_most(found.filter(parts.condition(on)))) if parts.is_narrowing else Counted()


def _rows(found: IssueQuerySet, asked: IssueFilter, on: date, parts: Parts) -> Together | None:
    place = "region" if asked.place is None else "territory"
    return together(found, parts, on, order=asked.order, place=place, most=MOST)


def _from_rows(rows: Together, parts: Parts, over: Ground) -> Counted:
    return Counted(
        total=sum(cell.number for cell in parts.match(rows.cells)),
        states=_by_state(parts.match(rows.cells, "state")),
        topics=_by_topic(parts.match(rows.cells, "topic"), over),
        years=_summed((cell.year, cell.number) for cell in parts.match(rows.cells, "year")),
        places=_by_child(rows.places.items(), over),
        bodies=_greatest(rows.bodies),
        keys=rows.keys,
    )


def _from_totals(asked: IssueFilter, on: date, parts: Parts, over: Ground) -> Counted:
    alike = ("state", "is_disputed", "topic", "year")
    totals = IssueTotal.objects.in_place(asked.place).by(Grain.TOPIC).summed_by(*alike)
    cells = [Cell(*row) for row in totals.values_list(*alike, "number_of")]
    late = around(asked).late(on)
    states: dict[str, int | None] = {**_by_state(parts.match(cells, "state"))}
    if asked.state == LATE:
        # Counted by an index alone, before rows are read that are too many.
        rows = None if _at_most(late) is None else _rows(late, asked, on, parts)
        if rows is None:
            is_narrowed = parts.topics is not None or parts.year is not None
            states[LATE] = _at_most(late.filter(parts.condition(on))) if is_narrowed else None
            return Counted(total=states[LATE], states=states)
        states[LATE] = sum(cell.number for cell in parts.match(rows.cells, "state"))
        return Counted(**{**vars(_from_rows(rows, parts, over)), "states": states})
    states[LATE] = _at_most(late.filter(replace(parts, state=LATE).condition(on)))
    shown = parts.match(cells)
    return Counted(
        total=sum(cell.number for cell in shown),
        states=states,
        topics=_by_topic(parts.match(cells, "topic"), over),
        years=_summed((cell.year, cell.number) for cell in parts.match(cells, "year")),
        places=_places(asked, parts, over),
        bodies=_bodies(asked, on, parts),
    )


def _places(asked: IssueFilter, parts: Parts, over: Ground) -> Mapping[int, int]:
    """Of each place inside, from its own totals. One statement, none where nothing lies inside."""
    if not over.children:
        return {}
    rows = IssueTotal.objects.filter(place__in=list(over.child_of)).shown_as(asked.state)
    rows = rows.by(Grain.ALONE) if parts.topics is None else rows.by(Grain.TOPIC).filter(topic__in=parts.topics)
    if parts.year is not None:
        rows = rows.filter(year=parts.year)
    return _by_child(rows.summed_by("place").values_list("place", "number_of"), over)


def _bodies(asked: IssueFilter, on: date, parts: Parts) -> list[BodyNumber] | None:
    """Of those with most. One statement; with a topic as well over rows, for no total knows both."""
    if parts.topics is not None:
        rows_here = _rows(around(asked).filter(parts.condition(on)), asked, on, parts)
        return None if rows_here is None else _greatest(rows_here.bodies)
    rows = IssueTotal.objects.in_place(asked.place).by(Grain.BODY).shown_as(asked.state)
    if parts.year is not None:
        rows = rows.filter(year=parts.year)
    names = ("holder__slug", *(f"holder__plain_{language}" for language in LANGUAGES))
    most = rows.summed_by("holder", *names).order_by("-number_of", "holder")
    found = most.values_list(*names, "number_of")[:BODIES]
    return [BodyNumber(slug, _name(*plain), number) for slug, *plain, number in found]


def _name(*plain: str) -> str:
    columns = {f"plain_{language}": text for language, text in zip(LANGUAGES, plain, strict=True)}
    return in_language(SimpleNamespace(**columns), "plain")


def _at_most(found: Any) -> int | None:
    """How many there are, counted to `MOST`; None when there are more."""
    number = found.order_by()[: MOST + 1].count()
    return None if number > MOST else int(number)


def _by_state(cells: Iterable[Cell]) -> dict[str, int]:
    # Topics and years do not matter here: of a thousand cells forty are left.
    summed: Counter[Cell] = Counter()
    for cell in cells:
        summed[cell._replace(topic=0, year=0, number=0)] += cell.number
    numbers = {word: sum(number for cell, number in summed.items() if cell.is_shown_as(word)) for word in STATE_SETS}
    return {"": summed.total(), **numbers}


def _by_topic(cells: Iterable[Cell], over: Ground) -> Mapping[int, int]:
    own = _summed((cell.topic, cell.number) for cell in cells)
    numbers = Counter(own)
    for topic in over.topics:
        if topic.parent_id is not None:
            numbers[topic.parent_id] += own.get(topic.pk, 0)
    return numbers


def _by_child(numbers: Iterable[tuple[int, int]], over: Ground) -> Mapping[int, int]:
    return _summed((over.child_of[place], number) for place, number in numbers if place in over.child_of)


def _summed(numbers: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: Counter[int] = Counter()
    for key, number in numbers:
        found[key] += number
    return dict(found)


def _greatest(numbers: Mapping[int, int]) -> list[BodyNumber]:
    """One statement, for their names."""
    most = sorted(((pk, number) for pk, number in numbers.items() if number), key=lambda item: (-item[1], item[0]))
    bodies = Body.objects.in_bulk([pk for pk, _number in most[:BODIES]])
    return [BodyNumber(bodies[pk].slug, bodies[pk].plain, number) for pk, number in most[:BODIES]]
