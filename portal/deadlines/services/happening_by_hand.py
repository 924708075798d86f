"""What officers record that no page of the portal knows by itself: an application, a public demand."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.choices import Opens
from portal.deadlines.models import Obligation
from portal.deadlines.permissions import can_call_off_event, can_declare_not_held, can_record_event
from portal.deadlines.queries.law import law
from portal.deadlines.querysets import BY_HAND
from portal.deadlines.services.happening import call_off, happen, will_not_happen
from portal.kernel.errors import Invalid
from portal.kernel.wording import Lines
from portal.law import registry
from portal.law.counting.events import SET_AHEAD, Event

#: Meetings of ministries come from the schedule of the portal; those of akims are recorded by hand.
_OF_AKIMS = frozenset({Event.MEETING_PLANNED, Event.MEETING_ENDED})
#: The choice of regions begins with the planning on the portal; tension has a register of its own, which is internal.
_NEVER_BY_HAND = frozenset({Event.PLANNING, Event.SOCIAL_TENSION, Event.SITUATION_WORSENS, Event.HIGH_RISK})
#: Enough of a digest to tell the matters of one body apart.
_DIGITS = 16


def events_by_hand(on: date) -> tuple[Event, ...]:
    """Events that people may record: those that open a duty in force on the day, by an act or a decision.

    What only an act out of force asks about opens nothing for anybody. One statement. Raises LawNotSeeded.
    """
    known = law()
    return tuple(
        event
        for event in Event
        if event not in _NEVER_BY_HAND and any(known.event_rule(key, on) for key in registry.keys_of(event))
    )


@dataclass(frozen=True)
class Occasion:
    """What happened on `on` at `body`. `subject` is empty for a new matter, else names the one it goes on with."""

    event: Event
    body: Body
    on: date
    about: Lines
    subject: str = ""

    @property
    def fingerprint(self) -> str:
        """Of all that is recorded: what was shown before is the same or is shown anew."""
        said = (self.event.value, str(self.body.pk), self.on.isoformat(), *astuple(self.about), self.subject)
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    @property
    def matter(self) -> str:
        """The same words about the same day are the same matter: a double click records nothing twice."""
        if self.subject:
            return self.subject
        said = (self.event.value, str(self.body.pk), self.on.isoformat(), self.about.kk, self.about.ru)
        digest = hashlib.sha256("\n".join(said).encode()).hexdigest()
        return f"{BY_HAND}{self.event.value}:{digest[:_DIGITS]}"


def record_event(*, occasion: Occasion, actor: Actor, today: date) -> list[Obligation]:
    """Record it, and give the duties it opened or gave their day. Raises NotAllowed, Invalid (field names).

    Idempotent.
    """
    can_record_event(actor, occasion.body).require()
    _check(occasion, today)
    with transaction.atomic():
        happen(
            event=occasion.event,
            subject=occasion.matter,
            about=occasion.about,
            on=occasion.on,
            bodies=[occasion.body],
            today=today,
            actor=actor,
        )
        concerned = _concerned(occasion)
        if not concerned:
            raise Invalid.at(
                "event", _("By the acts in force on that day this opens no duty of this body."), code="opens_nothing"
            )
    return concerned


def preview_event(*, occasion: Occasion, actor: Actor, today: date) -> list[Obligation]:
    """What recording it would do: done by the very same steps and taken back. Raises as `record_event`."""
    with transaction.atomic():
        concerned = record_event(occasion=occasion, actor=actor, today=today)
        transaction.set_rollback(True)
    return concerned


def call_off_event(*, obligation: Obligation, reason: str, actor: Actor, today: date) -> int:
    """What the duties of the matter were about does not take place. Raises NotAllowed, Invalid (field "reason")."""
    can_call_off_event(actor, obligation).require()
    if not reason.strip():
        raise Invalid.at("reason", _("Write the reason."))
    return call_off(subject=obligation.subject, reason=reason.strip(), today=today, actor=actor)


def declare_not_held(*, obligation: Obligation, event: Event, reason: str, actor: Actor, today: date) -> int:
    """There will be no `event`, as a reception after the meeting: the day that is counted without it is final.

    Says how many duties of the body waited for it; nothing on a second time. Raises NotAllowed, Invalid (field
    "reason").
    """
    can_declare_not_held(actor, obligation).require()
    if not reason.strip():
        raise Invalid.at("reason", _("Write the reason."))
    return will_not_happen(
        event=event,
        subject=obligation.subject,
        body=obligation.body,
        reason=reason.strip(),
        today=today,
        actor=actor,
    )


def _concerned(occasion: Occasion) -> list[Obligation]:
    rows = Obligation.objects.for_body(occasion.body).filter(
        opens_by=Opens.EVENT, subject=occasion.matter, happened__has_key=occasion.event.value
    )
    return list(rows.select_related("body").by_due_day())


def _check(occasion: Occasion, today: date) -> None:
    """What the form cannot know by one field alone."""
    errors: dict[str, list[str]] = {}
    if occasion.event in _NEVER_BY_HAND:
        errors["event"] = [_("The portal records this by itself.")]
    elif occasion.event in _OF_AKIMS and occasion.body.kind != BodyKind.AKIMAT:
        errors["event"] = [
            _("Meetings of this body come from the schedule on the portal: nothing is recorded by hand.")
        ]
    if occasion.on > today and occasion.event not in SET_AHEAD:
        errors["on"] = [_("This day has not come yet.")]
    if occasion.subject and not _waits(occasion):
        errors["subject"] = [_("No duty of this body waits for this event about that matter.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="wrong_event")


def _waits(occasion: Occasion) -> bool:
    rows = Obligation.objects.for_body(occasion.body).filter(opens_by=Opens.EVENT, subject=occasion.subject)
    return rows.filter(happened__has_key=occasion.event.value).exists()
