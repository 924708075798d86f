"""The record as it stood on a past day: told by what had been entered by then, counted row by row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from portal.deadlines.models import Obligation
from portal.deadlines.queries.record.totals import BASE, LATE, STATES, Part, Sum
from portal.deadlines.querysets import EXPECTED, OPEN, ObligationQuerySet
from portal.law.counting.states import Facts, State, kinds_shown, state

#: Rows taken from the database at once.
_CHUNK = 2000
_PLACES: dict[Part, int] = {"level": 0, "region": 1, "body": 2, "duty": 3, "period": 4, "year": 5}
_KEYS = ("place_level", "place_region", "body_id", "duty", "period_key", "period_year")
#: In the order of `Facts`.
_FACTS = (
    *("then_due_on", "computed_due_on", "then_met_on", "then_known_on", "then_late_since", "then_released_as"),
    *("then_confirmed", "then_returned", "then_waits"),
)
#: The rank of what is over: latest first.
_OVER = 2
_NAMES: dict[str, str] = {kind: name for name, kinds in STATES.items() for kind in kinds}


def sums_as_of(rows: ObligationQuerySet, on: date, by: Sequence[Part] = ()) -> list[Sum]:
    """What `totals.sums` would have given on `on` for these obligations. One statement, over each of them.

    Callers bound `rows` by a year, a period or a body.
    """
    counts: defaultdict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    days: defaultdict[tuple[object, ...], list[date]] = defaultdict(list)
    known = rows.as_of(on).with_place().order_by().values_list(*_KEYS, *_FACTS)
    for values in known.iterator(chunk_size=_CHUNK):
        key = tuple(values[_PLACES[part]] for part in by)
        found = state(Facts(*values[len(_KEYS) :]), on)
        _count(counts[key], found)
        due_on = values[len(_KEYS)]
        if due_on is not None and found.kind in BASE:
            days[key] = [min([due_on, *days[key]]), max([due_on, *days[key]])]
    return [
        Sum(
            **dict(zip(by, key, strict=True)),  # type: ignore[arg-type]
            **numbers,  # type: ignore[arg-type]
            first_due_on=days[key][0] if key in days else None,
            last_due_on=days[key][-1] if key in days else None,
        )
        for key, numbers in sorted(counts.items(), key=lambda item: [str(part) for part in item[0]])
    ]


class PastRows(Sequence[Obligation]):
    """Obligations as they stood on a past day, what pressed then first. One statement, and one for each page taken.

    Their states are derived here and not in the database, which would ask the history of every row many times over.
    """

    def __init__(self, rows: ObligationQuerySet, on: date, kind: str = "") -> None:
        self._rows, self._on = rows.as_of(on).select_related("body__territory", "confirmed_for"), on
        self._keys = [pk for *_place, pk in sorted(self._places(kind))]

    def _places(self, kind: str) -> Iterator[tuple[int, int, str, str, int]]:
        facts = self._rows.order_by().values_list("pk", "duty", "body__slug", *_FACTS)
        for pk, duty, slug, *values in facts.iterator(chunk_size=_CHUNK):
            found = state(Facts(*values), self._on).kind
            if kind and found not in kinds_shown(kind):
                continue
            day = (values[0] or date.max).toordinal()
            rank = 0 if found in EXPECTED else 1 if values[0] is None and found in OPEN else 2
            yield rank, -day if rank == _OVER else day, duty, slug, pk

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        wanted = self._keys[place]
        rows = self._rows.in_bulk(wanted)
        return [rows[pk] for pk in wanted]

    def __iter__(self) -> Iterator[Obligation]:
        for first in range(0, len(self), _CHUNK):
            yield from self[first : first + _CHUNK]


def _count(counts: Counter[str], found: State) -> None:
    name = _NAMES[found.kind]
    counts[name] += 1
    if name in LATE:
        counts["days_late"] += found.days or 0
