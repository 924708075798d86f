"""The meeting that a risk signal leads to: set beside the schedules, and met when it is recorded as held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.choices import Origin
from meetings.models import Meeting
from meetings.permissions import can_set_risk_meeting
from meetings.services.making import make_beside
from portal.bodies.choices import Post
from portal.bodies.models import Official, Territory
from portal.bodies.permissions import Actor
from portal.calendars.services.risk import lock_open_risk, lock_risks_of, note_meeting, note_met
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, fulfil
from portal.kernel.errors import Invalid
from portal.kernel.when import When

#: So far ahead a meeting on tension that is feared now is none.
LATEST_DAYS = 366


@dataclass(frozen=True)
class RiskMeeting:
    """What is said of the meeting to everybody: the ground is public here, whatever the signal keeps."""

    territory: Territory
    day: date
    start_time: time
    format: str
    venue_kk: str
    venue_ru: str
    subject_kk: str
    subject_ru: str
    ground_kk: str
    ground_ru: str
    #: Roles that are to take part; public too.
    required: tuple[str, ...] = ()

    def texts(self) -> dict[str, Any]:
        names = (f"{name}_{language}" for name in ("venue", "subject", "ground") for language in ("kk", "ru"))
        return {name: getattr(self, name).strip() for name in names}


@transaction.atomic
def make_risk_meeting(*, signal_id: int, facts: RiskMeeting, actor: Actor, today: date, now: datetime) -> Meeting:
    """The first head of the ministry meets the people of the signal's region; it is announced with this. Once a signal.

    Raises NotAllowed, Invalid with fields, IllegalTransition and Conflict for a signal that is closed or has a meeting.
    """
    signal = lock_open_risk(signal_id)
    can_set_risk_meeting(actor, signal).require()
    head = _first_head(signal.ministry_id, facts.day)
    _check(facts, signal.territory, head, today)
    assert head is not None
    meeting = make_beside(
        origin=Origin.RISK,
        official=head,
        territory=facts.territory,
        when=When((facts.day,)),
        start_time=facts.start_time,
        format=facts.format,
        required=facts.required,
        actor=actor,
        today=today,
        now=now,
        **facts.texts(),
    )
    note_meeting(signal=signal, number=meeting.number, actor=actor, today=today, now=now)
    return meeting


def meet_risks(*, meeting: Meeting, on: date, proof: Proof, actor: Actor, today: date, now: datetime) -> int:
    """The meeting was held on `on` by the first head: signals that led to it are met, and what they opened is done.

    Says how many signals. Called by whoever records that a meeting was held.
    """
    signals = lock_risks_of(meeting.number)
    for signal in signals:
        owed = Obligation.objects.for_body(meeting.body).unmet().filter(subject=signal.subject)
        for row in owed.order_by("duty"):
            fulfil(
                duty=row.duty,
                body=meeting.body,
                period_key=row.period_key,
                subject=row.subject,
                on=on,
                evidence=proof,
                actor=actor,
                field="held_on",
            )
        note_met(signal=signal, on=on, actor=actor, today=today, now=now)
    return len(signals)


def _first_head(body_id: int, day: date) -> Official | None:
    heads = Official.objects.in_force(day).filter(body=body_id, post=Post.FIRST_HEAD)
    return heads.select_related("body").first()


def _check(facts: RiskMeeting, place: Territory, head: Official | None, today: date) -> None:
    errors: dict[str, list[str]] = {}
    if facts.day < today:
        errors["day"] = [_("This day has passed.")]
    elif (facts.day - today).days > LATEST_DAYS:
        errors["day"] = [_("A meeting on a risk is held within a year.")]
    if facts.territory.region.pk != place.region.pk:
        errors["territory"] = [_("The meeting is held in the region of the signal.")]
    if head is None:
        errors[""] = [_("The ministry has no first head on this day.")]
    for name, text in facts.texts().items():
        if not text and not name.startswith("venue"):
            errors[name] = [_("Write it in both languages.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="risk_meeting")
