"""Recording in the log that a meeting was held: the record, its account and its questions, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingHeld
from meetings.services.held import Facts, record_held
from portal.bodies.models import Official, Territory
from portal.bodies.permissions import Actor
from portal.holding.choices import AccountVerb, Fate
from portal.holding.errors import LOGGED
from portal.holding.models import LONGEST_QUESTION, Account, AccountEvent, LogDraft, Question
from portal.holding.permissions import can_log
from portal.holding.rules.lines import MOST_QUESTIONS
from portal.holding.services.duties import note_account
from portal.kernel.errors import Conflict, Invalid
from portal.questions.models import AskedQuestion


@dataclass(frozen=True)
class Asked:
    """One question, as it was typed. `territory` is empty where nobody could tell.

    `before` is the question of the agenda that this one is; the texts everybody reads come from it.
    """

    text: str
    territory: Territory | None
    topic: str
    fate: str = Fate.TAKEN
    before: AskedQuestion | None = None
    minute: int | None = None
    answer_kk: str = ""
    answer_ru: str = ""


@dataclass(frozen=True)
class Log:
    """What is said beside the facts of the record. Minutes may be missing, both or none."""

    talk_minutes: int | None = None
    questions_minutes: int | None = None
    obtained: str = ""
    attendees: tuple[str, ...] = ()
    venue_kk: str = ""
    venue_ru: str = ""
    questions: tuple[Asked, ...] = ()


@transaction.atomic
def log_meeting(
    *,
    meeting: Meeting,
    facts: Facts,
    log: Log,
    key: UUID,
    actor: Actor,
    today: date,
    now: datetime,
    reason_kk: str = "",
    reason_ru: str = "",
    expected_sequence: int | None = None,
) -> Account:
    """The meeting was held, and this is told of it. Sent again with the same `key` it answers with the same account.

    Of a meeting that is recorded already only what was not told yet is taken. Raises NotAllowed, Conflict (also when
    somebody else has logged it meanwhile), Invalid with fields.
    """
    can_log(actor, meeting).require()
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    sent = LogDraft.objects.filter(key=key, meeting=locked, account__isnull=False).select_related("account").first()
    if sent is not None and sent.account is not None:
        return sent.account
    if Account.objects.filter(meeting=locked).exists():
        raise Conflict(_("Somebody else has recorded this meeting in the log meanwhile."), code=LOGGED)
    record = MeetingHeld.objects.standing().filter(meeting=locked).first()
    _check(locked, record, facts, log)
    if record is None:
        record_held(
            meeting=locked,
            facts=facts,
            actor=actor,
            today=today,
            now=now,
            reason_kk=reason_kk,
            reason_ru=reason_ru,
            expected_sequence=expected_sequence,
        )
    account = Account.objects.create(
        meeting=locked,
        talk_minutes=log.talk_minutes,
        questions_minutes=log.questions_minutes,
        obtained=log.obtained if log.talk_minutes is not None else "",
        attendees=list(log.attendees),
        venue_kk=log.venue_kk.strip(),
        venue_ru=log.venue_ru.strip(),
        asked_in_all=len(log.questions) or None,
        logged_on=today,
        logged_by=actor.user,
        changed_at=now,
    )
    Question.objects.bulk_create(
        Question(
            account=account,
            number=number,
            asked=asked.text,
            territory=asked.territory,
            topic=asked.topic,
            fate=asked.fate,
            asked_before=asked.before,
            minute=asked.minute,
            answer_kk=asked.answer_kk,
            answer_ru=asked.answer_ru,
            text_kk=asked.before.text_kk if asked.before else "",
            text_ru=asked.before.text_ru if asked.before else "",
        )
        for number, asked in enumerate(log.questions, 1)
    )
    AccountEvent.objects.create(account=account, verb=AccountVerb.LOG, actor=actor.user, at=now, on=today)
    _tie_draft(account, key, actor, now)
    note_account(account=account, actor=actor, today=today, now=now)
    return account


def _tie_draft(account: Account, key: UUID, actor: Actor, now: datetime) -> None:
    """Whatever draft there was is emptied; the key that was sent finds the account from now on."""
    done = {"typed": {}, "account": account, "saved_by": actor.user, "saved_at": now}
    LogDraft.objects.open().filter(meeting=account.meeting).exclude(key=key).update(**done)
    if not LogDraft.objects.filter(key=key).update(**done):
        LogDraft.objects.create(
            key=key, body=account.meeting.body, meeting=account.meeting, started_by=actor.user, **done
        )


def _check(meeting: Meeting, record: MeetingHeld | None, facts: Facts, log: Log) -> None:
    errors: dict[str, list[str]] = {}
    start, end = (record.start_time, record.end_time) if record else (facts.start_time, facts.end_time)
    lasted = _minutes(end) - _minutes(start)
    talk, questions = log.talk_minutes, log.questions_minutes
    if (talk is None) != (questions is None):
        name = "talk_minutes" if talk is None else "questions_minutes"
        errors[name] = [_("Give the minutes of talk and of questions, both or none.")]
    elif talk is not None and questions is not None and lasted > 0:
        told = {"lasted": lasted}
        if talk > lasted:
            errors["talk_minutes"] = [_("The talk is longer than the meeting: it lasted %(lasted)s minutes.") % told]
        elif talk + questions > lasted:
            errors["questions_minutes"] = [
                _("Talk and questions together are longer than the meeting: it lasted %(lasted)s minutes.") % told
            ]
    if sentences := _about_questions(log.questions):
        errors["questions"] = sentences
    if record is None and facts.held_by is not None:
        other = _at_once(meeting, facts, facts.held_by)
        if other is not None:
            errors["start_time"] = [
                _(
                    "At this time the same official held the meeting %(number)s. Correct the time here, or take that "
                    "record back and correct it."
                )
                % {"number": other.meeting.number}
            ]
    if errors:
        raise Invalid(_("What is said of the meeting is not right."), errors=errors, code="log")


def _about_questions(questions: tuple[Asked, ...]) -> list[str]:
    if len(questions) > MOST_QUESTIONS:
        return [
            _("These are %(count)s lines. At most %(most)s questions are taken at once.")
            % {"count": len(questions), "most": MOST_QUESTIONS}
        ]
    return [
        _("Question %(number)s has %(length)s characters; at most %(most)s are taken. Shorten it.")
        % {"number": number, "length": len(asked.text), "most": LONGEST_QUESTION}
        for number, asked in enumerate(questions, 1)
        if len(asked.text) > LONGEST_QUESTION
    ]


def _at_once(meeting: Meeting, facts: Facts, official: Official) -> MeetingHeld | None:
    """A meeting that the same official is recorded to have held in part of the same time: nobody is in two places."""
    there = MeetingHeld.objects.standing().filter(held_by=official, held_on=facts.held_on).exclude(meeting=meeting)
    alike = there.filter(start_time__lt=facts.end_time, end_time__gt=facts.start_time)
    return alike.select_related("meeting").first()


def _minutes(clock_time: time) -> int:
    return clock_time.hour * 60 + clock_time.minute
