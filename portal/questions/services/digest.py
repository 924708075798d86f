"""One letter a day at most to who subscribed to a place, in the morning, when something happened there."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Min, Q, Value
from django.db.models.functions import Greatest

from portal.kernel import clock
from portal.questions.choices import MailKind
from portal.questions.models import Subscription
from portal.questions.queries.happened import touched
from portal.questions.querysets import SubscriptionQuerySet
from portal.questions.services.letters import write_letters
from portal.questions.services.writing import digest_key

#: From this hour of Kazakhstan on; a beat that comes later in the day makes up for it.
MORNING: Final = time(8)
#: What is being written just now bears an earlier moment when it is committed: it is told tomorrow rather than never.
LAG: Final = timedelta(minutes=15)
#: So many subscriptions are looked at together: the memory they take is the same for ten and for a hundred thousand.
BATCH: Final = 500


def make_digests(*, now: datetime) -> int:
    """Put the letters of this morning in line; says how many.

    May run late, twice at once, or be killed anywhere: a batch is told and marked in one transaction, each mailbox once
    a day. What happened in the meantime comes with the next morning's.
    """
    today = clock.civil_date(now)
    if clock.local(now).time() < MORNING:
        return 0
    since = _untold(today).aggregate(first=Min("told_until"))["first"]
    if since is None:
        return 0
    until = now - LAG
    places = touched(since, until)
    made = last = 0
    while True:
        done, last = _batch(last, places, until, today, now)
        made += done
        if not last:
            return made


@transaction.atomic
def _batch(after: int, places: dict[int, datetime], until: datetime, today: date, now: datetime) -> tuple[int, int]:
    """How many letters, and the key of the last subscription looked at; 0 when there are no more. Four statements."""
    rows = _untold(today).filter(pk__gt=after).select_related("person").order_by("pk")
    batch = list(rows.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    if not batch:
        return 0, 0
    news = [row for row in batch if row.territory_id in places and places[row.territory_id] > row.told_until]
    keys = [(row.person, digest_key(row.told_until, until)) for row in news]
    made = write_letters(keys, kind=MailKind.DIGEST, now=now)
    # Who confirmed a minute ago stands later than that already.
    batched = Subscription.objects.filter(pk__in=[row.pk for row in batch])
    batched.update(told_until=Greatest("told_until", Value(until)), told_on=today)
    return made, batch[-1].pk


def _untold(today: date) -> SubscriptionQuerySet:
    return Subscription.objects.standing().filter(Q(told_on__isnull=True) | Q(told_on__lt=today))
