"""The record of deadlines of the demonstration: what was done outside the portal, with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from issues.queries.quarters.owed import DUTIES as PROGRESS_DUTIES
from portal.bodies.models import Body
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models import Obligation
from portal.deadlines.permissions import can_answer_transmittal
from portal.deadlines.queries.law import body_facts, law, starts
from portal.deadlines.services import Proof, acknowledge, confirm_day, fulfil, sweep
from portal.demo.content.words import CONFIRM_REASONS, EVIDENCE_TITLES, LATE_REASONS
from portal.demo.people import SIGNED_IN
from portal.demo.record import Deed, deed, progress
from portal.demo.services.crew import Crew
from portal.law.counting.planning import Opening, openings
from portal.law.duty import Closing
from portal.law.kinds import StateKind
from portal.law.registry import Rule
from portal.law.windows import Window
from schedules.rules import CALENDAR_DUTY, CALENDAR_SENT_DUTY, HALF_DRAFT_DUTY, PLAN_DUTY

#: Whose open duties are left to whoever signs in there.
_LEFT_OPEN = frozenset({"water", "culture", "akimat-430000000"})
#: The draft is sent on the portal itself.
_DONE_ELSEWHERE = frozenset({HALF_DRAFT_DUTY})
#: Of those whose plan or calendar of the year is made on the portal its acts close these.
_OF_PLANS = frozenset({PLAN_DUTY, CALENDAR_DUTY, CALENDAR_SENT_DUTY})
#: Receivers answer in so many days or sooner; of what came lately every so-manieth document is left to them.
_ANSWER_DAYS, _ANSWER_LATELY, _UNANSWERED = 4, timedelta(days=60), 4
#: Every so-manieth late document bears a day in time; every so-manieth of those an overseer confirmed, days later.
_DATED_IN_TIME, _CONFIRMED, _CONFIRMED_AFTER = 3, 2, timedelta(days=6)
#: Rarely enough to load quickly, often enough that what the ladder writes is written for all at once.
_SWEEP_EVERY = timedelta(days=8)


@dataclass(frozen=True)
class _Owed:
    rule: Rule
    body: Body
    due_on: date
    opened_on: date
    done: Deed


def fill_record(*, crew: Crew, since: date, today: date, planned: frozenset[tuple[str, str]] = frozenset()) -> int:
    """Do what bodies would have done by `today` about duties due on `since` or later; says how many were done.

    Day by day, as it would have been: duties are opened by the sweeps of those days. Duties that acts of the portal
    close are left to those acts, as are plans and calendars that are made on the portal (`planned`: body and year).
    """
    found = _owed(since, today, planned)
    owed = sorted((one for one in found if crew.speaks_for(one.body)), key=lambda one: one.done.on)
    swept_on = since - _SWEEP_EVERY
    for one in owed:
        if one.done.on >= swept_on + _SWEEP_EVERY:
            swept_on = one.done.on
            sweep(on=swept_on)
        _do(crew, one, today)
    return len(owed)


def _owed(since: date, today: date, planned: frozenset[tuple[str, str]]) -> Iterator[_Owed]:
    """What was done by `today`."""
    bodies = {body.pk: body for body in Body.objects.all()}
    facts, kept_since = body_facts(), starts()
    for rule in law().opening(today, since):
        if rule.duty.closing is Closing.PORTAL or rule.duty.key in _DONE_ELSEWHERE:
            continue
        if rule.asked_on < kept_since.get(rule.duty.key, since):
            continue
        for opening in openings(rule.term(), facts, today):
            body = bodies[opening.key.body_id]
            left_open = SIGNED_IN if rule.duty.key in PROGRESS_DUTIES else _LEFT_OPEN
            if opening.due_on is None or (opening.due_on >= today and body.slug in left_open):
                continue
            if rule.duty.key in _OF_PLANS and (body.slug, rule.period_key) in planned:
                continue
            done = _done(rule, body, opening, since, today)
            if done is not None:
                yield _Owed(rule, body, opening.due_on, opening.opened_on, done)


def _done(rule: Rule, body: Body, opening: Opening, since: date, today: date) -> Deed | None:
    """Of a quarter all duties are met on one day: `services.quarters` publishes it later, as of that day."""
    key, due_on = rule.period_key, opening.due_on
    assert due_on is not None
    if rule.duty.key in PROGRESS_DUTIES:
        joined_on = body.joined_on or since
        return progress(slug=body.slug, period_key=key, due_on=due_on, since=joined_on, today=today)
    return deed(
        duty=rule.duty.key,
        slug=body.slug,
        period_key=key,
        due_on=due_on,
        since=since,
        today=today,
        over_on=None if rule.period is None else rule.period.last_day,
    )


def _do(crew: Crew, one: _Owed, today: date) -> None:
    duty, period_key, done = one.rule.duty, one.rule.period_key, one.done
    day = _day_of(one)
    obligation = fulfil(
        duty=duty.key,
        body=one.body,
        period_key=period_key,
        on=day,
        evidence=Proof(
            kind=EvidenceKind.LINK,
            title=EVIDENCE_TITLES.get(duty.key) or f"{duty.title.kk} / {duty.title.ru}",
            address=f"https://{one.body.slug}.kezdesu.example/{period_key.lower()}/{done.number}",
            number=str(done.number),
            signed_on=day,
            genre=duty.evidence[0].value,
        ),
        actor=crew.closer(one.body, done.on),
        late_reason=LATE_REASONS[done.number % len(LATE_REASONS)] if done.on > one.due_on else "",
    )
    if obligation is not None:
        _confirm(crew, obligation, done, today)
        _answer(crew, obligation, done, today)


def _day_of(one: _Owed) -> date:
    """The day of the document: that of its entry, but for meetings told later and for what was entered too late."""
    period = one.rule.period
    day = one.done.on
    if one.rule.duty.is_held and period is not None:
        return min(day, period.last_day)
    # What is published here bears the day on which it is.
    is_here = one.rule.duty.key in PROGRESS_DUTIES
    if day > one.due_on and one.done.number % _DATED_IN_TIME == 0 and not is_here:
        over_on = period.last_day if period is not None else one.due_on
        return one.due_on if over_on < one.due_on or one.rule.duty.window is Window.AHEAD else day
    return day


def _confirm(crew: Crew, obligation: Obligation, done: Deed, today: date) -> None:
    """Of days that only the body itself says an overseer has confirmed some."""
    on = done.on + _CONFIRMED_AFTER
    if on > today or done.number % _CONFIRMED or obligation.state(on).kind != StateKind.CLAIMED:
        return
    assert obligation.met_on is not None
    reason = CONFIRM_REASONS[done.number % len(CONFIRM_REASONS)]
    confirm_day(obligation=obligation, met_on=obligation.met_on, reason=reason, actor=crew.overseer(on), today=on)


def _answer(crew: Crew, obligation: Obligation, done: Deed, today: date) -> None:
    """Receivers who are on the portal acknowledge what was sent to them; some of the latest waits for them."""
    on = done.on + timedelta(days=1 + done.number % _ANSWER_DAYS)
    is_left = done.on + _ANSWER_LATELY >= today and done.number % _UNANSWERED == 0
    if on > today or is_left:
        return
    for row in obligation.transmittals.unanswered().select_related("receiver"):
        if not crew.speaks_for(row.receiver):
            continue
        actor = crew.speaker(row.receiver, on)
        if can_answer_transmittal(actor, row).allowed:
            acknowledge(transmittal=row, actor=actor, today=on)
