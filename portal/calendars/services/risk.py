"""Risk signals: registered, published, withdrawn, met. Each opens the duties that acts in force ask of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import Actor
from portal.calendars.choices import RiskLevel, RiskSign, RiskState, RiskVerb
from portal.calendars.models import RiskEvent, RiskSignal
from portal.calendars.permissions import can_register_risk, can_speak_of_risk, can_take_up
from portal.calendars.workflow import RISK
from portal.deadlines.services import call_off, happen
from portal.kernel.errors import Conflict, IllegalTransition, Invalid
from portal.kernel.wording import Lines
from portal.law.counting.events import Event

#: Open signals of one body: more than these nobody acts upon.
OPEN_AT_ONCE = 100
#: A rise of tension that is entered later than so many days after it is history, and no signal.
LATEST_DAYS = 366
#: What a signal opens for the ministry of the branch. Which of them are in force, the law says.
_OF_MINISTRY = (Event.SOCIAL_TENSION, Event.SITUATION_WORSENS)
_WITHDRAWN = gettext_noop("The risk signal was withdrawn.")
_LONGEST = 300


@transaction.atomic
def register_risk(
    *,
    body: Body,
    ministry: Body,
    territory: Territory,
    level: str,
    sign: str,
    on: date,
    ground_kk: str,
    ground_ru: str,
    sent_key: UUID,
    actor: Actor,
    today: date,
    now: datetime,
) -> RiskSignal:
    """Register a signal for `body`, and open the duties it brings. The form of the same key sent twice is one signal.

    Raises NotAllowed, Invalid (field names), LawNotSeeded.
    """
    # Two forms of one body wait for each other: the ceiling holds, and a key is written once.
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    can_register_risk(actor, body, ministry, territory).require()
    known = RiskSignal.objects.filter(sent_key=sent_key, body=body, registered_by=actor.user).first()
    if known is not None:
        return known
    ground_kk, ground_ru = ground_kk.strip(), ground_ru.strip()
    _check(body, ministry, on, (ground_kk, ground_ru), today)
    signal = RiskSignal.objects.create(
        territory=territory,
        ministry=ministry,
        body=body,
        level=RiskLevel(level),
        sign=RiskSign(sign),
        on=on,
        ground_kk=ground_kk,
        ground_ru=ground_ru,
        sent_key=sent_key,
        registered_by=actor.user,
        registered_at=now,
    )
    _note(signal, RiskVerb.REGISTER, actor, today, now)
    _open_duties(signal, actor, today)
    return signal


def publish_risk(
    *, signal: RiskSignal, statement_kk: str, statement_ru: str, actor: Actor, today: date, now: datetime
) -> RiskSignal:
    """Tell everybody of it, in words of their own: the ground stays internal. Once.

    Raises NotAllowed, Invalid (field names), IllegalTransition.
    """
    statement_kk, statement_ru = statement_kk.strip(), statement_ru.strip()
    with transaction.atomic():
        signal = _locked(signal)
        can_speak_of_risk(actor, signal).require()
        RISK.apply("publish", signal.state)
        if signal.published_at is not None:
            raise IllegalTransition(RISK.refusal, params={"transition": "publish", "state": signal.state})
        said = {"statement_kk": statement_kk, "statement_ru": statement_ru}
        sentence = _("What is published is said in Kazakh and in Russian.")
        errors = {name: [sentence] for name, text in said.items() if not text}
        if errors:
            raise Invalid(sentence, errors=errors, code="statement")
        signal.statement_kk, signal.statement_ru, signal.published_at = statement_kk, statement_ru, now
        signal.save(update_fields=["statement_kk", "statement_ru", "published_at"])
        _note(signal, RiskVerb.PUBLISH, actor, today, now)
    return signal


def withdraw_risk(*, signal: RiskSignal, reason: str, actor: Actor, today: date, now: datetime) -> RiskSignal:
    """There is no risk any more, or there was none: its open duties are not needed. The reason stays with the signal.

    Raises NotAllowed, Invalid (field "reason"), IllegalTransition.
    """
    with transaction.atomic():
        signal = _locked(signal)
        can_speak_of_risk(actor, signal).require()
        RISK.apply("withdraw", signal.state, comment=reason)
        signal.withdrawn_on, signal.withdrawn_reason = today, reason.strip()
        signal.save(update_fields=["withdrawn_on", "withdrawn_reason"])
        _note(signal, RiskVerb.WITHDRAW, actor, today, now)
        # Duties have their history kept: the words of people stay out of it.
        call_off(subject=signal.subject, reason=_in_both(_WITHDRAWN), today=today, actor=actor)
    return signal


def take_up(*, signal: RiskSignal, actor: Actor, today: date, now: datetime) -> RiskSignal:
    """The Government says that a deputy Prime Minister takes part, which no act in force asks of it.

    Raises NotAllowed, IllegalTransition.
    """
    with transaction.atomic():
        signal = _locked(signal)
        can_take_up(actor, signal).require()
        RISK.apply("take_up", signal.state)
        if signal.taken_up_on is not None:
            raise IllegalTransition(RISK.refusal, params={"transition": "take_up", "state": signal.state})
        signal.taken_up_on = today
        signal.save(update_fields=["taken_up_on"])
        _note(signal, RiskVerb.TAKE_UP, actor, today, now)
    return signal


# -- told by the floor of meetings -------------------------------------------------------------------------------------
def lock_open_risk(pk: int) -> RiskSignal:
    """The signal, locked, for which a meeting is to be set. Raises IllegalTransition when it is closed or has one."""
    signal = _locked(RiskSignal(pk=pk))
    RISK.apply("set_meeting", signal.state)
    if signal.meeting_number:
        raise Conflict(_("A meeting is set for this signal already."), code="meeting_set")
    return signal


def note_meeting(*, signal: RiskSignal, number: str, actor: Actor, today: date, now: datetime) -> None:
    """The locked signal has led to the meeting of this number."""
    signal.meeting_number = number
    signal.save(update_fields=["meeting_number"])
    _note(signal, RiskVerb.SET_MEETING, actor, today, now)


def note_met(*, signal: RiskSignal, on: date, actor: Actor, today: date, now: datetime) -> None:
    """The meeting of the locked signal was held on `on`."""
    RISK.apply("meet", signal.state)
    signal.met_on = on
    signal.save(update_fields=["met_on"])
    _note(signal, RiskVerb.MEET, actor, today, now)


def note_not_met(*, number: str, actor: Actor, today: date, now: datetime) -> int:
    """That the meeting of this number was held was a mistake: its signals wait for it again. Says how many."""
    rows = RiskSignal.objects.in_state(RiskState.MET).filter(meeting_number=number).with_names()
    signals = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for signal in signals:
        RISK.apply("not_met", signal.state)
        signal.met_on = None
        signal.save(update_fields=["met_on"])
        _note(signal, RiskVerb.SET_MEETING, actor, today, now)
    return len(signals)


def note_meeting_off(*, number: str, actor: Actor, today: date, now: datetime) -> int:
    """The meeting of this number is cancelled: open signals that led to it wait for another. Says how many."""
    signals = lock_risks_of(number)
    for signal in signals:
        _note(signal, RiskVerb.LOSE_MEETING, actor, today, now)
        signal.meeting_number = ""
        signal.save(update_fields=["meeting_number"])
    return len(signals)


def note_meeting_on(*, number: str, actor: Actor, today: date, now: datetime) -> int:
    """It takes place after all: signals that lost it, and have found no other, lead to it again. Says how many."""
    lost = RiskEvent.objects.filter(verb=RiskVerb.LOSE_MEETING, meeting_number=number).values("signal")
    rows = RiskSignal.objects.open().without_meeting().filter(pk__in=lost).with_names()
    signals = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for signal in signals:
        note_meeting(signal=signal, number=number, actor=actor, today=today, now=now)
    return len(signals)


def lock_risks_of(number: str) -> list[RiskSignal]:
    """Open signals that led to the meeting of this number, locked."""
    rows = RiskSignal.objects.open().filter(meeting_number=number).with_names()
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


# -- inside ------------------------------------------------------------------------------------------------------------
def _locked(signal: RiskSignal) -> RiskSignal:
    return RiskSignal.objects.with_names().select_for_update(of=("self",)).get(pk=signal.pk)


def _check(body: Body, ministry: Body, on: date, grounds: tuple[str, ...], today: date) -> None:
    errors: dict[str, list[str]] = {}
    if ministry.kind != BodyKind.MINISTRY:
        errors["ministry"] = [_("Choose the ministry of the branch.")]
    if on > today:
        errors["on"] = [_("This day has not come yet.")]
    elif on < today - timedelta(days=LATEST_DAYS):
        errors["on"] = [_("This day is more than a year ago: a signal is about what is now.")]
    if not any(grounds):
        errors["ground_kk"] = [_("Say the ground in Kazakh or in Russian.")]
    if RiskSignal.objects.open().filter(body=body).count() >= OPEN_AT_ONCE:
        errors[""] = [_("Your body has as many open signals as it may have: withdraw what is over.")]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors, code="wrong_signal")


def _open_duties(signal: RiskSignal, actor: Actor, today: date) -> None:
    """What acts in force ask: of the ministry a meeting; of the Government its part, else the part is offered."""
    about = Lines.written(lambda language: str(getattr(signal.territory, f"name_{language}"))[:_LONGEST])
    for event in _OF_MINISTRY:
        happen(
            event=event,
            subject=signal.subject,
            about=about,
            on=signal.on,
            bodies=[signal.ministry],
            today=today,
            actor=actor,
        )
    if signal.level != RiskLevel.HIGH:
        return
    government = Body.objects.in_force(today).filter(kind=BodyKind.GOVERNMENT)
    owed = happen(
        event=Event.HIGH_RISK,
        subject=signal.subject,
        about=about,
        on=signal.on,
        bodies=government,
        today=today,
        actor=actor,
    )
    if not owed:
        signal.offers_deputy = True
        signal.save(update_fields=["offers_deputy"])


def _note(signal: RiskSignal, verb: RiskVerb, actor: Actor, today: date, now: datetime) -> None:
    RiskEvent.objects.create(
        signal=signal, verb=verb, at=now, on=today, actor=actor.user, meeting_number=signal.meeting_number
    )


def _in_both(sentence: str) -> str:
    """A ground has one text for readers of every language: Kazakh, then Russian."""
    said = []
    for language in ("kk", "ru"):
        with translation.override(language):
            said.append(translation.gettext(sentence))
    return " / ".join(dict.fromkeys(said))
