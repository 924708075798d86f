"""The tables of `docs/coverage.md`, printed from an edition of the classifier and the law."""

from __future__ import annotations

from collections.abc import Mapping

from portal.calendars.rules.counted import Counted, counted
from portal.kernel.periods import Period
from portal.law import registry

_EDITIONS = ("C1", "C2")
#: Any year: its parts are as many in all.
_ANY_YEAR = Period.year(2027)
_KINDS = {
    "region": "region",
    "republican_city": "city of republican significance, capital",
    "district": "district",
    "city": "city of regional significance",
    "city_district": "city district",
    "town": "city of district significance",
    "rural_district": "rural district",
    "settlement": "settlement with its own akim",
    "village": "village with its own akim",
    "locality, village": "village (с.) without an akim",
    "locality, settlement": "settlement (п.) without an akim",
    "": "own unit",
}
#: Hamlets are named by so many words; rarer ones are summed.
_NAMED = 12


def coverage_tables(names: Mapping[str, str]) -> str:
    """As Markdown; `names` are Russian names of an edition by code."""
    found = counted(names)
    return "\n".join([*_totals(found), *_by_kind(found), *_hamlets(found), *_towns(found)]) + "\n"


def often(norm: str, edition: str) -> int:
    """How many meetings a year the norm asks for in each unit."""
    duty = registry.version(norm, edition)
    assert duty.coverage is not None
    return duty.coverage.meetings * len(_ANY_YEAR.parts(duty.period_kind))


def _totals(found: Counted) -> list[str]:
    lines = [
        "### Meetings of a year",
        "",
        "| norm | units | first edition, C1 | in force, C2 |",
        "|---|---:|---:|---:|",
    ]
    for norm in found.by_kind:
        first, now = (found.units(norm) * often(norm, edition) for edition in _EDITIONS)
        lines.append(f"| {norm} | {found.units(norm):,} | {first:,} | {now:,} |")
    return [*lines, ""]


def _by_kind(found: Counted) -> list[str]:
    lines = ["### Units", "", "| norm | akim of | in each | units |", "|---|---|---|---:|"]
    for norm, kinds in found.by_kind.items():
        for (visitor, unit), number in sorted(kinds.items()):
            who, where = (_KINDS[unit], _KINDS[""]) if not visitor else (_KINDS[visitor], _KINDS[unit])
            lines.append(f"| {norm} | {who} | {where} | {number:,} |")
    return [*lines, ""]


def _hamlets(found: Counted) -> list[str]:
    lines = ["### Hamlets: no units until an akimat says so", "", "| word | places |", "|---|---:|"]
    lines += [f"| {word} | {number:,} |" for word, number in found.hamlets.most_common(_NAMED)]
    rare = found.hamlets.most_common()[_NAMED:]
    return [*lines, f"| {len(rare)} rarer words | {sum(number for _word, number in rare):,} |", ""]


def _towns(found: Counted) -> list[str]:
    lines = ["### Towns without a row of their administration", "", "| code | town |", "|---|---|"]
    return [*lines, *(f"| {code} | {name} |" for code, name in found.bare_towns)]
