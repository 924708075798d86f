"""Risk signals as pages show them: the register, one signal with its history, what waits on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.calendars.choices import RiskLevel, RiskState
from portal.calendars.models import RiskEvent, RiskSignal
from portal.calendars.permissions import SPEAKING, speaks_for
from portal.calendars.querysets import MINISTRY_ROLES, RiskSignalQuerySet, inside
from portal.deadlines.models import Obligation
from portal.deadlines.queries.words import Tag, action, tag
from schedules.queries import DeskItem

#: More than these are in the register.
DESK_ROWS = 10
_LOOKS = {
    RiskState.OPEN: ("warn", "warning"),
    RiskState.MET: ("ok", "check"),
    RiskState.WITHDRAWN: ("", "info"),
}


@dataclass(frozen=True)
class AskedRisks:
    """What a reader of the register asks for; what is empty does not narrow."""

    state: str = ""
    level: str = ""
    ministry: str = ""
    place: Territory | None = None


@dataclass(frozen=True)
class RiskRow:
    signal: RiskSignal
    tags: list[Tag]


@dataclass(frozen=True)
class RiskDuty:
    """A duty that the signal opened: whose, what, and how it stands. `is_linked`: the reader may open it."""

    obligation: Obligation
    action: str
    tag: Tag
    is_linked: bool


def chosen_risks(actor: Actor, asked: AskedRisks) -> RiskSignalQuerySet:
    found = RiskSignal.objects.visible_to(actor)
    if asked.state:
        found = found.in_state(asked.state)
    if asked.level:
        found = found.filter(level=asked.level)
    if asked.ministry:
        found = found.filter(ministry__slug=asked.ministry)
    if asked.place is not None:
        found = found.in_territory(asked.place)
    return found.with_names().latest_first()


def risk_rows(signals: Iterable[RiskSignal]) -> list[RiskRow]:
    """Signals in words; no statement."""
    return [RiskRow(signal, risk_tags(signal)) for signal in signals]


def risk_tags(signal: RiskSignal) -> list[Tag]:
    """How it stands, how high it is, and whether everybody may read it."""
    tone, icon = _LOOKS[signal.state]
    tags = [Tag(tone, icon, str(signal.state.label))]
    if signal.level == RiskLevel.HIGH:
        tags.append(Tag("danger", "warning", _("High risk")))
    tags.append(Tag("info", "eye", _("Published")) if signal.published_at else Tag("", "lock", _("Internal")))
    return tags


def risk_events(signal: RiskSignal) -> list[RiskEvent]:
    """Its history, in order. One statement."""
    return list(signal.events.select_related("actor").order_by("pk"))


def risk_duties(signal: RiskSignal, actor: Actor, on: date) -> list[RiskDuty]:
    """Every duty it opened: whoever may read the signal reads what follows from it. Two statements."""
    rows = Obligation.objects.filter(subject=signal.subject)
    open_to = set(rows.visible_to(actor).values_list("pk", flat=True))
    found = rows.select_related("body").order_by("duty", "pk")
    return [RiskDuty(row, action(row), tag(row.state(on)), row.pk in open_to) for row in found]


# -- what the form offers ----------------------------------------------------------------------------------------------
def speaking_bodies(actor: Actor, language: str) -> list[Body]:
    """Bodies for which the actor registers signals. One statement."""
    held = Body.objects.in_force(actor.on).filter(pk__in=actor.bodies(*SPEAKING)).select_related("territory")
    return [body for body in held.in_order(language) if speaks_for(actor, body)]


def ministries_to_name(bodies: Iterable[Body], on: date, language: str) -> list[Body]:
    """Ministries whose branch a signal of one of the bodies may be of. One statement at most."""
    bodies = list(bodies)
    if all(body.kind == BodyKind.MINISTRY for body in bodies):
        return bodies
    return list(Body.objects.ministries().in_force(on).in_order(language))


def places_to_name(bodies: Iterable[Body], on: date, language: str) -> list[Territory]:
    """Places a signal of one of the bodies may be about, each after the one it lies in. One statement.

    Who is bound to no place names regions and districts; an akimat its own and everything below it.
    """
    bodies = list(bodies)
    places = Territory.objects.in_force(on)
    if any(body.kind != BodyKind.AKIMAT for body in bodies):
        places = places.of_upper_ranks()
    else:
        places = places.filter(inside("", [body.territory_id for body in bodies]))
    return _in_tree(places.select_related("parent__parent__parent").in_order(language))


def _in_tree(places: Iterable[Territory]) -> list[Territory]:
    """In the order given, each after the one it lies in."""
    places = list(places)
    known = {place.pk for place in places}
    below: dict[int | None, list[Territory]] = {}
    for place in places:
        below.setdefault(place.parent_id if place.parent_id in known else None, []).append(place)
    found: list[Territory] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        place = waiting.pop()
        found.append(place)
        waiting += below.get(place.pk, [])[::-1]
    return found


# -- desk --------------------------------------------------------------------------------------------------------------
def desk_items(actor: Actor) -> list[DeskItem]:
    """For the ministry of the branch: open signals without a meeting. For the Government: the part it is offered.

    One statement each, for whom it concerns.
    """
    items = []
    if ministries := actor.bodies(*MINISTRY_ROLES):
        waiting = RiskSignal.objects.open().filter(ministry__in=ministries).without_meeting().with_names()
        items += [
            _item(signal, "risk", _("Set a meeting on a risk signal: %(place)s"), _("Set the meeting"))
            for signal in waiting.order_by("on", "pk")[:DESK_ROWS]
        ]
    if actor.holds(Function.SCHEDULE_APPROVAL, Role.APPROVER):
        offered = RiskSignal.objects.offered().with_names()
        items += [
            _item(signal, "risk_offer", _("High risk, a deputy Prime Minister may take part: %(place)s"), _("Look"))
            for signal in offered.order_by("on", "pk")[:DESK_ROWS]
        ]
    return items


def _item(signal: RiskSignal, kind: str, title: str, action_words: str) -> DeskItem:
    return DeskItem(
        kind=kind,
        title=title % {"place": signal.territory.name},
        note=f"{signal.ministry.plain}, {signal.get_sign_display()}",
        url=signal.get_work_url(),
        action=action_words,
        since=signal.on,
    )
