"""The public calendar: bounded rows however many meetings a month holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from meetings.models import Meeting
from meetings.queries.calendar_filter import CalendarFilter, Scope, chosen, scope_of, totals_inside
from meetings.querysets import MeetingQuerySet
from portal.deadlines.queries import days_off
from portal.kernel.periods import Period
from portal.kit.prepared import prepared

#: What meetings of one hour go by: as a list has them, and the index of it.
_AFTER_TIME = ("span_start", "span_end", "number")
#: Meetings named in one cell of the month table; the rest are in its number.
SHOWN_A_DAY = 3
#: Meetings without a day named under the month table; the rest are in the list.
SHOWN_TO_BE_SET = 12


@dataclass(frozen=True)
class MonthDay:
    """One cell of the month table."""

    on: date
    in_month: bool
    is_today: bool
    is_off: bool
    off_name: str = ""
    count: int = 0
    #: Keys of the meetings that are named.
    shown: list[int] = field(default_factory=list)

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

    @property
    def named(self) -> list[int]:
        """Keys of all that are named."""
        return sorted({pk for week in self.weeks for day in week for pk in day.shown})


@dataclass
class _Inside:
    """What a month holds of meetings by their first day."""

    counts: Counter[date]
    named: dict[date | None, list[int]]
    open: int
    #: Key, first day and further days of each that has several.
    several: Iterable[tuple[int, date | None, list[date]]]


def month_table(asked: CalendarFilter, month: Period, today: date, *, from_totals: bool = True) -> MonthTable:
    """The month by weeks from Monday. At most `SHOWN_A_DAY` rows a day are fetched.

    Of the country or a place two statements, and a third for meetings of several days; else five. Those of several
    days, which are few, are fetched whole and stand on each of them.
    """
    scope = scope_of(asked) if from_totals else None
    inside = _counted(chosen(asked), month) if scope is None else _from_totals(scope, month)
    counts, named = inside.counts, inside.named
    fixed = sum(counts.values())
    for pk, on, more_days in inside.several:
        for day in more_days:
            if month.contains(day):
                counts[day] += 1
                named.setdefault(day, []).append(pk)
        fixed += on is not None and not month.contains(on)
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
    """Four statements over the meetings."""
    inside = found.with_fixed_day().filter(on__gte=month.start, on__lt=month.end)
    return _Inside(
        counts=Counter(dict(inside.order_by().values_list("on").annotate(Count("pk")))),
        named=_named(inside),
        open=found.without_fixed_day().in_month(month).count(),
        several=_of_several_days(found, month.start, month.end),
    )


def _of_several_days(found: MeetingQuerySet, start: date, end: date) -> QuerySet[Meeting, Any]:
    return found.of_several_days().between(start, end).in_order().values_list("pk", "on", "more_days")


def _from_totals(scope: Scope, month: Period) -> _Inside:
    """The numbers with the keys of the first meetings of each day; and those of several days, if there are any."""
    days = _days(month.start, month.end, *scope.place, within=scope.within)
    inside = [(on, number, first) for on, number, _several, first in days if on and month.contains(on)]
    has_several = any(has_several for _on, _number, has_several, _first in days)
    return _Inside(
        counts=Counter({on: number for on, number, _first in inside}),
        named={on: list(first) for on, _number, first in inside},
        open=sum(number for on, number, _several, _first in days if on is None),
        several=_several(month.start, month.end, *scope.place, within=scope.within) if has_several else (),
    )


class _OfGroup(ArraySubquery):
    """Told by the columns its row is grouped by: asked once a group, and not once for each row inside it."""

    def get_group_by_cols(self) -> list[Any]:
        return []


@prepared
def _days(start: date, end: date, *place: int, within: str) -> QuerySet[Any, Any]:
    """Day, number, whether some have several days, and the keys of the first of the day."""
    found = Meeting.objects.public().inside(within, *place)
    first = found.filter(on=OuterRef("on")).in_order().values("pk")[:SHOWN_A_DAY]
    days = totals_inside(within, *place).between(start, end).summed_by("on")
    days = days.annotate(has_several=BoolOr(~Q(more_days=[])), first=_OfGroup(first))
    return days.values_list("on", "number_of", "has_several", "first")


@prepared
def _several(start: date, end: date, *place: int, within: str) -> QuerySet[Any, Any]:
    return _of_several_days(Meeting.objects.public().inside(within, *place), start, end)


def _named(inside: MeetingQuerySet) -> dict[date | None, list[int]]:
    """The first of each day. One statement: the database numbers the rows of a day and gives back the first ones."""
    place = Window(RowNumber(), partition_by=F("on"), order_by=[F("start_time").asc(nulls_last=True), *_AFTER_TIME])
    named: dict[date | None, list[int]] = {}
    first = inside.annotate(place=place).filter(place__lte=SHOWN_A_DAY).order_by("on", "place")
    for on, pk in first.values_list("on", "pk"):
        named.setdefault(on, []).append(pk)
    return named


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


def year_table(asked: CalendarFilter, year: Period, today: date, *, from_totals: bool = True) -> YearTable:
    """The year by months; days hold numbers alone. Two statements, over totals when they tell what is asked for."""
    alike = ("on", "more_days", "span_start")
    scope = scope_of(asked) if from_totals else None
    if scope is None:
        inside = chosen(asked).in_period(year).order_by().values(*alike).annotate(number_of=Count("pk"))
    else:
        inside = scope.totals.between(year.start, year.end).summed_by(*alike)
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


def to_be_set(asked: CalendarFilter, month: Period) -> list[int]:
    """Keys of the first of those promised for the month or its quarter whose day is not set. One statement."""
    scope = scope_of(asked)
    if scope is None:
        return list(_to_be_set(chosen(asked), month.start, month.end))
    return _open(month.start, month.end, *scope.place, within=scope.within)


def _to_be_set(found: MeetingQuerySet, start: date, end: date) -> QuerySet[Meeting, Any]:
    return found.without_fixed_day().between(start, end).in_order().values_list("pk", flat=True)[:SHOWN_TO_BE_SET]


@prepared
def _open(start: date, end: date, *place: int, within: str) -> QuerySet[Meeting, Any]:
    return _to_be_set(Meeting.objects.public().inside(within, *place), start, end)


def nearest_months(found: MeetingQuerySet, period: Period) -> tuple[Period | None, Period | None]:
    """The nearest months before and after an empty month or year that hold a meeting. One statement."""
    ends = found.aggregate(
        before=Max("span_start", filter=Q(span_start__lt=period.start)),
        after=Min("span_start", filter=Q(span_start__gte=period.end)),
    )
    before, after = (day and Period.containing("month", day) for day in (ends["before"], ends["after"]))
    return before, after
