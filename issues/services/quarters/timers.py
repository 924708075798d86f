"""A body has its quarter published by the portal at a set time, and calls it off."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from issues.errors import CHANGED
from issues.models import QuarterTimer, QuarterVersion
from issues.notices.quarters import MISSED, NO_RIGHT, REFUSED, set_time_dropped
from issues.permissions import can_publish_quarter
from issues.queries.quarters.owed import end_of, last_day, timers_to_look_at
from issues.services.quarters.publishing import ended_quarter, locked_body, publish_locked, require_known, require_said
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kernel.periods import Period
from portal.notices.services import tell_many

logger = logging.getLogger(__name__)


@transaction.atomic
def set_time(
    *, body: Body, period_key: str, publish_at: datetime, actor: Actor, today: date, now: datetime
) -> QuarterTimer:
    """Have the portal publish the quarter at a set time, at the latest before the midnight that ends its last day.

    Set anew it replaces the earlier time. Raises as `publish_quarter`, and Invalid at "publish_at".
    """
    period = ended_quarter(period_key, today)
    own = locked_body(body)
    can_publish_quarter(actor, own).require()
    require_known(own, period)
    last = last_day(own, period)
    if QuarterVersion.objects.of(own, period.key).exists():
        raise Conflict(_("This quarter is published already: a later version is published at once."), code="version")
    if publish_at <= now:
        raise Invalid.at("publish_at", _("This time is over."))
    if last is None or publish_at >= end_of(last):
        raise Invalid.at("publish_at", _("Set a time before the last day is over, or publish at once."))
    require_said(own, period, before=now + datetime.resolution)
    timer, _made = QuarterTimer.objects.update_or_create(
        body=own,
        period_key=period.key,
        defaults={"publish_at": publish_at, "set_by": actor.user, "set_at": now, "tried_at": None},
    )
    return timer


@transaction.atomic
def call_off_time(*, body: Body, period_key: str, actor: Actor) -> None:
    """Nothing becomes public; what is said can be changed again. Raises NotAllowed, Conflict (no time stands any more:
    it has come, or somebody else was first).
    """
    own = locked_body(body)
    can_publish_quarter(actor, own).require()
    gone, _rows = QuarterTimer.objects.filter(body=own, period_key=period_key).delete()
    if not gone:
        raise Conflict(_("No time is set any more: look at the quarter as it stands."), code=CHANGED)


def publish_set(*, now: datetime) -> int:
    """Publish every quarter whose set time has come, as things stood at that time; how many were. A time goes when who
    set it may not publish any more, or when it comes and the quarter is refused or published already; the body is told.

    For the beat: it may run late, twice at once or be killed half-way. One that fails stops no other, and is tried
    again.
    """
    published = 0
    for pk in list(timers_to_look_at(now).values_list("pk", flat=True)):
        try:
            QuarterTimer.objects.filter(pk=pk, publish_at__lte=now, tried_at__isnull=True).update(tried_at=now)
            published += _publish_timer(pk, now)
        except Exception:
            logger.exception("The quarter with the set time %s was not published", pk)
    return published


def _publish_timer(pk: int, now: datetime) -> bool:
    try:
        return _publish_at_its_time(pk, now)
    except (Invalid, NotAllowed) as refusal:
        logger.warning("The set time %s goes: %s", pk, refusal.code)
        _drop(pk, today=clock.civil_date(now), why=REFUSED if isinstance(refusal, Invalid) else NO_RIGHT)
    return False


@transaction.atomic
def _publish_at_its_time(pk: int, now: datetime) -> bool:
    timer = _locked_timer(pk)
    if timer is None:
        return False
    own, period, at = timer.body, Period.parse(timer.period_key), timer.publish_at
    actor = actor_for(timer.set_by, clock.civil_date(min(at, now)))
    can_publish_quarter(actor, own).require()
    if at > now:
        return False
    if QuarterVersion.objects.of(own, period.key).exists():
        _drop_locked(timer, today=clock.civil_date(now), why=MISSED)
        return False
    timer.delete()
    return publish_locked(own, period, actor, at=at, written_at=now, late_reason="") is not None


@transaction.atomic
def _drop(pk: int, *, today: date, why: str) -> None:
    timer = _locked_timer(pk)
    if timer is not None:
        _drop_locked(timer, today=today, why=why)


def _drop_locked(timer: QuarterTimer, *, today: date, why: str) -> None:
    due_on = last_day(timer.body, Period.parse(timer.period_key))
    tell_many(set_time_dropped(timer, timer.body, today=today, why=why, due_on=due_on))
    timer.delete()


def _locked_timer(pk: int) -> QuarterTimer | None:
    """With its body, which is locked before it. None: it is gone meanwhile."""
    found = QuarterTimer.objects.select_related("body").filter(pk=pk).first()
    if found is None:
        return None
    own = locked_body(found.body)
    timer = QuarterTimer.objects.select_related("set_by").filter(pk=pk).first()
    if timer is not None:
        timer.body = own
    return timer
