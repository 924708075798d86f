"""Issues that are alike in all that lists count by, put together by the database: so many of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, F, Q, Value, When

from issues.queries.listing import FOLLOWERS, NEWS, TERM
from issues.querysets import DISPUTED, LATE, STATE_SETS, IssueQuerySet, is_shown_as


class Cell(NamedTuple):
    """So many issues alike, a thousand cells a page. Whether they are late is known of rows alone."""

    state: str
    is_disputed: bool
    topic: int
    year: int
    number: int
    is_late: bool = False

    def is_shown_as(self, state: str) -> bool:
        if not state:
            return True
        if state in (LATE, DISPUTED):
            return self.is_late if state == LATE else self.is_disputed
        return self.state in STATE_SETS[state]


@dataclass(frozen=True)
class Parts:
    """Topic with its branches, year and state that are asked for."""

    topics: frozenset[int] | None
    year: int | None
    state: str

    @property
    def is_narrowing(self) -> bool:
        return self.topics is not None or self.year is not None or bool(self.state)

    def condition(self, on: date) -> Q:
        """All parts, of rows."""
        found = is_shown_as(self.state, on)
        if self.topics is not None:
            found &= Q(topic__in=self.topics)
        return found if self.year is None else found & Q(year=self.year)

    def match(self, cells: Iterable[Cell], *but: str) -> list[Cell]:
        """Those under all parts but some."""
        return [
            cell
            for cell in cells
            if ("topic" in but or self.topics is None or cell.topic in self.topics)
            and ("year" in but or self.year is None or cell.year == self.year)
            and ("state" in but or cell.is_shown_as(self.state))
        ]


@dataclass(frozen=True)
class Together:
    """Rows that are alike, together; `bodies`, `places` and `keys`, in their order, are of those under all parts."""

    cells: list[Cell]
    bodies: Mapping[int, int]
    places: Mapping[int, int]
    keys: list[int]


#: By state, topic and year; by body; by place; the first line is of all. The words are looked for once: for a beginning
#: that a quarter of all have this takes longer than all the rest.
_BY_EACH = """
SELECT * FROM (
    WITH found AS MATERIALIZED ({rows})
    SELECT own_state, own_topic, own_year, is_told_disputed, is_told_late, own_body, own_place, count(*),
        count(*) FILTER (WHERE is_shown), grouping(own_state, own_body, own_place) AS level,
        CASE WHEN grouping(own_state, own_body, own_place) = 7 THEN (
            SELECT array_agg(own_id ORDER BY {order}) FROM found WHERE is_shown
        ) END
    FROM found
    GROUP BY GROUPING SETS (
        (), (own_state, own_topic, own_year, is_told_disputed, is_told_late), (own_body), (own_place)
    )
) AS told ORDER BY level DESC
"""
_ORDERS = {
    NEWS: "own_news DESC, own_id DESC",
    TERM: "own_due ASC NULLS LAST, own_id",
    FOLLOWERS: "own_followers DESC, own_news DESC, own_id DESC",
}


def together(found: IssueQuerySet, parts: Parts, on: date, *, order: str, place: str, most: int) -> Together | None:
    """`place` is the column by which places are told apart. None when there are more than `most`.

    One statement: put together here, ten thousand rows take ten times as long.
    """
    names = {"own_body": "holder", "own_place": place, "own_news": "last_news_on", "own_due": "due_on"}
    names |= {f"own_{name}": name for name in ("id", "state", "topic", "year", "followers")}
    facts = {
        **{name: F(column) for name, column in names.items()},
        "is_told_disputed": _flag(is_shown_as(DISPUTED, on)),
        "is_told_late": _flag(is_shown_as(LATE, on)),
        "is_shown": _flag(parts.condition(on)),
    }
    # Columns come in any order: they are told by their names.
    rows = found.order_by().annotate(**facts).values_list(*facts)
    try:
        sql, params = rows[: most + 1].query.sql_with_params()
    except EmptyResultSet:
        return Together([], {}, {}, [])
    cells: list[Cell] = []
    bodies: dict[int, int] = {}
    places: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_BY_EACH.format(rows=sql, order=_ORDERS[order]), params)
        *_nothing, number_of_all, _shown, _level, keys = cursor.fetchone()
        if number_of_all > most:
            return None
        for state, topic, year, is_disputed, is_late, body, inside, number, shown, _level, _keys in cursor:
            if state is not None:
                cells.append(Cell(state, is_disputed, topic, year, number, is_late))
            elif body is not None:
                bodies[body] = shown
            else:
                places[inside] = shown
    return Together(cells, bodies, places, keys or [])


def _flag(condition: Q) -> models.Expression:
    if not condition:
        return Value(value=True)
    return Case(When(condition, then=Value(value=True)), default=Value(value=False))
