"""What a row of the desk is, and in which order and bands rows stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.kit import formats
from portal.law.counting.states import SOON_DAYS

#: What is due within so many days stands apart from what is due later.
MONTH_DAYS = 30


@dataclass(frozen=True)
class Part:
    """One duty of a matter."""

    title: str
    url: str
    note: str


@dataclass(frozen=True)
class Task:
    """One row: a number of days with its words (no number: today), what is to be done, and the one action.

    `left` is the number of days to the last day, below nought when it is over, None where there is none.
    `parts` are the duties of one matter, which is then one row: that of the nearest.
    """

    days: int | None
    days_words: str
    tone: str
    title: str
    notes: list[str]
    url: str
    label: str
    is_pressing: bool
    parts: tuple[Part, ...] = ()
    left: int | None = None


@dataclass(frozen=True)
class Band:
    """Duties that press alike, under one heading."""

    title: str
    tone: str
    icon: str
    tasks: list[Task]


def bands(tasks: Iterable[Task]) -> list[Band]:
    """Late, within a week, within a month, later: in the order given, without empty ones."""
    late: list[Task] = []
    soon: list[Task] = []
    month: list[Task] = []
    later: list[Task] = []
    for task in tasks:
        left = task.left if task.left is not None else MONTH_DAYS + 1
        (late if left < 0 else soon if left <= SOON_DAYS else month if left <= MONTH_DAYS else later).append(task)
    within = _("In the next %(days)s days: %(count)s")
    named = (
        (_("Late: %(count)s"), 0, "late", "warning", late),
        (within, SOON_DAYS, "soon", "clock", soon),
        (within, MONTH_DAYS, "", "", month),
        (_("Later: %(count)s"), 0, "", "", later),
    )
    return [
        Band(title % {"days": days, "count": formats.number(len(tasks))}, tone, icon, tasks)
        for title, days, tone, icon, tasks in named
        if tasks
    ]


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """What has a last day, nearest first; then what has none, the longest waiting first."""
    return sorted(tasks, key=lambda task: (task.left is None, task.left or 0, -(task.days or 0)))


def counted(days: int, *, is_late: bool) -> tuple[int | None, str]:
    """The number of a row with its words."""
    if is_late:
        return days, ngettext("day late", "days late", days)
    if days == 0:
        return None, pgettext("due", "today")
    return days, ngettext("day left", "days left", days)
