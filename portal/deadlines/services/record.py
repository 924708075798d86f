"""Keeping the totals of the record: what changed is counted again, and nothing else.

A total is the count of one cell (body, duty, period) or the sum of such cells over a level in a region. The database
notes which cells an obligation changed in (`StaleTotal`); which ones change with the day alone is found by the index of
unmet due days. Each step is a transaction that counts and forgets together, so that a kill leaves noted what is not
counted, and the next run goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from portal.bodies.models import Body
from portal.deadlines.models import Obligation, StaleTotal, Total
from portal.deadlines.queries.record.totals import NUMBERS, among, tally
from portal.deadlines.querysets import STANDING_KEY, STANDING_YEAR
from portal.law.counting.states import SOON_DAYS

#: Name of the database lock of counting: any constant number that no other lock of the portal has.
_LOCK = 7_310_006
#: Cells, and pairs of duty and period, counted in one transaction; bodies whose cells are noted at once.
_CELLS, _PAIRS, _BODIES = 4000, 200, 200
#: In the place of a body: the sums over all bodies of a duty and period are to be counted again.
_SUMS = 0
_NEVER = datetime.fromtimestamp(0, UTC)

_CELL = ("body_id", "duty", "period_key")
_PAIR = ("duty", "period_key")
_COLUMNS = (
    *("body_id", "region_id", "level", "duty", "period_key", "year", "is_public", "is_apart"),
    *NUMBERS,
    *("first_due_on", "last_due_on"),
)
_INSERT = (
    f'INSERT INTO deadlines_total ({", ".join(_COLUMNS)}, "on", counted_at)'  # noqa: S608 - names of columns in this module
    f" SELECT {', '.join(_COLUMNS)}, %s, %s FROM ({{}}) AS counted"
)
_SUM_UP = (
    "SELECT NULL::bigint AS body_id, region_id, level, duty, period_key, year, is_public, is_apart, "  # noqa: S608 - the same
    + ", ".join(f"sum({name}) AS {name}" for name in NUMBERS)
    + ", min(first_due_on) AS first_due_on, max(last_due_on) AS last_due_on FROM ({}) AS cells"
    " GROUP BY region_id, level, duty, period_key, year, is_public, is_apart"
)


def refresh_totals(*, on: date, now: datetime) -> int:
    """Count again what has changed, as of `on`; how many cells. It may be killed, doubled or late.

    At the end the row without a duty says for which day and when everything was counted.
    """
    _note_by_day(on)
    counted = sum(_count_cells(on, now))
    _count_sums(on, now)
    with transaction.atomic():
        _alone()
        _whole().update(on=on, counted_at=now)
    return counted


def rebuild_totals(*, on: date, now: datetime) -> int:
    """Count everything again, body after body; how many cells there are. Readers see the old numbers until then.

    Needed after totals were lost. A body that has come under another region or rank is found with the next day.
    """
    bodies = Body.objects.order_by("pk").values_list("pk", flat=True).iterator()
    while chunk := list(islice(bodies, _BODIES)):
        with transaction.atomic():
            _alone()
            Total.objects.filter(body__in=chunk).delete()
            _insert(*tally(Obligation.objects.for_bodies(chunk).with_place().with_state(on)), on, now)
    # Sums that nothing adds up to any more go too.
    pairs = Total.objects.exclude(duty="").order_by().values_list(*_PAIR).distinct()
    _note((_SUMS, duty, period_key) for duty, period_key in pairs)
    refresh_totals(on=on, now=now)
    return Total.objects.filter(body__isnull=False).count()


def _whole() -> QuerySet[Total]:
    """The row without a duty."""
    return Total.objects.filter(body__isnull=True, year=0, duty="")


def _note_by_day(on: date) -> None:
    """Note the cells whose states, or whose places, are others on `on` than when counted; make `on` that day."""
    with transaction.atomic():
        _alone()
        counted_for = _whole().values_list("on", flat=True).first()
        if counted_for is None:
            # The database itself has noted every obligation there is.
            Total.objects.create(level="", duty="", period_key="", year=0, is_public=True, on=on, counted_at=_NEVER)
        elif counted_for != on:
            first, last = sorted((counted_for, on))
            soon = timedelta(days=SOON_DAYS)
            late = Q(due_on__gte=first, due_on__lt=last)
            near = Q(due_on__gt=first + soon, due_on__lte=last + soon)
            changed = Obligation.objects.unmet().filter(late | near).order_by()
            _note(changed.values_list(*_CELL).distinct().iterator())
            _note(Total.objects.misplaced().order_by().values_list(*_CELL).distinct().iterator())
            _whole().update(on=on)


def _count_cells(on: date, now: datetime) -> Iterator[int]:
    """Count noted cells, chunk by chunk. Notes that are written meanwhile stay for the next run."""
    last = 0
    while True:
        with transaction.atomic():
            _alone()
            rows = StaleTotal.objects.filter(pk__gt=last).exclude(body=_SUMS).order_by("pk")
            noted = list(rows.values_list("pk", *_CELL)[:_CELLS])
            if not noted:
                return
            last = noted[-1][0]
            cells = {(body, duty, period_key) for _pk, body, duty, period_key in noted}
            Total.objects.filter(among(_CELL, cells)).delete()
            _insert(*tally(Obligation.objects.filter(among(_CELL, cells)).with_place().with_state(on)), on, now)
            _note((_SUMS, *pair) for pair in {(duty, period_key) for _body, duty, period_key in cells})
            StaleTotal.objects.filter(pk__in=[pk for pk, *_cell in noted]).delete()
        yield len(cells)


def _count_sums(on: date, now: datetime) -> None:
    while True:
        with transaction.atomic():
            _alone()
            noted = StaleTotal.objects.filter(body=_SUMS).order_by()
            pairs = list(noted.values_list(*_PAIR).distinct()[:_PAIRS])
            if not pairs:
                return
            # Read before the counting: what is noted meanwhile stays.
            read = list(noted.filter(among(_PAIR, pairs)).values_list("pk", flat=True))
            Total.objects.filter(among(_PAIR, pairs), body__isnull=True).delete()
            years = {
                STANDING_YEAR if period_key == STANDING_KEY else int(period_key[:4]) for _duty, period_key in pairs
            }
            cells = Total.objects.filter(among(_PAIR, pairs), body__isnull=False, year__in=years)
            statement, params = cells.query.sql_with_params()
            _insert(_SUM_UP.format(statement), params, on, now)
            StaleTotal.objects.filter(pk__in=read).delete()


def _insert(statement: str, params: Sequence[Any], on: date, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(statement), [on, now, *params])


def _note(cells: Iterable[tuple[int, str, str]]) -> None:
    rows = (StaleTotal(body_id=body, duty=duty, period_key=period_key) for body, duty, period_key in cells)
    while chunk := list(islice(rows, _CELLS)):
        StaleTotal.objects.bulk_create(chunk)


def _alone() -> None:
    """Until the end of the transaction nobody else counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
