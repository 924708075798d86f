"""The public record: who owed what by when and did it; with its numbers, their base and their definition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from portal.bodies.models import Body, Territory
from portal.deadlines.choices import StateKind
from portal.deadlines.models import Obligation
from portal.deadlines.queries.wording import Tag, action, tag
from portal.deadlines.querysets import ObligationQuerySet

#: Rows of a record inside another page; the rest is on the page of the record.
SHOWN = 8


@dataclass(frozen=True)
class Asked:
    """What a reader asked for. An empty part asks for everything."""

    body: Body | None = None
    duty: str = ""
    period_key: str = ""
    state: str = ""
    region: Territory | None = None

    @property
    def is_everything(self) -> bool:
        return self == Asked()


@dataclass(frozen=True)
class Figures:
    """Counts over duties whose day is over on `until`; `total` is the base of every share."""

    total: int
    in_time: int
    late: int
    missing: int
    since: date | None
    until: date

    def share(self, count: int) -> int:
        """Per cent of the base, rounded."""
        return round(100 * count / self.total) if self.total else 0

    @property
    def in_time_share(self) -> int:
        return self.share(self.in_time)

    @property
    def late_share(self) -> int:
        return self.share(self.late)

    @property
    def missing_share(self) -> int:
        return self.share(self.missing)


@dataclass(frozen=True)
class BoardRow:
    obligation: Obligation
    action: str
    tag: Tag


@dataclass(frozen=True)
class Record:
    """The record of one body or place, for a page about it."""

    figures: Figures
    rows: list[BoardRow]
    has_more: bool


def chosen(asked: Asked, on: date) -> ObligationQuerySet:
    """Public obligations asked for, what was due last first."""
    found = _without_state(asked)
    if asked.state:
        found = found.in_state(asked.state, on)
    return found.select_related("body").latest_due_first()


def figures(asked: Asked, on: date) -> Figures:
    """Numbers over what is asked for, in whatever state. One statement."""
    return _figures(_without_state(asked), on)


def board_rows(rows: Iterable[Obligation], on: date) -> list[BoardRow]:
    """Rows in words; no statement."""
    return [BoardRow(row, action(row), tag(row.state(on))) for row in rows]


def period_keys() -> list[str]:
    """Periods the record knows, latest first. One statement."""
    keys = Obligation.objects.public().order_by().values_list("period_key", flat=True).distinct()
    return sorted(keys, reverse=True)


def bodies_on_record(language: str) -> list[Body]:
    """Bodies with a public obligation and their places, in the alphabet of `language`. One statement."""
    owing = Obligation.objects.public().order_by().values("body")
    return list(Body.objects.filter(pk__in=owing).select_related("territory").in_order(language))


def body_record(body: Body, on: date) -> Record:
    """The record of a body, for its public page. Two statements."""
    return _record(Obligation.objects.public().for_body(body), on)


def territory_record(territory: Territory, on: date) -> Record:
    """The record of the bodies of a place, for its public page. Two statements."""
    return _record(Obligation.objects.public().for_territory(territory), on)


def _without_state(asked: Asked) -> ObligationQuerySet:
    found = Obligation.objects.public()
    if asked.body is not None:
        found = found.for_body(asked.body)
    if asked.duty:
        found = found.for_duty(asked.duty)
    if asked.period_key:
        found = found.for_period(asked.period_key)
    if asked.region is not None:
        found = found.for_territory(asked.region)
    return found


def _figures(rows: ObligationQuerySet, on: date) -> Figures:
    counts = (
        rows.counted(on)
        .with_state(on)
        .aggregate(
            total=Count("pk"),
            in_time=Count("pk", filter=Q(state_kind=StateKind.MET)),
            late=Count("pk", filter=Q(state_kind=StateKind.MET_LATE)),
            missing=Count("pk", filter=Q(state_kind=StateKind.OVERDUE)),
            since=Min("due_on"),
        )
    )
    return Figures(until=on, **counts)


def _record(rows: ObligationQuerySet, on: date) -> Record:
    numbers = _figures(rows, on)
    # One more than is shown tells whether there is more.
    shown = list(rows.select_related("body").latest_due_first()[: SHOWN + 1])
    return Record(numbers, board_rows(shown[:SHOWN], on), len(shown) > SHOWN)
