"""What a body did not publish by its last day the portal publishes: as things stood at the midnight that ended it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef

from issues.models import IssueEvent, QuarterVersion
from issues.queries.quarters.owed import DUTIES, end_of, last_day, timers_still_tried
from issues.services.quarters.chaining import chain_quarter
from issues.services.quarters.freezing import Made, freeze, rows_of
from issues.services.quarters.publishing import locked_body
from issues.services.quarters.timers import publish_set
from portal.bodies.models import Body
from portal.deadlines.models import Obligation
from portal.kernel import clock
from portal.kernel.periods import Period

logger = logging.getLogger(__name__)

_LOCK = 7_310_041
#: Bodies by id with quarters that are not published as silent on a day, though they owe them.
HeldBack = Callable[[date], Collection[tuple[int, str]]]
_HELD_BACK: list[HeldBack] = []


def held_back_by(asks: HeldBack) -> None:
    """Upper floors that still bring what bodies have done say here, when the portal starts, whose silence waits for
    it. A body that is named is never held back.
    """
    if asks not in _HELD_BACK:
        _HELD_BACK.append(asks)


def publish_silence(*, now: datetime, period_key: str = "", body: Body | None = None) -> int:
    """Publish for every body that did not, whose last day is over; how many. It meets no duty. Of one quarter or body
    alone when it is named.

    For the beat: however late it comes, twice at once or killed half-way, each body gets one version, of the same rows
    and hashes. What bodies had set a time for is published before; where that fails it is tried for a day before its
    body counts as silent. One that fails stops no other and is tried again.
    """
    publish_set(now=now)
    published = 0
    with _alone() as alone:
        if alone:
            for pk, key in list(silent(clock.civil_date(now), period_key=period_key, body=body)):
                try:
                    published += _publish_for(pk, Period.parse(key), clock.civil_date(now), now)
                except Exception:
                    logger.exception("The silence of body %s for %s was not published", pk, key)
    return published


def silent(today: date, *, period_key: str = "", body: Body | None = None) -> Iterator[tuple[int, str]]:
    """Bodies by id, with the quarter they owe, did not publish, and can no longer publish in time; without those held
    back unless one is named. Two statements, and those of whoever holds back.
    """
    first = IssueEvent.objects.order_by("on", "id").values_list("on", flat=True).first()
    if first is None:
        return
    published = QuarterVersion.objects.filter(body=OuterRef("body"), period_key=OuterRef("period_key"))
    owed = Obligation.objects.filter(~Exists(published), duty__in=DUTIES, released_as="", period_key__gte=_key(first))
    if period_key:
        owed = owed.filter(period_key=period_key)
    if body is not None:
        owed = owed.filter(body=body)
    rows = owed.order_by("period_key", "body").values("period_key", "body").annotate(last=Max("due_on"))
    found = [(row["body"], row["period_key"]) for row in rows.filter(last__lt=today)]
    held_back = {each for asks in _HELD_BACK for each in asks(today)} if found and body is None else set()
    yield from (each for each in found if each not in held_back)


def _key(day: date) -> str:
    """Of quarters before the first line of any life the portal knows nothing."""
    return Period.containing("quarter", day).key


@transaction.atomic
def _publish_for(body: int, period: Period, today: date, now: datetime) -> bool:
    own = locked_body(Body(pk=body))
    due_on = last_day(own, period)
    if due_on is None or due_on >= today or QuarterVersion.objects.of(own, period.key).exists():
        return False
    if timers_still_tried(now).filter(body=own, period_key=period.key).exists():
        return False
    midnight = end_of(due_on)
    made = Made(body=own, period=period, number=1, as_of=midnight, at=now, on=today)
    chain_quarter(freeze(made, rows_of(own, period, before=midnight)))
    return True


@contextmanager
def _alone() -> Iterator[bool]:
    """A lock of the connection: it goes with the process that holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        (taken,) = cursor.fetchone()
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
