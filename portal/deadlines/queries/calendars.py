"""Calendars of due days: whose an address is, and what stands in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core import signing
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.deadlines.models import CalendarAddress, DueChange, Obligation, ObligationEvent
from portal.deadlines.queries.ladder import Ladders
from portal.deadlines.queries.words import action, in_words, tag
from portal.deadlines.querysets import ObligationQuerySet
from portal.kernel import clock
from portal.law import registry
from portal.law.duty import Duty

#: Whose own duties are those of the body.
_CONCERNED = (Role.PREPARER, Role.OFFICER, Role.HEAD, Role.APPROVER)

SALT = "portal.deadlines.calendar"
#: Stands in no key: between the key and its signature.
SEPARATOR = "."
#: What was done or is not needed any more stays so long, that a phone learns of it.
KEPT_DAYS = timedelta(days=30)
#: More than these would not be a calendar.
_ROWS = 1000


@dataclass(frozen=True)
class Feed:
    """An address that works now: its person, and the bodies whose duties stand in it."""

    address: CalendarAddress
    actor: Actor
    bodies: frozenset[int]


@dataclass(frozen=True)
class FeedRow:
    """One due day. `rungs` are days before it on which the phone reminds; none for what is done."""

    obligation: Obligation
    action: str
    clause: str
    state: str
    sequence: int
    changed_at: datetime
    rungs: tuple[int, ...]


@dataclass(frozen=True)
class AddressRow:
    """A calendar the person can have: own duties, or those of one body; with its address when there is one."""

    body: Body | None
    address: CalendarAddress | None


def open_feed(key: str, on: date) -> Feed | None:
    """Whose calendar it is; nothing for a key we did not sign, one taken back, a closed login, a role that ended.

    No statement for what we did not sign, else three.
    """
    try:
        plain = signing.Signer(sep=SEPARATOR, salt=SALT).unsign(key)
    except signing.BadSignature:
        return None
    digest = hashlib.sha256(plain.encode()).hexdigest()
    rows = CalendarAddress.objects.filter(key_sha256=digest, revoked_on__isnull=True)
    address = rows.select_related("user", "body").first()
    if address is None:
        return None
    actor = actor_for(address.user, on)
    bodies = actor.bodies(*_CONCERNED) if address.body_id is None else actor.bodies() & {address.body_id}
    return Feed(address, actor, frozenset(bodies)) if actor.grants and (bodies or address.body_id is None) else None


def feed_rows(feed: Feed, on: date) -> list[FeedRow]:
    """Duties with a day, open ones and those that ended lately, in order of their days. Two statements."""
    ladders = Ladders.read()
    rows = _changed(Obligation.objects.for_bodies(feed.bodies)).filter(due_on__isnull=False).filter(_shown(on))
    return [_row(row, ladders, on) for row in rows.select_related("body").by_due_day()[:_ROWS]]


def addresses(actor: Actor) -> list[AddressRow]:
    """Own duties first, then each body of the person. Two statements."""
    live = CalendarAddress.objects.filter(user=actor.user, revoked_on__isnull=True).select_related("body")
    by_body = {address.body_id: address for address in live}
    bodies = Body.objects.filter(pk__in=actor.bodies()).order_by("kind", "slug")
    return [AddressRow(None, by_body.get(None)), *(AddressRow(body, by_body.get(body.pk)) for body in bodies)]


def _shown(on: date) -> Q:
    since = on - KEPT_DAYS
    return Q(met_on__isnull=True, released_as="") | Q(met_on__gte=since) | Q(released_on__gte=since)


def _changed(rows: ObligationQuerySet) -> ObligationQuerySet:
    """With `moves`, how often the day moved, and `changed_at`, when anything last happened."""
    events = ObligationEvent.objects.filter(obligation=OuterRef("pk")).order_by().values("obligation")
    changes = DueChange.objects.filter(obligation=OuterRef("pk")).order_by().values("obligation")
    last_event = Subquery(events.annotate(last=Max("at")).values("last"))
    return rows.annotate(
        moves=Coalesce(Subquery(changes.annotate(number=Count("pk")).values("number")), 0),
        changed_at=Greatest(last_event, Subquery(changes.annotate(last=Max("changed_at")).values("last"))),
    )


def _row(row: Obligation, ladders: Ladders, on: date) -> FeedRow:
    version: Duty = registry.version(row.duty, row.act)
    is_open = not row.is_met and not row.is_released
    ends: Iterable[bool] = (row.is_met, row.is_released)
    return FeedRow(
        obligation=row,
        action=action(row),
        clause=f"{in_words(version.act.short)}, {in_words(version.clause)}",
        state=tag(row.state(on)).text if not is_open else "",
        # Done and called off are news too.
        sequence=row.moves + sum(ends),  # type: ignore[attr-defined]
        changed_at=row.changed_at or clock.at(row.opened_on, 0),  # type: ignore[attr-defined]
        rungs=tuple(rung for rung in ladders.of(row.duty) if rung >= 0) if is_open else (),
    )
