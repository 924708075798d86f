"""The rehearsal of coming sweeps, shaped for its page and for a table: by day, by what happens, by duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.bodies.models import Body
from portal.deadlines.queries import RehearsedDay, rehearse
from portal.deadlines.queries.rehearsal import Line
from portal.deadlines.queries.words import in_words
from portal.kit import formats
from portal.law import registry
from portal.overview.queries.control.ahead import period_words

#: A page answers for so many days; what is longer is made aside.
PAGE_DAYS = 62
LONGEST_DAYS = 366
#: Bodies named under one line of the page; the table names them all.
_NAMED = 40
PARTS = ("opened", "reminded", "late", "escalated")
COLUMNS = ("day", "what", "duty", "title", "period", "body", "name", "subject", "due_on", "rung", "people")


@dataclass(frozen=True)
class RehearsedGroup:
    """One duty that the sweep of a day opens, reminds of, finds late or sends up, with its bodies."""

    title: str
    period: str
    due_on: date | None
    step: str
    count: int
    people: int | None
    names: list[str]

    @property
    def unnamed(self) -> int:
        return self.count - len(self.names)


@dataclass(frozen=True)
class RehearsedPart:
    name: str
    title: str
    count: int
    groups: list[RehearsedGroup]


@dataclass(frozen=True)
class Rehearsed:
    on: date
    parts: list[RehearsedPart]
    summary: str


def rehearsed(first: date, last: date, *, today: date) -> list[Rehearsed]:
    """Days on which something would happen, in order. The statements of the rehearsal and one more."""
    days = _days(first, last, today)
    names = _names(days)
    shown = []
    for day in days:
        parts = [_part(name, getattr(day, name), names) for name in PARTS if getattr(day, name)]
        if parts:
            shown.append(Rehearsed(day.on, parts, "; ".join(_counted(part.name, part.count) for part in parts)))
    return shown


def rehearsal_rows(first: date, last: date, *, today: date) -> Iterator[dict[str, object]]:
    """A row for each thing that would happen, under COLUMNS, in the active language."""
    days = _days(first, last, today)
    names = _names(days)
    for day in days:
        for name in PARTS:
            for line in getattr(day, name):
                yield {
                    "day": day.on.isoformat(),
                    "what": name,
                    "duty": line.duty,
                    "title": in_words(registry.duty(line.duty).title),
                    "period": line.period_key,
                    "body": line.body,
                    "name": names.get(line.body, line.body),
                    "subject": line.subject,
                    "due_on": line.due_on.isoformat() if line.due_on else "",
                    "rung": line.rung,
                    "people": line.people,
                }


def part_title(name: str) -> str:
    return {
        "opened": pgettext("rehearsal", "Opened"),
        "reminded": pgettext("rehearsal", "Reminded of"),
        "late": pgettext("rehearsal", "Found late"),
        "escalated": pgettext("rehearsal", "Lateness told"),
    }[name]


def header(column: str) -> str:
    """The heading of a column in a workbook."""
    return {
        "day": _("Day"),
        "what": pgettext("rehearsal", "What happens"),
        "duty": pgettext("rehearsal", "Number of the duty"),
        "title": pgettext("filter", "Duty"),
        "period": pgettext("filter", "Period"),
        "body": pgettext("rehearsal", "Address of the body"),
        "name": pgettext("filter", "Body"),
        "subject": pgettext("rehearsal", "What it is about"),
        "due_on": pgettext("rehearsal", "Last day"),
        "rung": pgettext("rehearsal", "Days before the last day"),
        "people": pgettext("rehearsal", "People notified"),
    }[column]


def days_between(first: date, last: date) -> int:
    """Both included."""
    return (last - first).days + 1


def next_month(today: date) -> tuple[date, date]:
    """The range shown when none is asked for: from tomorrow for thirty days."""
    first = today + timedelta(days=1)
    return first, first + timedelta(days=29)


def _days(first: date, last: date, today: date) -> list[RehearsedDay]:
    """The sweeps go on from tomorrow: days before `first` are lived through and not shown, so nothing is caught up."""
    days = rehearse(first=min(first, today + timedelta(days=1)), last=last)
    return [day for day in days if day.on >= first]


def _names(days: Iterable[RehearsedDay]) -> dict[str, str]:
    slugs = {line.body for day in days for name in PARTS for line in getattr(day, name)}
    return {body.slug: str(body.plain) for body in Body.objects.filter(slug__in=slugs)} if slugs else {}


def _part(name: str, lines: list[Line], names: dict[str, str]) -> RehearsedPart:
    def key(line: Line) -> tuple[str, str, str, int]:
        due = line.due_on.isoformat() if line.due_on else ""
        return due, line.duty, line.period_key, -(line.rung or 0)

    groups = [_group(list(found), names) for _key, found in groupby(sorted(lines, key=key), key)]
    return RehearsedPart(name, part_title(name), len(lines), groups)


def _group(lines: list[Line], names: dict[str, str]) -> RehearsedGroup:
    one = lines[0]
    named = sorted({names.get(line.body, line.body) for line in lines[:_NAMED]})
    told = [line.people for line in lines if line.people is not None]
    return RehearsedGroup(
        title=in_words(registry.duty(one.duty).title),
        period=period_words(one.period_key),
        due_on=one.due_on,
        step=_step(one.rung),
        count=len(lines),
        people=sum(told) if told else None,
        names=named,
    )


def _step(rung: int | None) -> str:
    if rung is None:
        return ""
    if rung == 0:
        return _("on the last day")
    if rung > 0:
        return ngettext("%(days)s day before the last day", "%(days)s days before the last day", rung) % {
            "days": formats.number(rung)
        }
    return ngettext("%(days)s day after the last day", "%(days)s days after the last day", -rung) % {
        "days": formats.number(-rung)
    }


def _counted(name: str, count: int) -> str:
    number = {"count": formats.number(count)}
    if name == "opened":
        return ngettext("%(count)s duty opened", "%(count)s duties opened", count) % number
    if name == "reminded":
        return ngettext("%(count)s reminder", "%(count)s reminders", count) % number
    if name == "late":
        return ngettext("%(count)s duty found late", "%(count)s duties found late", count) % number
    return ngettext("lateness told %(count)s time", "lateness told %(count)s times", count) % number
