"""What a row of the desk is."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext, pgettext


@dataclass(frozen=True)
class Part:
    """One duty of a matter."""

    title: str
    url: str
    note: str


@dataclass(frozen=True)
class Task:
    """One row: a number of days with its words (no number: today), what is to be done, and the one action.

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


def counted(days: int, *, is_late: bool) -> tuple[int | None, str]:
    """The number of a row with its words."""
    if is_late:
        return days, ngettext("day late", "days late", days)
    if days == 0:
        return None, pgettext("due", "today")
    return days, ngettext("day left", "days left", days)
