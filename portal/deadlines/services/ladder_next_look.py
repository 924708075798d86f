"""Asking the ladder to look again: after a last day, a ladder or the working calendar changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from portal.deadlines.models import Obligation


def look_again(
    *, duties: Iterable[str] | None = None, obligations: Iterable[Obligation | int] | None = None, on: date
) -> int:
    """The next sweep of `on` or later looks at the open obligations of `duties`, or at these; says how many.

    With neither, at every open one. Called in the transaction of the change: a sweep that is just now writing has read
    the state before it, and this waits for its rows and puts them back in line. One statement.
    """
    rows = Obligation.objects.unmet().filter(due_on__isnull=False)
    if duties is not None:
        rows = rows.filter(duty__in=list(duties))
    if obligations is not None:
        rows = rows.filter(pk__in=[row if isinstance(row, int) else row.pk for row in obligations])
    return rows.update(look_on=on)
