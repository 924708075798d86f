"""The public calendar: bounded rows however many meetings a month holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Max, Min, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet, MeetingTotalQuerySet
from portal.bodies.choices import BodyKind
from portal.deadlines.queries import days_off
from portal.kernel.periods import Period

#: What meetings of one hour go by: as a list has them, and the index of it.
_AFTER_TIME = ("span_start", "span_end", "number")
#: Meetings named in one cell of the month table; the rest are in its number.
SHOWN_A_DAY = 3
#: Meetings without a day named under the month table; the rest are in the list.
SHOWN_TO_BE_SET = 12


@dataclass(frozen=True)
class MonthEntry:
    """A meeting in a cell: who and where in the fewest words."""

    url: str
    title: str
    who: str
    where: str
    is_akim: bool
    is_cancelled: bool = False


@dataclass(frozen=True)
class MonthDay:
    """One cell of the month table."""

    on: date
    in_month: bool
    is_today: bool
    is_off: bool
    off_name: str = ""
    count: int = 0
    shown: list[MonthEntry] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many are not named in the cell."""
        return self.count - len(self.shown)


@dataclass(frozen=True)
class MonthTable:
    month: Period
    weeks: list[list[MonthDay]]
    #: With a day in the month.
    fixed: int
    #: Promised for the month or its quarter, day not set.
    open: int

    @property
    def total(self) -> int:
        return self.fixed + self.open


@dataclass
class _Inside:
    """What a month holds of meetings by their first day."""

    counts: Counter[date]
    named: dict[date | None, list[MonthEntry]]
    open: int
    has_several: bool = True


def month_table(
    found: MeetingQuerySet, month: Period, today: date, totals: MeetingTotalQuerySet | None = None
) -> MonthTable:
    """The month by weeks from Monday. At most `SHOWN_A_DAY` rows a day are fetched.

    With `totals`, the numbers of what is `found`, three statements, and a fourth for meetings of several days; else
    five. Those of several days, which are few, are fetched whole and stand on each of them.
    """
    inside = _counted(found, month) if totals is None else _from_totals(found, month, totals)
    counts, named = inside.counts, inside.named
    fixed = sum(counts.values())
    several = found.of_several_days().in_month(month).with_names().in_order()
    for meeting in several if inside.has_several else ():
        for day in meeting.more_days:
            if month.contains(day):
                counts[day] += 1
                named.setdefault(day, []).append(_entry(meeting))
        fixed += meeting.on is not None and not month.contains(meeting.on)
    off = days_off(month.start, month.last_day)

    def cell(on: date) -> MonthDay:
        return MonthDay(
            on=on,
            in_month=month.contains(on),
            is_today=on == today,
            is_off=on in off,
            off_name=off.get(on, ""),
            count=counts.get(on, 0),
            shown=named.get(on, [])[:SHOWN_A_DAY],
        )

    return MonthTable(
        month=month,
        weeks=[[cell(day) for day in week] for week in _weeks(month)],
        fixed=fixed,
        open=inside.open,
    )


def _counted(found: MeetingQuerySet, month: Period) -> _Inside:
    """Three statements over the meetings."""
    inside = found.with_fixed_day().filter(on__gte=month.start, on__lt=month.end)
    return _Inside(
        counts=Counter(dict(inside.order_by().values_list("on").annotate(Count("pk")))),
        named=_named(inside),
        open=found.without_fixed_day().in_month(month).count(),
    )


def _from_totals(found: MeetingQuerySet, month: Period, totals: MeetingTotalQuerySet) -> _Inside:
    """Two statements: the numbers with the keys of the first meetings of each day, and these."""
    first = found.filter(on=OuterRef("on")).in_order().values("pk")[:SHOWN_A_DAY]
    days = list(
        totals.between(month.start, month.end)
        .summed_by("on")
        .annotate(has_several=BoolOr(~Q(more_days=[])), first=ArraySubquery(first))
    )
    inside = {day["on"]: day for day in days if day["on"] and month.contains(day["on"])}
    rows = found.with_names().in_bulk([pk for day in inside.values() for pk in day["first"]])
    return _Inside(
        counts=Counter({on: day["number_of"] for on, day in inside.items()}),
        named={on: [_entry(rows[pk]) for pk in day["first"] if pk in rows] for on, day in inside.items()},
        open=sum(day["number_of"] for day in days if day["on"] is None),
        has_several=any(day["has_several"] for day in days),
    )


def _named(inside: MeetingQuerySet) -> dict[date | None, list[MonthEntry]]:
    """The first of each day. One statement: the database numbers the rows of a day and gives back the first ones."""
    place = Window(RowNumber(), partition_by=F("on"), order_by=[F("start_time").asc(nulls_last=True), *_AFTER_TIME])
    named: dict[date | None, list[MonthEntry]] = {}
    for meeting in inside.with_names().annotate(place=place).filter(place__lte=SHOWN_A_DAY).order_by("on", "place"):
        named.setdefault(meeting.on, []).append(_entry(meeting))
    return named


def _entry(meeting: Meeting) -> MonthEntry:
    is_akim = meeting.body.kind == BodyKind.AKIMAT
    return MonthEntry(
        url=meeting.get_absolute_url(),
        title=meeting.title,
        who=meeting.body.short,
        # An akimat's own name tells the place already, unless it is one place inside the region.
        where="" if is_akim and meeting.territory_id == meeting.region_id else meeting.territory.short,
        is_akim=is_akim,
        is_cancelled=meeting.is_cancelled,
    )


@dataclass(frozen=True)
class YearMonth:
    """One of the twelve small months: its weeks, and how many meetings it holds."""

    month: Period
    weeks: list[list[MonthDay]]
    fixed: int
    #: Promised for a time that begins in the month, day not set.
    open: int


@dataclass(frozen=True)
class YearTable:
    year: Period
    months: list[YearMonth]
    total: int


def year_table(
    found: MeetingQuerySet, year: Period, today: date, totals: MeetingTotalQuerySet | None = None
) -> YearTable:
    """The year by months; days hold numbers alone. Two statements, over `totals` when they tell what is `found`."""
    alike = ("on", "more_days", "span_start")
    if totals is None:
        inside = found.in_period(year).order_by().values(*alike).annotate(number_of=Count("pk"))
    else:
        inside = totals.between(year.start, year.end).summed_by(*alike)
    counts: Counter[date] = Counter()
    fixed: Counter[Period] = Counter()
    promised: Counter[Period] = Counter()
    total = 0
    for on, more_days, start, number in inside.values_list(*alike, "number_of"):
        total += number
        if on is None:
            promised[Period.containing("month", max(start, year.start))] += number
            continue
        days = [day for day in (on, *more_days) if year.contains(day)]
        counts.update(dict.fromkeys(days, number))
        # A meeting is one in each month that holds a day of it.
        fixed.update(dict.fromkeys({Period.containing("month", day) for day in days}, number))
    off = days_off(year.start, year.last_day)

    def cell(month: Period, on: date) -> MonthDay:
        return MonthDay(on, month.contains(on), is_today=on == today, is_off=on in off, count=counts.get(on, 0))

    months = [
        YearMonth(
            month=month,
            weeks=[[cell(month, day) for day in week] for week in _weeks(month)],
            fixed=fixed[month],
            open=promised[month],
        )
        for month in year.parts("month")
    ]
    return YearTable(year, months, total)


def _weeks(month: Period) -> list[list[date]]:
    """Whole weeks from Monday that hold the month."""
    monday = month.start - timedelta(days=month.start.weekday())
    length = (month.end - monday).days
    return [[monday + timedelta(days=at + number) for number in range(7)] for at in range(0, length, 7)]


def to_be_set(found: MeetingQuerySet, month: Period) -> list[Meeting]:
    """The first of those promised for the month or its quarter whose day is not set. One statement."""
    return list(found.without_fixed_day().in_month(month).with_names().in_order()[:SHOWN_TO_BE_SET])


def nearest_months(found: MeetingQuerySet, period: Period) -> tuple[Period | None, Period | None]:
    """The nearest months before and after an empty month or year that hold a meeting. One statement."""
    ends = found.aggregate(
        before=Max("span_start", filter=Q(span_start__lt=period.start)),
        after=Min("span_start", filter=Q(span_start__gte=period.end)),
    )
    before, after = (day and Period.containing("month", day) for day in (ends["before"], ends["after"]))
    return before, after
