"""Who owes the progress of a quarter, until when, and who has published it: of the duties of the acts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from issues.models import IssueEvent, QuarterTimer
from portal.bodies.models import Body, RoleGrant
from portal.deadlines.models import Obligation
from portal.deadlines.querysets import ObligationQuerySet
from portal.kernel import clock
from portal.kernel.periods import Period

#: Progress on issues: of akimats, of ministries, and of the issues of a sector; one publication meets all of them.
DUTIES: Final = ("C-3.5d", "B-1.7", "C-5.3")
#: So long, from the first try, a set time that fails for whatever reason is tried before its body counts as silent.
_TRIED_FOR: Final = timedelta(days=1)


def last_day(body: Body, period: Period) -> date | None:
    """The last day on which the quarter is published in time; of several duties the latest. None: not owed."""
    owed = Obligation.objects.for_body(body).for_period(period.key).filter(duty__in=DUTIES, released_as="")
    found: date | None = owed.aggregate(last=Max("due_on"))["last"]
    return found


def owed_in_public() -> ObligationQuerySet:
    """Of whatever body and quarter: what everybody sees to be owed."""
    return Obligation.objects.public().filter(duty__in=DUTIES, released_as="")


def is_known(body: Body, period: Period, due_on: date | None) -> bool:
    """Whether the body can tell of this quarter: it owes it, with `due_on` as its last day; or it was on the portal
    before the quarter ended, and the life of any issue had begun. One statement at most.
    """
    if due_on is not None:
        return True
    has_joined = body.joined_on is None or body.joined_on < period.end
    return has_joined and IssueEvent.objects.filter(on__lt=period.end).exists()


def end_of(day: date) -> datetime:
    """The midnight that ends a civil day of Kazakhstan."""
    return clock.at(day + timedelta(days=1), 0)


def timers_to_look_at(now: datetime) -> QuerySet[QuarterTimer]:
    """Whose time has come, and those of people who have lost a role, whether or not it was that of the body."""
    ended = RoleGrant.objects.ended(clock.civil_date(now)).filter(user=OuterRef("set_by"))
    wanted = Q(publish_at__lte=now) | Q(set_by__is_active=False) | Exists(ended)
    return QuarterTimer.objects.filter(wanted).order_by("publish_at", "pk")


def timers_still_tried(now: datetime) -> QuerySet[QuarterTimer]:
    """Whose time has come: their bodies spoke, and are not silent while the portal can still carry it out."""
    is_young = Q(tried_at__isnull=True) | Q(tried_at__gt=now - _TRIED_FOR)
    return QuarterTimer.objects.filter(is_young, publish_at__lte=now)
