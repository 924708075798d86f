"""One letter a day at most to who follows issues, in the morning, when something happened."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Min, Q, Value
from django.db.models.functions import Greatest

from issues.models import Follow
from issues.queries.news import Touched, touched
from issues.querysets import FollowQuerySet
from issues.services.writing import news_key
from portal.kernel import clock
from portal.questions.choices import MailKind
from portal.questions.services.digest import BATCH, LAG, MORNING
from portal.questions.services.letters import write_letters


def make_news(*, now: datetime) -> int:
    """Put the letters of this morning in line; says how many.

    May run late, twice at once, or be killed anywhere: a batch is told and marked in one transaction, each mailbox once
    a day and subscription. What happened in the meantime comes with the next morning's.
    """
    today = clock.civil_date(now)
    if clock.local(now).time() < MORNING:
        return 0
    since = _untold(today).aggregate(first=Min("told_until"))["first"]
    if since is None:
        return 0
    until = now - LAG
    found = touched(since, until)
    made = last = 0
    while True:
        done, last = _batch(last, found, until, today, now)
        made += done
        if not last:
            return made


@transaction.atomic
def _batch(after: int, found: Touched, until: datetime, today: date, now: datetime) -> tuple[int, int]:
    """How many letters, and the key of the last subscription looked at; 0 when there are no more. Four statements."""
    rows = _untold(today).filter(pk__gt=after).select_related("person").order_by("pk")
    batch = list(rows.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    if not batch:
        return 0, 0
    keys = [
        (row.person, news_key(row.told_until, until))
        for row in batch
        if (latest := found.latest(row)) is not None and latest > row.told_until
    ]
    made = write_letters(keys, kind=MailKind.NEWS, now=now)
    batched = Follow.objects.filter(pk__in=[row.pk for row in batch])
    batched.update(told_until=Greatest("told_until", Value(until)), told_on=today)
    return made, batch[-1].pk


def _untold(today: date) -> FollowQuerySet:
    return Follow.objects.standing().filter(Q(told_on__isnull=True) | Q(told_on__lt=today))
