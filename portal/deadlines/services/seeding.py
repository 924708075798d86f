"""What the portal is shipped with: the owner's decisions and the working calendar. A rerun adds what is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays
from django.db import transaction

from portal.deadlines.choices import DayKind
from portal.deadlines.models import CalendarDay, Decision
from portal.deadlines.services.chain import chain_decisions
from portal.kernel.wording import Lines
from portal.law.counting.due import DayAfterPeriod, FixedDay
from portal.law.owner_decisions import SHIPPED, Order

#: Years of the calendar, both included.
FIRST_YEAR, LAST_YEAR = 2016, 2030

#: Names of holidays: the library has no Russian, and its Kazakh marks of observed days read like a translation.
_NAMES = {
    "New Year's Day": Lines("Жаңа жыл", "Новый год", "New Year"),
    "Orthodox Christmas": Lines("Православиелік Рождество", "Православное Рождество", "Orthodox Christmas"),
    "International Women's Day": Lines(
        "Халықаралық әйелдер күні", "Международный женский день", "International Women's Day"
    ),
    "Nowruz Holiday": Lines("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz"),
    "Kazakhstan's People Solidarity Holiday": Lines(
        "Қазақстан халқының бірлігі мерекесі",
        "Праздник единства народа Казахстана",
        "Day of the Unity of the People of Kazakhstan",
    ),
    "Defender of the Fatherland Day": Lines(
        "Отан қорғаушы күні", "День защитника Отечества", "Defender of the Fatherland Day"
    ),
    "Victory Day": Lines("Жеңіс күні", "День Победы", "Victory Day"),
    "Capital Day": Lines("Астана күні", "День столицы", "Capital Day"),
    "Constitution Day": Lines("Конституция күні", "День Конституции", "Constitution Day"),
    "Republic Day": Lines("Республика күні", "День Республики", "Republic Day"),
    "First President Day": Lines("Тұңғыш Президент күні", "День Первого Президента", "Day of the First President"),
    "Independence Day": Lines("Тәуелсіздік күні", "День Независимости", "Independence Day"),
    "Eid al-Adha": Lines("Құрбан айттың бірінші күні", "Первый день Курбан айта", "First day of Kurban Ait"),
}
_OBSERVED = Lines("{name}: демалыс күні ауыстырылды", "{name}: перенос выходного дня", "{name}: day off in lieu")
MOVED_REST = Lines("Ауыстырылған демалыс күні", "Перенесённый выходной день", "Moved day off")
MOVED_WORK = Lines("Ауыстырылған жұмыс күні", "Перенесённый рабочий день", "Moved working day")

_SOURCE = "holidays {version}"
#: Days that follow the moon are published by the Government later.
_ESTIMATED = "holidays {version}, estimated"
_MARK = re.compile(r" \((?P<mark>observed|estimated|observed, estimated)\)\Z")


@dataclass(frozen=True)
class Day:
    date: date
    kind: str
    name: Lines
    is_estimated: bool = False


def seed_law() -> None:
    """Decisions and calendar."""
    seed_decisions()
    seed_calendar()


def seed_decisions() -> int:
    """Write the shipped decisions that are not there yet, and say how many. A reversed one is there, and stays so.

    Where people of the portal have decided who may see a duty, a decision shipped later does not speak beside theirs.
    """
    with transaction.atomic():
        known = set(Decision.objects.filter(is_shipped=True).values_list("number", "duty"))
        theirs = Decision.objects.in_force().for_all().filter(is_shipped=False).exclude(visibility="")
        decided = set(theirs.values_list("duty", flat=True))
        missing = [
            _decision(order)
            for order in SHIPPED
            if (order.number, order.duty) not in known and not (order.visibility and order.duty in decided)
        ]
        Decision.objects.bulk_create(missing, ignore_conflicts=True)
        fresh = {(row.number, row.duty) for row in missing}
        written = Decision.objects.filter(is_shipped=True).select_related("recorded_by") if fresh else []
        chain_decisions(row for row in written if (row.number, row.duty) in fresh)
    return len(missing)


def seed_calendar() -> int:
    """Write the days that are not there yet, and say how many. A day that was edited is never overwritten."""
    with transaction.atomic():
        known = set(CalendarDay.objects.values_list("date", flat=True))
        missing = [
            CalendarDay(
                date=day.date,
                kind=day.kind,
                name_kk=day.name.kk,
                name_ru=day.name.ru,
                name_en=day.name.en,
                source=(_ESTIMATED if day.is_estimated else _SOURCE).format(version=holidays.__version__),
            )
            for day in shipped_days()
            if day.date not in known
        ]
        CalendarDay.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


@cache
def shipped_days() -> tuple[Day, ...]:
    """Days that differ from the plain week, in order, as the library knows them; our names."""
    library = holidays.KZ(years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_US")
    days = [_day(day, name) for day, name in library.items()]
    days += [Day(day, DayKind.WORKDAY, MOVED_WORK) for day in library.weekend_workdays if day.year >= FIRST_YEAR]
    return tuple(sorted(days, key=lambda day: day.date))


def _day(day: date, name: str) -> Day:
    """One row of the library. Two holidays of one day are parted by "; ". A name unknown here is a KeyError."""
    if name.startswith("Day off"):
        return Day(day, DayKind.DAY_OFF, MOVED_REST)
    parts = name.split("; ")
    own = [part for part in parts if "observed" not in part]
    names = [_NAMES[_MARK.sub("", part)] for part in own or parts]
    joined = Lines.written(lambda language: ", ".join(each.get(language) for each in names))
    if own:
        return Day(day, DayKind.HOLIDAY, joined, is_estimated="estimated" in name)
    return Day(
        day,
        DayKind.OBSERVED,
        Lines.written(lambda language: _OBSERVED.get(language).format(name=joined.get(language))),
    )


def _decision(order: Order) -> Decision:
    row = Decision(
        number=order.number,
        duty=order.duty,
        wording_kk=order.wording.kk,
        wording_ru=order.wording.ru,
        wording_en=order.wording.en,
        ground_kk=order.ground.kk,
        ground_ru=order.ground.ru,
        ground_en=order.ground.en,
        applies_from=order.applies_from,
        applies_to=order.applies_to,
        stands=order.stands,
        visibility=order.visibility,
        reading=order.reading,
        is_shipped=True,
    )
    if isinstance(order.due, FixedDay):
        row.due_year_offset, row.due_month, row.due_day = order.due.year_offset, order.due.month, order.due.day
        row.due_bound = order.due.bound
    elif isinstance(order.due, DayAfterPeriod):
        row.due_day, row.due_bound = order.due.day, order.due.bound
    return row
