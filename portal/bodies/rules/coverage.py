"""Which places are units in which an akim owes meetings, which akim comes there, and between which days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.bodies.rules import codes, units

#: Units whose akims visit the villages that lie in them and have no akim of their own.
VISITING_VILLAGES = ("city", "town", "rural_district")


@dataclass(frozen=True)
class Said:
    """What an akimat has said of a place: from `on` it is a unit or none, and the akim of `visitor` comes there.

    `visitor` is the id of a territory; None leaves the akim of the unit it lies in.
    """

    on: date
    is_unit: bool
    visitor: int | None = None


@dataclass(frozen=True)
class Stretch:
    """Half-open: while the akim of `visitor` owes meetings in the place."""

    visitor: int | None
    starts_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def counts(kind: str, code: str, name_ru: str, kind_above: str | None) -> bool:
    """Whether the classifier makes a unit of the place, as long as nobody has said otherwise.

    A village without an akim counts below a rural district, a town and a city. A few towns have no row of their
    administration: the published number of units leaves them out, and so does this until their akimat says that they
    count.
    """
    if kind == "locality":
        return kind_above in VISITING_VILLAGES and units.settled_as(name_ru) is not None
    return kind != "town" or codes.level(code) == codes.ADMINISTRATION


def stretches(
    *, by_rule: bool, above: int | None, said: Iterable[Said], starts_on: date, ends_on: date | None
) -> Iterator[Stretch]:
    """When the place is a unit and whose, in order; `said` in the order of days and of entry, the later of one day."""
    is_unit, visitor, since = by_rule, above, starts_on
    for word in said:
        if ends_on is not None and word.on >= ends_on:
            break
        until = max(word.on, starts_on)
        if is_unit and since < until:
            yield Stretch(visitor, since, until)
        is_unit, visitor, since = word.is_unit, word.visitor or above, until
    if is_unit:
        yield Stretch(visitor, since, ends_on)
