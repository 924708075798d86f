"""Coverage: akim by akim, unit by unit and period by period what is met, planned and missing, beside the norm."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from portal.bodies.models import Territory
from portal.calendars.queries.kept_land import Land, land_of
from portal.calendars.queries.units import Ground, units_on
from portal.calendars.rules.coverage import ATTENTION, HOW_MET, Numbers, Standing, is_inside, standing
from portal.calendars.rules.units import Akim, Place, UnitNorm
from portal.deadlines.models import Obligation
from portal.kernel.periods import Period
from portal.kernel.when import When
from portal.kit.prepared import Among, prepared
from portal.law.coverage import NORMS
from schedules.kinds import kind_of
from schedules.models import ProposalRow, ScheduleEntry

#: The calendar of akims.
KIND = kind_of("akim_calendar")
#: Where a meeting is, and when: its place with the units it lies in.
_TIMES = (
    "official__body_id", "territory__kato", "territory__parent__kato", "territory__parent__parent__kato", "day",
    "more_days", "month_key", "quarter_key", "half_key",
)  # fmt: skip

Times = Mapping[tuple[int, str], Sequence[When]]


@dataclass(frozen=True)
class Cell:
    """One period of a norm in a unit. `day` is when it was met or is planned; `obligation` leads to "why this date"."""

    period: Period
    standing: Standing
    day: date | None = None
    obligation: int | None = None

    @property
    def needs_attention(self) -> bool:
        return self.standing in ATTENTION


@dataclass(frozen=True)
class Line:
    """The norm of an akim in a unit, period by period."""

    norm: UnitNorm
    cells: tuple[Cell, ...]

    @property
    def holes(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.needs_attention)


@dataclass(frozen=True)
class OfAkim:
    """What one akim owes in his units."""

    akim: Akim
    lines: tuple[Line, ...]

    @property
    def numbers(self) -> Numbers:
        return numbers_of(self.lines)


def numbers_of(lines: Iterable[Line]) -> Numbers:
    return Numbers(Counter(cell.standing.value for line in lines for cell in line.cells))


@dataclass(frozen=True)
class Below:
    """A district or city of the region, with all that lies in it."""

    place: Place
    numbers: Numbers


@dataclass(frozen=True)
class Coverage:
    """Of a region and a year; `shown` are the akims of the place that was asked for."""

    year: int
    place: Place
    numbers: Numbers
    shown: tuple[OfAkim, ...]
    below: tuple[Below, ...]
    land: Ground
    #: Bodies there ever were in the region.
    within: frozenset[int]

    @property
    def holes(self) -> list[tuple[OfAkim, Line, Cell]]:
        """What needs attention, the most pressing first."""
        found = [(akim, line, cell) for akim in self.shown for line in akim.lines for cell in line.holes]
        return sorted(found, key=lambda hole: (ATTENTION.index(hole[2].standing), hole[2].period.start))


def coverage_of(place: Territory, year: int, *, today: date, planning: bool = False) -> Coverage:
    """Of a region, or of a district or city of it with all that lies inside. Three statements, ten at the first time.

    Live: planned is what stands in the published calendar. `planning`: what stands in the working copy of the region's
    own people. Raises LawNotSeeded, TwoRules, UnknownDuty.
    """
    known = land_of(place.region, year, on=today)
    found = lines_of(known.ground, today=today, planning=planning, norms=known.norms)
    return _of(place, year, known, {_id(one.akim): one.lines for one in found})


def lines_of(
    land: Ground, *, today: date, planning: bool = False, norms: Iterable[UnitNorm] | None = None
) -> list[OfAkim]:
    """What each akim of the ground owes in his units, and how it stands. Two statements.

    `norms` are those of the ground, where they are at hand.
    """
    bodies = sorted({akim.body for akim in land.akims.values() if akim.body is not None})
    times = _planned(bodies, land.year) if planning else _published(bodies, land.year)
    met = _met(bodies, land.year, today)
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    for norm in units_on(land) if norms is None else norms:
        lines[_id(norm.akim)].append(_line(norm, times, met, today))
    return [OfAkim(land.akims[pk], tuple(own)) for pk, own in lines.items()]


def _id(akim: Akim) -> int:
    assert akim.place.id is not None
    return akim.place.id


def _of(place: Territory, year: int, known: Land, lines: Mapping[int, Sequence[Line]]) -> Coverage:
    """Of a region its own akim is shown, and numbers of what is below; of a unit below everybody in it."""
    is_region, land = place.is_first_rank, known.ground
    top = {pk: _top(pk, land, place.region.pk) for pk in lines}
    shown = [pk for pk in lines if (pk == place.pk if is_region else place.pk in (pk, top[pk]))]
    numbers: defaultdict[int, list[Line]] = defaultdict(list)
    for pk, own in lines.items():
        numbers[top[pk]].extend(own)
    below = [Below(land.places[pk], numbers_of(own)) for pk, own in numbers.items() if is_region and pk != place.pk]
    found = tuple(OfAkim(land.akims[pk], tuple(lines[pk])) for pk in shown)
    every = lines if is_region else {pk: lines[pk] for pk in shown}
    return Coverage(
        year=year,
        place=land.places[place.pk],
        numbers=numbers_of(line for own in every.values() for line in own),
        shown=found,
        below=tuple(sorted(below, key=lambda one: one.place.kato)),
        land=land,
        within=known.within,
    )


def _top(pk: int, land: Ground, region: int) -> int:
    """The unit right below the region in which a place lies; the region of itself."""
    above = land.places[pk].above
    while above is not None and above != region:
        pk, above = above, land.places[above].above
    return pk


def _line(norm: UnitNorm, times: Times, met: Mapping[tuple[str, int, str, str], _Met], today: date) -> Line:
    body, subject = norm.akim.body or 0, f"territory:{norm.unit.kato}"
    own = times.get((body, norm.unit.kato), ())
    return Line(
        norm,
        tuple(_cell(each, own, met.get((norm.norm, body, subject, each.key)), today) for each in norm.periods),
    )


def _cell(period: Period, own: Sequence[When], done: _Met | None, today: date) -> Cell:
    inside = [when for when in own if is_inside(when, period)]
    how = standing(period, inside, today, met=done.how if done else None)
    if how is Standing.MISSED and done is None:
        # No duty was opened: the office came later, or the portal keeps the norm only since then.
        how = Standing.UNCOUNTED
    if done is not None and done.how:
        day = done.on
    else:
        day = min((when.start for when in inside if not when.is_open), default=None)
    return Cell(period, how, day, done.pk if done else None)


@dataclass(frozen=True)
class _Met:
    pk: int
    how: Standing | None
    on: date | None


#: A state as the database says it.
_HOW_MET = {str(kind): how for kind, how in HOW_MET.items()}


def _met(bodies: list[int], year: int, today: date) -> dict[tuple[str, int, str, str], _Met]:
    """One statement."""
    return {
        (duty, body, subject, period): _Met(pk, _HOW_MET.get(kind), on)
        for duty, body, subject, period, pk, kind, on in _obliged(bodies, year=year, on=today)
    }


@prepared
def _obliged(bodies: list[int], *, year: int, on: date) -> QuerySet[Obligation, Any]:
    rows: Any = Obligation.objects.public().filter(Among("body_id", bodies), duty__in=NORMS).of_year(year)
    columns = ("duty", "body", "subject", "period_key", "pk", "state_kind", "met_on")
    found: QuerySet[Obligation, Any] = rows.with_state(on).order_by().values_list(*columns)
    return found


def _published(bodies: list[int], year: int) -> Times:
    """One statement."""
    return _times(_entries(bodies, f"{year}"))


@prepared
def _entries(bodies: list[int], year: str) -> QuerySet[ScheduleEntry, Any]:
    rows = ScheduleEntry.objects.published().filter(Among("body_id", bodies), schedule__period_key=year)
    return rows.order_by().values_list(*_TIMES)


def _planned(bodies: Iterable[int], year: int) -> Times:
    """One statement."""
    rows = ProposalRow.objects.standing().filter(
        proposal__kind=KIND.key, proposal__period_key=f"{year}", official__body__in=bodies
    )
    return _times(rows.order_by().values_list(*_TIMES))


def _times(rows: Iterable[tuple[Any, ...]]) -> Times:
    """By body and unit: a meeting in a village is one in the rural district and in the district it lies in."""
    found: defaultdict[tuple[int, str], list[When]] = defaultdict(list)
    for body, kato, above, over, day, more, month, quarter, half in rows:
        when = When.of(day, more or (), month or quarter or half)
        for unit in {kato, above, over} - {None}:
            found[body, unit].append(when)
    return found


# -- the country -----------------------------------------------------------------------------------------------------
