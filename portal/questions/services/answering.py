"""The akimat answers a demand: appoints a meeting, joins it to one that is planned, or declines with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.choices import Origin
from meetings.models import Meeting
from meetings.services.off_plan import OffPlan, announce_off_plan
from portal.bodies.permissions import Actor
from portal.kernel.errors import Invalid
from portal.kernel.private import find_private
from portal.kernel.wording import Lines
from portal.kit import formats
from portal.kit.texts import longest
from portal.kit.translated import written_in_all
from portal.questions.choices import DemandState
from portal.questions.models import Demand, Person
from portal.questions.permissions import can_answer_demand
from portal.questions.queries.demands import meetings_to_join
from portal.questions.rules.times import erased_on
from portal.questions.services.steps import locked, require_unchanged, step
from portal.questions.services.telling import tell_fate


@transaction.atomic
def appoint_meeting(
    *, demand: Demand, facts: OffPlan, answer: Lines, actor: Actor, today: date, now: datetime, expected: int
) -> Demand:
    """Announce a meeting for it, which keeps its number as its ground. Sent twice it is one.

    Raises NotAllowed, Conflict, IllegalTransition, Invalid with fields.
    """
    row = _opened(demand, actor)
    if _is_again(row, DemandState.APPOINTED, answer, actor):
        return row
    require_unchanged(row, expected)
    _check(answer)
    if facts.day < today:
        raise Invalid.at("day", _("The meeting is still to come: write today or a later day."))
    row.meeting = announce_off_plan(facts=with_ground(facts, row), actor=actor, today=today, now=now)
    return _answered(row, "appoint", answer, actor, today, now)


def with_ground(facts: OffPlan, demand: Demand) -> OffPlan:
    """Why it stands outside the plan: the number of the demand, how many support it, and its public text, as text.

    A piece that belongs to one person alone, published all the same, goes no further: the number says enough.
    """
    count, longest_ground = demand.voices.counted().count(), longest(Meeting, "ground")

    def said() -> str:
        text = "" if find_private(demand.text) else demand.text
        words = _("Demand %(number)s, voices: %(count)s. %(text)s") % {
            "number": demand.number,
            "count": formats.number(count),
            "text": text,
        }
        return shortened(words.strip(), longest_ground)

    ground = written_in_all(said)
    return replace(facts, origin=Origin.DEMAND, ground_kk=ground.kk, ground_ru=ground.ru)


@transaction.atomic
def join_to_meeting(
    *, demand: Demand, number: str, answer: Lines, actor: Actor, today: date, now: datetime, expected: int
) -> Demand:
    """To a meeting of the same akim that is announced and still to come. Raises as `appoint_meeting`."""
    row = _opened(demand, actor)
    if _is_again(row, DemandState.JOINED, answer, actor):
        return row
    require_unchanged(row, expected)
    _check(answer)
    row.meeting = _to_join(row, number, today)
    return _answered(row, "join", answer, actor, today, now)


@transaction.atomic
def decline_demand(*, demand: Demand, answer: Lines, actor: Actor, today: date, now: datetime, expected: int) -> Demand:
    """With a reason, for everybody to read. Raises as `appoint_meeting`."""
    row = _opened(demand, actor)
    if _is_again(row, DemandState.DECLINED, answer, actor):
        return row
    require_unchanged(row, expected)
    _check(answer)
    return _answered(row, "decline", answer, actor, today, now)


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _to_join(demand: Demand, number: str, today: date) -> Meeting:
    found = meetings_to_join(demand, today).filter(number=number).first()
    if found is None:
        raise Invalid.at("meeting", _("Choose a meeting of this akim that is announced and still to come."))
    return found


def _opened(demand: Demand, actor: Actor) -> Demand:
    row = locked(demand)
    can_answer_demand(actor, row).require()
    return row


def _is_again(demand: Demand, target: DemandState, answer: Lines, actor: Actor) -> bool:
    """The same person pressed the button twice; what somebody else has answered meanwhile is a conflict."""
    said = (demand.answer_kk, demand.answer_ru)
    mine = (answer.kk.strip(), answer.ru.strip())
    return demand.state == target and demand.answered_by_id == actor.user.pk and said == mine


def _check(answer: Lines) -> None:
    told = {"answer_kk": answer.kk.strip(), "answer_ru": answer.ru.strip()}
    errors = {name: [_("Write the answer in both languages.")] for name, text in told.items() if not text}
    for name, text in told.items():
        if found := find_private(text):
            errors[name] = [_("Leave out what belongs to one person alone: %(found)s") % {"found": ", ".join(found)}]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors=errors)


def _answered(row: Demand, verb: str, answer: Lines, actor: Actor, today: date, now: datetime) -> Demand:
    row.answer_kk, row.answer_ru, row.answer_en = answer.kk.strip(), answer.ru.strip(), answer.en.strip()
    row.answered_on, row.answered_by = today, actor.user
    step(row, verb, now=now, today=today, actor=actor)
    last = row.meeting.on if row.meeting is not None and row.meeting.on is not None else today
    people = Person.objects.filter(demand=row) | Person.objects.filter(voice__demand=row)
    people.filter(confirmed_at__isnull=False).update(erase_on=erased_on(max(last, today)))
    tell_fate(row, now=now)
    return row
