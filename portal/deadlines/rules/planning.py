"""Who is obliged, what opens, what is written on a day: the plan that the sweep carries out and the rehearsal shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from portal.kernel.periods import Period


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
    VILLAGES = "villages"  # villages and settlements with an akim of their own
    MASLIKHATS = "maslikhats"
    STATE_BODIES = "state_bodies"  # every body of state, whatever it answers to
    NATIONAL_COMPANIES = "national_companies"  # with national holdings
    NATIONAL_UNIVERSITIES = "national_universities"
    APPLICANTS = "applicants"  # people: whom an official receives


@dataclass(frozen=True)
class Addressee:
    """Who is obliged: every body of a group and of those beside it, or whichever body holds a function."""

    group: Group | None = None
    function: str = ""
    beside: tuple[Group, ...] = ()

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
    """A body as planning needs to know it. `exemptions` and `functions` pair an act or a function with its days."""

    id: int
    group: Group | None
    span: Span
    joined_on: date
    exemptions: tuple[tuple[str, Span], ...] = ()
    functions: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True)
class Term:
    """A duty for one period with its day."""

    duty: str
    period: Period
    addressee: Addressee
    exempt_under: str
    due_on: date
    visible_days: int

    @property
    def opens_on(self) -> date:
        return self.due_on - timedelta(days=self.visible_days)


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
    due_on: date
    opened_on: date


def is_obliged(term: Term, body: BodyFacts) -> bool:
    """Whether `body` owes `term`.

    Asked of the due day, so that the answer is the same whenever it is asked: in being on that day, addressed, not
    exempt, and on the portal by then.
    """
    day = term.due_on
    if not body.span.holds(day) or day < body.joined_on:
        return False
    if any(act == term.exempt_under and span.holds(day) for act, span in body.exemptions):
        return False
    addressee = term.addressee
    if addressee.function:
        return any(function == addressee.function and span.holds(day) for function, span in body.functions)
    return body.group is not None and body.group in addressee.groups


def openings(term: Term, bodies: Iterable[BodyFacts], on: date) -> Iterator[Opening]:
    """Obligations of `term` that are to exist by `on`; nothing before the day it becomes visible."""
    if term.opens_on > on:
        return
    for body in bodies:
        if is_obliged(term, body):
            opened_on = max(term.opens_on, body.joined_on, body.span.starts_on)
            # Joined between the opening day and the due day, but after `on`: not yet.
            if opened_on <= on:
                yield Opening(Key(term.duty, body.id, term.period.key), term.due_on, opened_on)


def becomes_late(due_on: date, late_since: date | None, on: date) -> bool:
    """Whether an open obligation is late by `on` and that was not noted yet."""
    return late_since is None and due_on < on
