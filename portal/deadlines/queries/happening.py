"""What people recorded that happened, and the duties it opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import EventKind, Opens
from portal.deadlines.models import Obligation, ObligationEvent
from portal.deadlines.permissions import EVENT_SPEAKERS
from portal.deadlines.queries.why.happening import event_label
from portal.deadlines.queries.words import Tag, action, tag
from portal.deadlines.querysets import BY_HAND, ObligationQuerySet, sees_all
from portal.kit.translated import Words

#: More matters than these nobody chooses from.
_MATTERS = 100


@dataclass(frozen=True)
class OpenedDuty:
    """A duty that an event opened, or gave its day."""

    obligation: Obligation
    action: str
    tag: Tag


@dataclass(frozen=True)
class RecordedEvent:
    """One matter: what it is about, what happened when, and the duties it opened."""

    pk: int
    about: Words
    body: Body
    happened: list[tuple[str, date | None]]
    duties: list[OpenedDuty]
    recorded_on: date
    recorded_by: str
    is_over: bool
    may_call_off: bool


def bodies_of_events(actor: Actor, asked: str, language: str) -> list[Body]:
    """Bodies for which the actor records: own ones; for those who control the leading ones too, and the one asked for.

    One statement.
    """
    own = Q(pk__in=actor.bodies(*EVENT_SPEAKERS))
    if sees_all(actor):
        own |= Q(pk__in=Body.objects.leading().values("pk")) | Q(slug=asked)
    return list(Body.objects.on_the_portal().filter(own).in_order(language))


def open_matters(bodies: Iterable[Body]) -> list[Obligation]:
    """Matters of the bodies in which something is still waited for, counted already or not. One statement."""
    rows = Obligation.objects.for_bodies(body.pk for body in bodies).unmet().awaiting()
    waiting = rows.filter(opens_by=Opens.EVENT).order_by("body_id", "subject", "pk")
    found = waiting.distinct("body_id", "subject").select_related("body")[:_MATTERS]
    return sorted(found, key=lambda row: -row.pk)


def recorded(actor: Actor) -> ObligationQuerySet:
    """The first duty of each matter recorded by hand, latest first."""
    visible = Obligation.objects.visible_to(actor).filter(opens_by=Opens.EVENT, subject__startswith=BY_HAND)
    heads = visible.order_by().values("subject").annotate(first=Min("pk")).values("first")
    return Obligation.objects.filter(pk__in=heads).select_related("body").order_by("-pk")


def event_rows(heads: Iterable[Obligation], actor: Actor, on: date) -> list[RecordedEvent]:
    """Matters in words. Two statements."""
    heads = list(heads)
    by_subject: defaultdict[str, list[Obligation]] = defaultdict(list)
    subjects = {head.subject for head in heads}
    rows = Obligation.objects.filter(opens_by=Opens.EVENT, subject__in=subjects).select_related("body")
    for row in rows.by_due_day():
        by_subject[row.subject].append(row)
    opened = ObligationEvent.objects.filter(kind=EventKind.OPENED, obligation__in=[head.pk for head in heads])
    recorders = {event.obligation_id: event for event in opened.select_related("actor")}
    return [_recorded(head, by_subject[head.subject], recorders[head.pk], actor, on) for head in heads]


def opened_duties(rows: Iterable[Obligation], on: date) -> list[OpenedDuty]:
    """Duties in words; no statement."""
    return [OpenedDuty(row, action(row), tag(row.state(on))) for row in rows]


def _recorded(
    head: Obligation, rows: list[Obligation], opened: ObligationEvent, actor: Actor, on: date
) -> RecordedEvent:
    days: dict[str, str | None] = {}
    for row in rows:
        days |= {name: day for name, day in row.happened.items() if day is not None or name not in days}
    is_over = all(row.is_met or row.is_released for row in rows)
    is_own = opened.actor_id == actor.user.pk and actor.has_any(EVENT_SPEAKERS, head.body_id)
    return RecordedEvent(
        pk=head.pk,
        about=head.about,
        body=head.body,
        happened=[(event_label(name), date.fromisoformat(day) if day else None) for name, day in days.items()],
        duties=opened_duties(rows, on),
        recorded_on=opened.recorded_on,
        recorded_by=opened.actor.full_name if opened.actor else "",
        is_over=is_over,
        may_call_off=not is_over and (sees_all(actor) or is_own),
    )
