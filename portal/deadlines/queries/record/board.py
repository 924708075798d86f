"""The public record: who owed what by when and did it; with its numbers, their base, their day and their age."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from portal.bodies.models import Body, Territory
from portal.deadlines.models import Obligation
from portal.deadlines.queries.record import totals
from portal.deadlines.queries.record.as_of import PastRows, sums_as_of
from portal.deadlines.queries.record.totals import Part, Sum
from portal.deadlines.queries.words import Tag, action, tag
from portal.deadlines.querysets import ObligationQuerySet
from portal.law.counting.states import State
from portal.law.kinds import StateKind

#: Rows of a record inside another page; the rest is on the page of the record.
SHOWN = 8


@dataclass(frozen=True)
class Asked:
    """What a reader asked for. An empty part asks for everything.

    `act` is the letter of a regime or the key of one act; `year` is of the period, 0 for what is owed at all times.
    With `as_of` the record is told as it stood on that past day.
    """

    body: Body | None = None
    duty: str = ""
    act: str = ""
    period_key: str = ""
    year: int | None = None
    state: str = ""
    region: Territory | None = None
    level: str = ""
    as_of: date | None = None
    q: str = ""
    #: Only those whose text is not confirmed, or only the others; both unless said.
    apart: bool | None = None

    @property
    def is_everything(self) -> bool:
        """Nothing narrows it but a year."""
        return self == Asked(year=self.year)


@dataclass(frozen=True)
class Figures:
    """Counts over duties that were done, or were not though their last day is over; `total` is the base of every share.

    `confirmed` are among those in time, `claimed` among the late ones: in time by their own word alone.

    `since` and `last` are the first and last due day in the base, `until` the day the states are of. `counted_at` is
    empty when they were counted for this very page. `whole` also has what is in no share.
    """

    total: int
    in_time: int
    late: int
    missing: int
    confirmed: int
    claimed: int
    since: date | None
    last: date | None
    until: date
    counted_at: datetime | None
    whole: Sum

    @property
    def in_time_share(self) -> int:
        return self.whole.share(self.in_time)

    @property
    def late_share(self) -> int:
        return self.whole.share(self.late)

    @property
    def missing_share(self) -> int:
        return self.whole.share(self.missing)


@dataclass(frozen=True)
class BoardRow:
    """One obligation in words, as of the day asked about."""

    obligation: Obligation
    action: str
    tag: Tag
    due_on: date | None
    met_on: date | None
    entered_on: date | None
    late_since: date | None
    confirmed_on: date | None
    confirmed_for: Body | None
    returned_on: date | None


@dataclass(frozen=True)
class Record:
    """The record of one body or place, for a page about it."""

    figures: Figures
    rows: list[BoardRow]
    has_more: bool


def chosen(asked: Asked, on: date) -> ObligationQuerySet | PastRows:
    """Public obligations asked for, with their states, bodies and places: what presses comes first."""
    found = narrowed(asked)
    if asked.as_of is not None:
        return PastRows(found, asked.as_of, asked.state)
    found = found.in_state(asked.state, on) if asked.state else found.with_state(on)
    return found.select_related("body__territory", "confirmed_for").pressing_first()


def narrowed(asked: Asked) -> ObligationQuerySet:
    """Public obligations asked for, in whatever state."""
    found = Obligation.objects.public()
    if asked.body is not None:
        found = found.for_body(asked.body)
    if asked.duty:
        found = found.for_duty(asked.duty)
    if asked.act:
        found = found.filter(duty__in=totals.duties_of(asked.act))
    if asked.period_key:
        found = found.for_period(asked.period_key)
    elif asked.year is not None:
        found = found.of_year(asked.year)
    if asked.region is not None:
        found = found.in_region(asked.region)
    if asked.level:
        found = found.at_level(asked.level)
    if asked.q:
        found = found.of_bodies_called(asked.q)
    if asked.apart is not None:
        found = found.filter(is_apart=asked.apart)
    return found


def sums(asked: Asked, by: tuple[Part, ...] = (), *, apart: bool = False) -> list[Sum]:
    """The numbers of what is asked for, in whatever state, from totals, or counted for a past day. One statement.

    With `apart` of those whose text is not confirmed, else of all others.
    """
    if asked.as_of is not None:
        return sums_as_of(narrowed(asked).filter(is_apart=apart), asked.as_of, by)
    return totals.sums(
        by=by,
        public=True,
        apart=apart,
        year=asked.year,
        level=asked.level,
        region=asked.region,
        body=asked.body,
        bodies=Body.objects.matching(asked.q).values("pk") if asked.q else None,  # type: ignore[arg-type]
        duty=asked.duty,
        act=asked.act,
        period_key=asked.period_key,
    )


def apart(asked: Asked) -> Sum | None:
    """Numbers of what is asked for whose text is not confirmed; nothing when there is none. One statement."""
    if asked.apart is False:
        return None
    whole = totals.added(sums(replace(asked, apart=None), apart=True))
    return whole if whole.owed else None


def figures(asked: Asked, on: date) -> Figures:
    """Numbers over what is asked for, in whatever state. Two statements; one for a past day."""
    return figures_of(sums(asked), on, asked.as_of)


@dataclass(frozen=True)
class Ahead:
    """The year after the one shown, when duties for it are open already: what is due soonest may be for it."""

    year: int
    open: int


def ahead(asked: Asked) -> Ahead | None:
    """Nothing when no year or a past day is asked for. One statement."""
    if asked.year is None or asked.period_key or asked.as_of is not None:
        return None
    next_year = asked.year + 1
    opened = sum(one.soon + one.not_due + one.missing + one.returned for one in sums(replace(asked, year=next_year)))
    return Ahead(next_year, opened) if opened else None


def figures_of(found: Iterable[Sum], on: date, as_of: date | None = None) -> Figures:
    """The numbers of all `found` together. One statement for their age; none for a past day."""
    known = None if as_of is not None else totals.counted()
    whole = totals.added(found)
    return Figures(
        total=whole.counted,
        in_time=whole.done_in_time,
        late=whole.done_late,
        missing=whole.missing,
        confirmed=whole.confirmed,
        claimed=whole.claimed,
        since=whole.first_due_on,
        last=whole.last_due_on,
        until=as_of or (known.on if known else on),
        counted_at=known.at if known else None,
        whole=whole,
    )


def board_rows(rows: Iterable[Obligation], on: date) -> list[BoardRow]:
    """Rows in words; no statement. Rows of a past day are told by what was known then."""
    return [_row(row, on) for row in rows]


def _row(row: Obligation, on: date) -> BoardRow:
    if hasattr(row, "then_due_on"):
        past: Any = row
        found = State(StateKind(row.state_kind), row.state_days)
        # Of a fulfilment that was taken back since, the day it was known from is all that is told.
        is_same = past.then_met_on is not None and past.then_met_on == row.met_on
        return BoardRow(
            obligation=row,
            action=action(row),
            tag=tag(found),
            due_on=past.then_due_on,
            met_on=past.then_met_on,
            entered_on=row.entered_on if is_same else past.then_known_on,
            late_since=past.then_late_since,
            confirmed_on=row.confirmed_on if past.then_confirmed else None,
            confirmed_for=row.confirmed_for if past.then_confirmed else None,
            returned_on=row.returned_on if past.then_returned else None,
        )
    return BoardRow(
        obligation=row,
        action=action(row),
        tag=tag(row.state(on)),
        due_on=row.due_on,
        met_on=row.met_on,
        entered_on=row.entered_on,
        late_since=row.late_since,
        confirmed_on=row.confirmed_on,
        confirmed_for=row.confirmed_for,
        returned_on=row.returned_on,
    )


def body_record(body: Body, on: date) -> Record:
    """The record of a body, for its public page. Three statements."""
    return _record(totals.sums(year=None, public=True, body=body), Obligation.objects.public().for_body(body), on)


def territory_record(territory: Territory, on: date) -> Record:
    """The record of the bodies of a place, for its public page. Three statements."""
    bodies = Body.objects.filter(territory=territory).values("pk")
    return _record(
        totals.sums(year=None, public=True, bodies=bodies),  # type: ignore[arg-type]
        Obligation.objects.public().for_territory(territory),
        on,
    )


def _record(found: list[Sum], rows: ObligationQuerySet, on: date) -> Record:
    # One more than is shown tells whether there is more.
    shown = list(rows.select_related("body", "confirmed_for").with_state(on).pressing_first()[: SHOWN + 1])
    return Record(figures_of(found, on), board_rows(shown[:SHOWN], on), len(shown) > SHOWN)
