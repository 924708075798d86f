"""Units of an edition of the classifier counted by norm and by how they are called: what `docs/coverage.md` prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portal.bodies.rules import codes, coverage, units
from portal.kernel.folding import fold

#: Visitors and the units of one norm by kinds of units, as the act names them.
_NORMS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("cov-1", ("region",), ("district", "city")),
    ("cov-2", ("republican_city",), ("city_district",)),
    ("cov-3", ("district",), ("village", "settlement", "rural_district", "town")),
    ("cov-4", ("city", "town", "rural_district"), ("city_district", "village", "settlement", "locality")),
)
_OWN = ("village", "settlement", "city_district")
_MARK = re.compile(r"^[а-я]+(?:\s?\.)?")


@dataclass
class Counted:
    """`by_kind`: units of a norm by the kind of visitor and of unit. `hamlets`: places that are none, by their word."""

    by_kind: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    hamlets: Counter[str] = field(default_factory=Counter)
    #: Towns that have no row of their administration.
    bare_towns: list[tuple[str, str]] = field(default_factory=list)

    def units(self, norm: str) -> int:
        return self.by_kind[norm].total()


def counted(names: Mapping[str, str]) -> Counted:
    """Of all rows of an edition, Russian names by code."""
    found = Counted()
    for norm in (*(each for each, _visitors, _units in _NORMS), "cov-5"):
        found.by_kind[norm] = Counter()
    kinds = {code: unit for code, name in names.items() if (unit := units.unit(code, name, names)) is not None}
    for code, name in names.items():
        above = codes.parent(code, kinds)
        kind = kinds.get(code) or ("locality" if codes.level(code) == codes.PLACE else "")
        if not kind or not above:
            continue
        if not coverage.counts(kind, code, name, kinds[above]):
            _note_other(found, code, name, kind, kinds[above])
            continue
        said = kind if kind != "locality" else f"locality, {units.settled_as(name)}"
        for norm in _norms(kind, kinds[above]):
            found.by_kind[norm][kinds[above], said] += 1
        if kind in _OWN:
            found.by_kind["cov-5"]["", kind] += 1
    return found


def _norms(kind: str, above: str) -> Iterator[str]:
    return (norm for norm, visitors, kinds in _NORMS if above in visitors and kind in kinds)


def _note_other(found: Counted, code: str, name: str, kind: str, above: str) -> None:
    if kind == "town":
        found.bare_towns.append((code, name))
    elif above in coverage.VISITING_VILLAGES and units.settled_as(name) is None:
        word = _MARK.match(fold(name))
        mark = word.group() if word else "(no word)"
        # What an administration of a town is of is the town itself.
        if mark != "г.":
            found.hamlets[mark] += 1
