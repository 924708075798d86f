"""Sums of the record from kept totals: every number with its base, its day and its age.

A sum counts obligations by their states. Its base (`counted`) is what was done and what was not done though its last
day is over; what waits, is not due yet or was released is told beside it and is in no share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Max, Min, Value
from django.db.models import Sum as Added

from portal.bodies.models import Body, Territory
from portal.deadlines.choices import StateKind
from portal.deadlines.models import Total
from portal.deadlines.querysets import ObligationQuerySet
from portal.kit.prepared import prepared
from portal.law import catalogue

#: What a total counts, by the states that are counted there.
STATES: dict[str, tuple[StateKind, ...]] = {
    "in_time": (StateKind.MET,),
    "confirmed": (StateKind.CONFIRMED,),
    "late": (StateKind.MET_LATE,),
    "claimed": (StateKind.CLAIMED,),
    "missing": (StateKind.OVERDUE, StateKind.RETURNED_LATE),
    "returned": (StateKind.RETURNED,),
    "soon": (StateKind.DUE_SOON,),
    "not_due": (StateKind.UPCOMING, StateKind.EXTENDED),
    "waiting": (StateKind.WAITING,),
    "standing": (StateKind.STANDING,),
    "exempt": (StateKind.EXEMPT,),
    "waived": (StateKind.WAIVED,),
    "gone": (StateKind.GONE,),
}
NUMBERS = (*STATES, "days_late")
#: Those that are in the base of a share, and those of them whose days late are added up.
COUNTED = ("in_time", "confirmed", "late", "claimed", "missing")
LATE = ("late", "claimed")
BASE = tuple(kind for name in COUNTED for kind in STATES[name])

Part = Literal["level", "region", "body", "duty", "period", "year"]
_COLUMNS: dict[Part, str] = {
    "level": "level",
    "region": "region_id",
    "body": "body_id",
    "duty": "duty",
    "period": "period_key",
    "year": "year",
}
#: Columns of the query of obligations, as the table of totals calls them.
_KEYS = {
    "body_id": "body_id",
    "place_region": "region_id",
    "place_level": "level",
    "duty": "duty",
    "period_key": "period_key",
    "period_year": "year",
    "is_public": "is_public",
    "is_apart": "is_apart",
}


@dataclass(frozen=True, slots=True)
class Sum:
    """Obligations of one group, counted by state. `days_late` adds up the days of those done late.

    `confirmed` and `claimed` stand apart from `in_time` and `late`, and are counted with them in shares: what is in
    time by its own word alone is late.

    The days are the first and last due day within the base. A part that was not asked for is empty.
    """

    level: str = ""
    region: int | None = None
    body: int | None = None
    duty: str = ""
    period: str = ""
    year: int | None = None
    in_time: int = 0
    confirmed: int = 0
    late: int = 0
    claimed: int = 0
    missing: int = 0
    returned: int = 0
    soon: int = 0
    not_due: int = 0
    waiting: int = 0
    standing: int = 0
    exempt: int = 0
    waived: int = 0
    gone: int = 0
    days_late: int = 0
    first_due_on: date | None = None
    last_due_on: date | None = None

    @property
    def counted(self) -> int:
        """The base of every share."""
        return sum(getattr(self, name) for name in COUNTED)

    @property
    def done_in_time(self) -> int:
        """In time for every share: entered by the last day, or confirmed by another body."""
        return self.in_time + self.confirmed

    @property
    def done_late(self) -> int:
        """Late for every share."""
        return self.late + self.claimed

    @property
    def owed(self) -> int:
        """All of them, in whatever state."""
        return sum(getattr(self, name) for name in STATES)

    def share(self, number: int) -> int:
        """Per cent of the base, rounded."""
        return round(100 * number / self.counted) if self.counted else 0


@dataclass(frozen=True)
class Counted:
    """For which day the totals are counted, and when that was done."""

    on: date
    at: datetime


def counted() -> Counted | None:
    """How old the totals are; nothing before they were counted for the first time. One statement."""
    rows = _age()
    return Counted(*rows[0]) if rows and rows[0][1].timestamp() else None


@prepared
def _age() -> models.QuerySet[Total, Any]:
    return Total.objects.filter(body__isnull=True, year=0, duty="").order_by("pk").values_list("on", "counted_at")[:1]


def edition() -> str:
    """A name of the totals as they stand: another one after each counting. Empty before the first. One statement."""
    row = Total.objects.filter(body__isnull=True, year=0, duty="").values_list("pk", "on", "counted_at").first()
    return "" if row is None else ":".join(map(str, row))


def sums(
    *,
    year: int | None,
    by: Sequence[Part] = (),
    public: bool,
    apart: bool = False,
    level: str = "",
    region: Territory | int | None = None,
    body: Body | int | None = None,
    bodies: models.QuerySet[Body] | Iterable[int] | None = None,
    duty: str = "",
    act: str = "",
    period_key: str = "",
) -> list[Sum]:
    """Totals added up by the parts named, in their order. One statement.

    With `apart` those whose text is not confirmed, and they alone: no share is made of them.
    `year` is of the period, 0 for what is owed at all times, None for all years. `act` is the letter of a regime or
    the key of one act. Without a part there is one sum, or none when nothing was counted.
    """
    of_bodies = "body" in by or body is not None or bodies is not None
    narrowing: dict[str, Any] = {
        "year": year,
        "level": level or None,
        "region": region,
        "body": body,
        "duty": duty or None,
        "period_key": period_key or None,
        "body__in": bodies,
        "duty__in": duties_of(act) if act else None,
    }
    asked = {name: value for name, value in narrowing.items() if value is not None}
    shape: dict[str, Any] = {"public": public, "apart": apart, "of_bodies": of_bodies}
    columns = tuple(_COLUMNS[part] for part in by)
    if asked.keys() & {"body__in", "duty__in"}:
        found: Iterable[Any] = _added.write(*asked.values(), **shape, columns=columns, narrowing=tuple(asked))
    else:
        values = [getattr(value, "pk", value) for value in asked.values()]
        found = _added(*values, **shape, columns=columns, narrowing=tuple(asked))
    return [_sum((*by, *NUMBERS, "first_due_on", "last_due_on"), row) for row in found]


@prepared
def _added(
    *values: Any, public: bool, apart: bool, of_bodies: bool, columns: tuple[str, ...], narrowing: tuple[str, ...]
) -> models.QuerySet[Total, Any]:
    """Sums by the columns; by none of them one row, or none when nothing was counted."""
    rows = Total.objects.exclude(duty="").filter(is_public=public, is_apart=apart, body__isnull=not of_bodies)
    rows = rows.filter(**dict(zip(narrowing, values, strict=True)))
    numbers = {f"sum_{name}": Added(name) for name in NUMBERS}
    days = {"first": Min("first_due_on"), "last": Max("last_due_on")}
    # Grouped by what is the same in all, where one sum is asked for.
    grouped = rows.order_by(*columns).values(*(columns or ("is_public",))).annotate(**numbers, **days)
    return grouped.values_list(*columns, *numbers, *days)


def _sum(names: Sequence[str], values: Sequence[Any]) -> Sum:
    return Sum(**dict(zip(names, values, strict=True)))


def years() -> range:
    """Years of the periods that the public record knows, without a gap. One statement."""
    rows = Total.objects.filter(body__isnull=True, is_public=True, year__gt=0)
    found = rows.aggregate(first=Min("year"), last=Max("year"))
    return range(found["first"], found["last"] + 1) if found["first"] else range(0)


def duties_of(act: str) -> tuple[str, ...]:
    """Keys of the duties of a regime ("B") or of one act or edition ("C2")."""
    found = (duty.key for duty in catalogue.DUTIES if act in (duty.act.key, duty.act.regime))
    return tuple(dict.fromkeys(found))


def added(sums: Iterable[Sum]) -> Sum:
    """One sum over all, of no group."""
    numbers: dict[str, Any] = dict.fromkeys(NUMBERS, 0)
    firsts, lasts = [], []
    for one in sums:
        for name in NUMBERS:
            numbers[name] += getattr(one, name)
        if one.first_due_on is not None and one.last_due_on is not None:
            firsts.append(one.first_due_on)
            lasts.append(one.last_due_on)
    return Sum(**numbers, first_due_on=min(firsts, default=None), last_due_on=max(lasts, default=None))


def tally(rows: ObligationQuerySet) -> tuple[str, tuple[Any, ...]]:
    """The statement that counts `rows` (with place and state) by cell: columns as in the table of totals."""
    inner, params = rows.order_by().values(*_KEYS, "state_kind", "state_days", "due_on").query.sql_with_params()
    keys = ", ".join(f"{column} AS {name}" for column, name in _KEYS.items())
    counts = ", ".join(
        f"count(*) FILTER (WHERE state_kind IN ({_listed(kinds)})) AS {name}" for name, kinds in STATES.items()
    )
    base = f"FILTER (WHERE state_kind IN ({_listed(BASE)}))"
    done_late = _listed(kind for name in LATE for kind in STATES[name])
    late = f"coalesce(sum(state_days) FILTER (WHERE state_kind IN ({done_late})), 0) AS days_late"
    days = f"min(due_on) {base} AS first_due_on, max(due_on) {base} AS last_due_on"
    # Only names of columns and states written in the code are put into the text.
    return (
        f"SELECT {keys}, {counts}, {late}, {days} FROM ({inner}) AS one GROUP BY {', '.join(_KEYS)}",  # noqa: S608
        params,
    )


def _listed(kinds: Iterable[StateKind]) -> str:
    return ", ".join(f"'{kind.value}'" for kind in kinds)


def among(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Func:
    """Whether the values of `columns` are one of `rows`: a condition that finds each by its index."""
    lists = list(zip(*rows, strict=True))
    kinds = [models.BigIntegerField() if isinstance(values[0], int) else models.TextField() for values in lists]
    arrays = [Value(list(values), ArrayField(kind)) for values, kind in zip(lists, kinds, strict=True)]
    wanted = Func(*arrays, template="(SELECT * FROM unnest(%(expressions)s))", output_field=models.TextField())
    row = Func(*map(F, columns), function="ROW", output_field=models.TextField())
    return Func(row, wanted, template="(%(expressions)s)", arg_joiner=" IN ", output_field=models.BooleanField())
