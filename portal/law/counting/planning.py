"""Who is obliged, what opens, what is written on a day: the plan that the sweep carries out and the rehearsal shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from portal.kernel.wording import Lines


class Group(StrEnum):
    """Bodies that an act names together. Those of akims follow the levels of territories."""

    MINISTRIES = "ministries"  # central executive bodies
    REGIONAL_AKIMATS = "regional_akimats"  # regions, cities of republican significance, the capital
    REGIONS = "regions"
    REPUBLICAN_CITIES = "republican_cities"  # with the capital
    DISTRICTS = "districts"
    REGIONAL_CITIES = "regional_cities"  # cities of regional significance
    CITY_DISTRICTS = "city_districts"
    DISTRICT_CITIES = "district_cities"  # cities of district significance
    RURAL_DISTRICTS = "rural_districts"
    VILLAGES = "villages"  # villages and settlements; bodies of them have an akim of their own
    MASLIKHATS = "maslikhats"
    STATE_BODIES = "state_bodies"  # every body of state, whatever it answers to
    NATIONAL_COMPANIES = "national_companies"  # with national holdings
    NATIONAL_UNIVERSITIES = "national_universities"
    APPLICANTS = "applicants"  # people: whom an official receives


@dataclass(frozen=True)
class Addressee:
    """Who is obliged: every body of a group and of those beside it, or whichever body holds a function.

    `but_for`: functions whose holders are left out by the text itself, or would owe it to themselves.
    """

    group: Group | None = None
    function: str = ""
    beside: tuple[Group, ...] = ()
    but_for: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        return (() if self.group is None else (self.group,)) + self.beside


@dataclass(frozen=True)
class Span:
    """Half-open range of days; an empty end is open."""

    starts_on: date
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class BodyFacts:
    """A body as planning needs to know it. `exemptions` and `functions` pair an act or a function with its days.

    A body belongs to every group whose name fits it. `place` is the id of its territory.
    """

    id: int
    groups: frozenset[Group]
    span: Span
    joined_on: date
    exemptions: tuple[tuple[str, Span], ...] = ()
    functions: tuple[tuple[str, Span], ...] = ()
    place: int | None = None


@dataclass(frozen=True)
class Unit:
    """A unit of territory in which meetings are counted."""

    kato: str
    group: Group
    span: Span
    name: Lines

    @property
    def subject(self) -> str:
        return f"territory:{self.kato}"


@dataclass(frozen=True)
class Units:
    """Units by the id of the territory whose akim comes there; those with an akim of their own by their own id.

    `inside`: villages without an akim, by the territory right above the one whose akim comes there.
    """

    below: Mapping[int, tuple[Unit, ...]] = field(default_factory=dict)
    own: Mapping[int, tuple[Unit, ...]] = field(default_factory=dict)
    inside: Mapping[int, tuple[Unit, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Norm:
    """Owed apart for each unit of these groups: of those below, or for the body's own one.

    `is_wide`: for the villages inside those below, too.
    """

    groups: tuple[Group, ...]
    is_own: bool
    is_wide: bool = False


@dataclass(frozen=True)
class Term:
    """A duty for one period, with its day if it has one.

    `asked_on` is the day of which it is asked who is obliged; `opens_on` the first day the duty is visible. What is
    `counted_in` other duties nobody owes beside them.
    """

    duty: str
    period_key: str
    addressee: Addressee
    exempt_under: str
    due_on: date | None
    opens_on: date
    asked_on: date
    norm: Norm | None = None
    counted_in: tuple[str, ...] = ()


class Key(NamedTuple):
    """What makes an obligation the one it is."""

    duty: str
    body_id: int
    period_key: str
    subject: str = ""


@dataclass(frozen=True)
class Opening:
    """An obligation that is to exist. `opened_on` does not depend on the day of the sweep that finds it missing."""

    key: Key
    due_on: date | None
    opened_on: date
    about: Lines | None = None


def is_obliged(term: Term, body: BodyFacts) -> bool:
    """Whether `body` owes `term`.

    Asked of one day, the due day where there is one, so that the answer is the same whenever it is asked: in being on
    that day, addressed, not exempt, and on the portal by then.
    """
    if term.counted_in:
        return False
    day = term.asked_on
    addressee = term.addressee
    # First, because it leaves out most bodies.
    if not addressee.function and body.groups.isdisjoint(addressee.groups):
        return False
    if not body.span.holds(day) or day < body.joined_on:
        return False
    if any(act == term.exempt_under and span.holds(day) for act, span in body.exemptions):
        return False
    held = {function for function, span in body.functions if span.holds(day)}
    if addressee.function:
        return addressee.function in held
    return held.isdisjoint(addressee.but_for)


def openings(term: Term, bodies: Iterable[BodyFacts], on: date, units: Units | None = None) -> Iterator[Opening]:
    """Obligations of `term` that are to exist by `on`; nothing before the day it becomes visible."""
    if term.opens_on > on:
        return
    for body in bodies:
        if is_obliged(term, body):
            opened_on = max(term.opens_on, body.joined_on, body.span.starts_on)
            # Joined between the opening day and the due day, but after `on`: not yet.
            if opened_on <= on:
                for subject, about in _subjects(term, body, units):
                    yield Opening(Key(term.duty, body.id, term.period_key, subject), term.due_on, opened_on, about)


def _subjects(term: Term, body: BodyFacts, units: Units | None) -> Iterator[tuple[str, Lines | None]]:
    """What the duty is owed about: nothing apart, or each unit in being on the day asked of."""
    if term.norm is None:
        yield "", None
        return
    if units is None or body.place is None:
        return
    for unit in units_of(term.norm, body.place, units, term.asked_on):
        yield unit.subject, unit.name


def units_of(norm: Norm, place: int, units: Units, on: date) -> Iterator[Unit]:
    """Units in which the akim of `place` owes meetings by the norm on that day."""
    if norm.is_own:
        found = units.own.get(place, ())
    else:
        found = units.below.get(place, ())
        if norm.is_wide:
            found = (*found, *units.inside.get(place, ()))
    for unit in found:
        if unit.group in norm.groups and unit.span.holds(on):
            yield unit


def becomes_late(due_on: date, late_since: date | None, on: date) -> bool:
    """Whether an open obligation is late by `on` and that was not noted yet."""
    return late_since is None and due_on < on
