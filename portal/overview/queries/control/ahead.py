"""Due in the next thirty days: by week and day, duty by duty, with how many bodies have not done it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import cast
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from portal.deadlines.choices import EventKind
from portal.deadlines.models import Obligation, ObligationEvent
from portal.deadlines.queries.words import in_words
from portal.deadlines.queries.working_days import working_calendar
from portal.deadlines.querysets import ObligationQuerySet
from portal.kit import formats
from portal.law import registry
from portal.law.counting.calendar import WorkingCalendar
from portal.overview.queries.control.scope import Scope

DAYS_AHEAD = 30
#: Groups shown; more than that is an archive and has its own page.
_SHOWN = 120


@dataclass(frozen=True)
class Group:
    """What many bodies owe by one day: a duty for a period."""

    duty: str
    period_key: str
    due_on: date

    def open(self) -> ObligationQuerySet:
        """Those that have not done it."""
        return Obligation.objects.unmet().for_duty(self.duty).for_period(self.period_key).filter(due_on=self.due_on)

    def reminded(self, on: date) -> ObligationQuerySet:
        """Those of them that were reminded on that day."""
        return self.open().filter(events__kind=EventKind.REMINDED, events__on=on)

    @property
    def title(self) -> str:
        return in_words(registry.duty(self.duty).title)

    @property
    def period_words(self) -> str:
        return period_words(self.period_key)

    @property
    def remind_url(self) -> str:
        asked = {"duty": self.duty, "period": self.period_key, "due": self.due_on.isoformat()}
        return f"{reverse('overview:control_remind')}?{urlencode(asked)}"


@dataclass(frozen=True)
class AheadRow:
    """One group with how many bodies are still to do it, and how many of its duties were reminded of today."""

    group: Group
    bodies: int
    open: int
    reminded: int
    record_url: str

    @property
    def all_reminded(self) -> bool:
        return self.reminded >= self.open


@dataclass(frozen=True)
class Day:
    on: date
    days_left: int
    last_working_day: date | None
    rows: list[AheadRow]


@dataclass(frozen=True)
class Week:
    first: date
    last: date
    days: list[Day]


def period_words(key: str) -> str:
    """The name of a period; what is owed at all times has none."""
    return formats.period_name(key) if key[:1].isdigit() else ""


def weeks_ahead(scope: Scope, on: date) -> tuple[list[Week], bool]:
    """Weeks from today for thirty days, those with something due, and whether more was left out. Three statements."""
    last = on + timedelta(days=DAYS_AHEAD)
    counted = (
        scope.narrow(Obligation.objects.unmet().filter(due_on__gte=on, due_on__lte=last))
        .order_by()
        .values("due_on", "duty", "period_key")
        .annotate(bodies=Count("body", distinct=True), open=Count("pk"))
        .order_by("due_on", "duty", "period_key")
    )
    found = list(counted[: _SHOWN + 1])
    if not found:
        return [], False
    reminded = _reminded(on)
    rows = [
        AheadRow(
            group=(group := Group(row["duty"], row["period_key"], cast(date, row["due_on"]))),
            bodies=row["bodies"],
            open=row["open"],
            reminded=reminded.get((group.duty, group.period_key, group.due_on), 0),
            record_url=_record(group),
        )
        for row in found[:_SHOWN]
    ]
    return _weeks(rows, on, working_calendar(on, last)), len(found) > _SHOWN


def _reminded(on: date) -> dict[tuple[str, str, date | None], int]:
    """How many duties of each group were reminded of on the day."""
    rows = (
        ObligationEvent.objects.filter(
            kind=EventKind.REMINDED, on=on, obligation__met_on__isnull=True, obligation__released_as=""
        )
        .order_by()
        .values_list("obligation__duty", "obligation__period_key", "obligation__due_on")
        .annotate(count=Count("pk"))
    )
    return {(duty, period, due): count for duty, period, due, count in rows}


def _weeks(rows: Iterable[AheadRow], on: date, calendar: WorkingCalendar) -> list[Week]:
    weeks = []
    for monday, of_week in groupby(rows, lambda row: _monday(row.group.due_on)):
        days = [
            Day(day, (day - on).days, _working(day, on, calendar), list(of_day))
            for day, of_day in groupby(of_week, lambda row: row.group.due_on)
        ]
        weeks.append(Week(monday, monday + timedelta(days=6), days))
    return weeks


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _working(day: date, on: date, calendar: WorkingCalendar) -> date | None:
    """The last working day before a day off that is still ahead."""
    if calendar.is_working(day):
        return None
    before = calendar.last_working_day(day)
    return before if before >= on else None


def _record(group: Group) -> str:
    asked = {"duty": group.duty, "period": group.period_key}
    return f"{reverse('deadlines:board')}?{urlencode(asked)}"
