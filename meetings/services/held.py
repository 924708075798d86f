"""Recording that a meeting was held, and taking a mistaken record back. Nothing else writes that state."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meetings.choices import MeetingState, MeetingVerb
from meetings.models import MOST_PEOPLE, Meeting, MeetingEvent, MeetingHeld, kind_of
from meetings.permissions import can_record_held
from meetings.services.duties import note_ended, note_not_held
from meetings.services.making import stand_at
from meetings.services.recording import recording_body
from meetings.services.risk import meet_risks
from meetings.services.words import in_both
from meetings.workflow import MEETING
from portal.bodies.choices import Post
from portal.bodies.models import Official
from portal.bodies.permissions import Actor
from portal.calendars.services.risk import note_not_met
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.queries.holding import met_by_meeting
from portal.deadlines.services import Proof, fulfil, undo_all
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kernel.when import When
from portal.kit import formats
from portal.law.errors import LawGap
from schedules.errors import NO_REASON

logger = logging.getLogger(__name__)

_HELD = gettext_noop("Held meeting %(number)s")


#: Called with the meeting when its record is made or taken back: a floor above keeps what was told of it.
Follow = Callable[[Meeting, Actor, date, datetime], None]
_FOLLOWED: list[Follow] = []


def followed_by(follow: Follow) -> None:
    """The floor above says so when the portal starts."""
    if follow not in _FOLLOWED:
        _FOLLOWED.append(follow)


@dataclass(frozen=True)
class Facts:
    """What is said of a held meeting. `held_by` is empty when somebody else spoke for the official.

    `is_report`: it was the report to the population, also when nobody announced it as one.
    """

    held_on: date
    start_time: time
    end_time: time
    held_by: Official | None
    attendance: int
    note_kk: str = ""
    note_ru: str = ""
    is_report: bool = False


@transaction.atomic
def record_held(
    *,
    meeting: Meeting,
    facts: Facts,
    actor: Actor,
    today: date,
    now: datetime,
    reason_kk: str = "",
    reason_ru: str = "",
    expected_sequence: int | None = None,
) -> MeetingHeld:
    """The meeting was held: its state, its duties and the norms of its body follow from here alone.

    Held on another day than the one it stood announced for, it stands on that day from now on, with what it was and the
    reason shown to everyone. What it meets is judged by its own day when it stood announced here for it and is recorded
    within ten days, else by the day of this entry; and so is the yearly report by the entry when it was announced as
    another meeting. A meeting that somebody else held for the first head meets no norm.
    Raises NotAllowed, Conflict (cancelled, recorded already, never announced, changed since), Invalid with fields.
    """
    locked = _locked(meeting)
    can_record_held(actor, locked).require()
    _require_open(locked, expected_sequence)
    _check(locked, facts, today)
    before, had = locked.when, (locked.moved_from, list(locked.days))
    is_moved = locked.on != facts.held_on
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    if is_moved:
        _check_reasons(reasons)
        stand_at(locked, When((facts.held_on,)))
        locked.moved_from = before.key
    tells_report = facts.is_report and not locked.is_report
    if tells_report:
        locked.kind = kind_of(locked.official, locked.body, is_report=True)
    before_state, locked.state = locked.state, MEETING.apply("hold", locked.state)
    locked.attendance = facts.attendance
    locked.sequence += 1
    locked.changed_at = now
    locked.save()
    record = MeetingHeld.objects.create(
        meeting=locked,
        held_on=facts.held_on,
        start_time=facts.start_time,
        end_time=facts.end_time,
        held_by=facts.held_by,
        attendance=facts.attendance,
        note_kk=facts.note_kk.strip(),
        note_ru=facts.note_ru.strip(),
        announced=before.key,
        announced_days=had[1],
        moved_from=had[0],
        told_report=tells_report,
        recorded_for=recording_body(actor, locked),
        recorded_by=actor.user,
        recorded_on=today,
    )
    _note(locked, MeetingVerb.HOLD, (before_state, before), actor, today, now, reasons if is_moved else {})
    doer = replace(actor, on=today)
    if locked.is_owing:
        note_ended([locked], today=today, actor=doer)
    _meet(locked, record, doer, now)
    _follow(locked, actor, today, now)
    return record


@transaction.atomic
def take_back_held(
    *, record: MeetingHeld, reason_kk: str, reason_ru: str, actor: Actor, today: date, now: datetime
) -> MeetingHeld:
    """The record was a mistake: it stays readable with the reason, and what the meeting met is owed again.

    The meeting stands again when, and as what, it stood announced. Raises NotAllowed, Conflict when it is taken back
    already or its results stand published, Invalid (fields "reason_kk", "reason_ru").
    """
    locked = _locked(record.meeting)
    can_record_held(actor, locked).require()
    found = MeetingHeld.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if found.is_withdrawn:
        raise Conflict(_("This record was taken back already."), code="withdrawn")
    if locked.state != MeetingState.HELD:
        sentence = _("The results of this meeting are published: take their publication back first, with a reason.")
        raise Conflict(sentence, code="reported")
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    if missing := {name: [NO_REASON] for name, text in reasons.items() if not text}:
        raise Invalid(NO_REASON, errors=missing, code="change_reason")
    before = locked.when
    before_state = locked.state
    locked.state = MEETING.apply("not_held", locked.state, comment=reasons["reason_kk"])
    locked.attendance = None
    if before.key != found.announced:
        stand_at(locked, When(tuple(found.announced_days)) if found.announced_days else When.parse(found.announced))
        locked.moved_from = found.moved_from
    if found.told_report:
        locked.kind = kind_of(locked.official, locked.body, is_report=False)
    locked.sequence += 1
    locked.changed_at = now
    locked.save()
    found.withdrawn_on, found.withdrawn_by = today, actor.user
    found.withdrawn_reason_kk, found.withdrawn_reason_ru = reasons["reason_kk"], reasons["reason_ru"]
    found.save()
    _note(locked, MeetingVerb.NOT_HELD, (before_state, before), actor, today, now, reasons)
    said = " / ".join(dict.fromkeys(reasons.values()))
    doer = replace(actor, on=today)
    undo_all(body=locked.body, address=held_address(locked), reason=said, actor=doer)
    _follow(locked, actor, today, now)
    if locked.is_owing:
        note_not_held(locked, today=today, actor=doer)
    note_not_met(number=locked.number, actor=actor, today=today, now=now)
    return found


def _follow(meeting: Meeting, actor: Actor, today: date, now: datetime) -> None:
    for follow in _FOLLOWED:
        follow(meeting, actor, today, now)


def held_address(meeting: Meeting) -> str:
    """Where the record is read, without the language."""
    return f"/meetings/{meeting.number}/#held"


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_related("entry", "body__territory", "schedule", "official", "territory__parent")
    return rows.select_for_update(of=("self",)).get(pk=meeting.pk)


def _require_open(meeting: Meeting, expected_sequence: int | None) -> None:
    if not Meeting.objects.public().filter(pk=meeting.pk).exists():
        raise Conflict(_("This meeting was never announced here."), code="not_announced")
    if meeting.state == MeetingState.CANCELLED:
        raise Conflict(_("This meeting is cancelled: it cannot be recorded as held."), code="cancelled")
    if meeting.state == MeetingState.NOT_TAKEN_PLACE:
        sentence = _("It is declared that this meeting did not take place: take that back first, with a reason.")
        raise Conflict(sentence, code="not_taken_place")
    if meeting.is_held:
        raise Conflict(_("This meeting is recorded as held already."), code="held")
    if expected_sequence is not None and expected_sequence != meeting.sequence:
        raise Conflict(_("Somebody else has changed this meeting since you opened it."), code="meeting_changed")


def _check(meeting: Meeting, facts: Facts, today: date) -> None:
    errors: dict[str, list[str]] = {}
    days = meeting.days if meeting.on == facts.held_on else [facts.held_on]
    # A meeting of no schedule is there since it was announced; one that was added once it was over, on its own day.
    set_at = meeting.published_at if meeting.schedule is None else None
    since = None if set_at is None else clock.civil_date(set_at)
    if days[-1] > today:
        errors["held_on"] = [_("This day has not come yet.")]
    elif since is not None and facts.held_on < since and facts.held_on != meeting.on:
        errors["held_on"] = [_("The meeting was set on %(day)s: it was not held before.") % {"day": formats.day(since)}]
    elif meeting.schedule is not None and not meeting.schedule.period.contains(facts.held_on):
        errors["held_on"] = [
            _("The meeting is one of the schedule for %(period)s: this day is outside it.")
            % {"period": formats.period_name(meeting.schedule.period)}
        ]
    elif meeting.body.joined_on is not None and facts.held_on < meeting.body.joined_on:
        errors["held_on"] = [
            _("The body answers here from %(day)s, when it joined the portal; nothing earlier counts.")
            % {"day": formats.day(meeting.body.joined_on)}
        ]
    if facts.end_time <= facts.start_time:
        errors["end_time"] = [_("A meeting ends after its beginning.")]
    if not 1 <= facts.attendance <= MOST_PEOPLE:
        errors["attendance"] = [_("Say how many people came.")]
    if facts.held_by is not None and facts.held_by.body_id != meeting.body_id:
        errors["held_by"] = [_("Choose somebody of the body that holds the meeting.")]
    elif facts.held_by is not None and not facts.held_by.is_in_force(facts.held_on):
        errors["held_by"] = [_("This person did not hold the office on that day.")]
    if facts.is_report and not (meeting.is_report or (_is_of_head(meeting.official) and _is_of_head(facts.held_by))):
        errors["is_report"] = [_("Only the first head of a body reports to the population.")]
    if bool(facts.note_kk.strip()) != bool(facts.note_ru.strip()):
        errors["note_ru" if facts.note_kk.strip() else "note_kk"] = [_("Write it in both languages, or in none.")]
    if errors:
        raise Invalid(_("What is said of the meeting is not right."), errors=errors, code="held")


def _is_of_head(official: Official | None) -> bool:
    return official is not None and official.post == Post.FIRST_HEAD


def _check_reasons(reasons: dict[str, str]) -> None:
    sentence = _("People were told of another day: say why it changed, in Kazakh and in Russian.")
    if missing := {name: [sentence] for name, text in reasons.items() if not text}:
        raise Invalid(sentence, errors=missing, code="change_reason")


def _note(
    meeting: Meeting,
    verb: str,
    before: tuple[str, When],
    actor: Actor,
    today: date,
    now: datetime,
    reasons: dict[str, str],
) -> None:
    from_state, was = before
    MeetingEvent.objects.create(
        meeting=meeting,
        verb=verb,
        from_state=from_state,
        to_state=meeting.state,
        actor=actor.user,
        at=now,
        on=today,
        was=was.key,
        became=meeting.when.key,
        **reasons,
    )


def _meet(meeting: Meeting, record: MeetingHeld, actor: Actor, now: datetime) -> None:
    """Duties to hold a meeting and the signals it answers, when the first head held it. A gap of the law stops none."""
    if not _is_of_head(record.held_by):
        return
    proof = Proof(
        kind=EvidenceKind.ACT,
        title=in_both(_HELD) % {"number": meeting.number},
        address=held_address(meeting),
        signed_on=record.held_on,
        signer=actor.user.full_name,
    )
    meet_risks(meeting=meeting, on=record.held_on, proof=proof, actor=actor, today=actor.on, now=now)
    try:
        for key in met_by_meeting(
            body=meeting.body, place=meeting.territory, on=record.held_on, is_report=meeting.is_report
        ):
            fulfil(
                duty=key.duty,
                body=meeting.body,
                period_key=key.period_key,
                subject=key.subject,
                on=record.held_on,
                evidence=proof,
                actor=actor,
                field="held_on",
            )
    except (LawNotSeeded, LawGap):
        with translation.override("en"):
            logger.exception("No norm was met by the held meeting %s", meeting.number)
