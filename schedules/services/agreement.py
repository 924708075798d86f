"""Agreement of the ministries on the draft schedule: one slot each, and silence that counts as agreement."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, IllegalTransition
from portal.notices.services import tell_many
from schedules import notices
from schedules.choices import ScheduleVerb, SlotState
from schedules.errors import ANSWER_STANDS
from schedules.models import AgreementSlot, Schedule, ScheduleEvent
from schedules.permissions import can_answer_for, can_prepare_schedule
from schedules.queries.graph import agreeing_bodies, is_up_to_date
from schedules.rules import answer_due_on
from schedules.services.steps import locked_schedule, note_schedule
from schedules.workflow import SCHEDULE, SLOT


@transaction.atomic
def start_agreement(*, schedule: Schedule, actor: Actor, today: date) -> Schedule:
    """Ask every ministry. All are asked anew each time: a schedule that was changed is another schedule to agree to.

    An amendment is agreed with those whose meetings it changes, the revision of a half-year with all. Raises Conflict
    when accepted proposals have changed since the draft was assembled.
    """
    schedule = locked_schedule(schedule)
    can_prepare_schedule(actor, schedule.kind).require()
    before, schedule.state = schedule.state, SCHEDULE.apply("start_agreement", schedule.state)
    if not is_up_to_date(schedule):
        raise Conflict(
            _("Proposals have changed since the draft was assembled: assemble it again."), code="stale_draft"
        )
    schedule.return_comment = ""
    schedule.save()
    bodies = agreeing_bodies(schedule, today)
    schedule.slots.exclude(body__in=bodies).delete()
    slots = []
    for body in bodies:
        slot, _is_new = AgreementSlot.objects.update_or_create(
            schedule=schedule,
            body=body,
            defaults={
                "state": SlotState.PENDING,
                "due_on": answer_due_on(today),
                "remarks": "",
                "decided_by": None,
                "decided_on": None,
                "answer": "",
                "answered_on": None,
            },
        )
        slots.append(slot)
    event = note_schedule(schedule, ScheduleVerb.START_AGREEMENT, before, actor=actor, today=today)
    tell_many(notices.agreement_started(schedule, event, slots))
    return schedule


def agree(*, schedule: Schedule, body: Body, actor: Actor, today: date) -> AgreementSlot:
    """The ministry agrees."""
    return _decide(schedule, body, actor, today, "agree", ScheduleVerb.AGREE)


def object_with_remarks(*, schedule: Schedule, body: Body, remarks: str, actor: Actor, today: date) -> AgreementSlot:
    """The ministry gives remarks. Raises Invalid for empty remarks, IllegalTransition after the last day to answer."""
    return _decide(schedule, body, actor, today, "object", ScheduleVerb.OBJECT, remarks=remarks.strip())


@transaction.atomic
def _decide(
    schedule: Schedule, body: Body, actor: Actor, today: date, verb: str, line: ScheduleVerb, *, remarks: str = ""
) -> AgreementSlot:
    schedule = locked_schedule(schedule)
    slot = schedule.slots.select_related("body").select_for_update(of=("self",)).get(body=body)
    can_answer_for(actor, slot).require()
    SCHEDULE.apply("decide_slot", schedule.state)
    if verb == "object" and slot.due_on < today:
        raise IllegalTransition(ANSWER_STANDS, params={"due_on": slot.due_on})
    slot.state = SLOT.apply(verb, slot.state, comment=remarks)
    slot.remarks = remarks
    slot.answer = ""
    slot.answered_on = None
    slot.decided_by = actor.user
    slot.decided_on = today
    slot.save()
    event = note_schedule(schedule, line, schedule.state, actor=actor, today=today, body=body, comment=remarks)
    if remarks:
        tell_many(notices.remarks_given(schedule, event, slot))
    _tell_when_complete(schedule, event)
    return slot


@transaction.atomic
def answer_remarks(*, schedule: Schedule, body: Body, answer: str, actor: Actor, today: date) -> AgreementSlot:
    """The authorised body says why the remarks are not taken up. (Taking them up is `reopen_draft`.)"""
    schedule = locked_schedule(schedule)
    can_prepare_schedule(actor, schedule.kind).require()
    SCHEDULE.apply("answer", schedule.state, comment=answer)
    slot = schedule.slots.select_related("body").select_for_update(of=("self",)).get(body=body)
    if slot.state != SlotState.REMARKS:
        raise Conflict(_("There are no remarks of this ministry to answer any more."), code="no_remarks")
    slot.answer = answer.strip()
    slot.answered_on = today
    slot.save()
    event = note_schedule(
        schedule, ScheduleVerb.ANSWER, schedule.state, actor=actor, today=today, body=slot.body, comment=slot.answer
    )
    tell_many(notices.remarks_answered(schedule, event, slot))
    return slot


@transaction.atomic
def remind_silent(*, schedule: Schedule, actor: Actor, today: date) -> int:
    """Remind every ministry whose answer is awaited; how many. None when they were reminded today already."""
    schedule = locked_schedule(schedule)
    can_prepare_schedule(actor, schedule.kind).require()
    SCHEDULE.apply("remind", schedule.state)
    slots = list(schedule.slots.pending().select_related("body"))
    if not slots or schedule.events.filter(verb=ScheduleVerb.REMIND, on=today).exists():
        return 0
    event = note_schedule(schedule, ScheduleVerb.REMIND, schedule.state, actor=actor, today=today)
    tell_many(notices.agreement_awaited(schedule, event, slots))
    return len(slots)


@transaction.atomic
def reopen_draft(*, schedule: Schedule, comment: str, actor: Actor, today: date) -> Schedule:
    """Take the schedule back from agreement to draft, to take remarks up. Slots keep what was said until asked anew."""
    schedule = locked_schedule(schedule)
    can_prepare_schedule(actor, schedule.kind).require()
    before, schedule.state = schedule.state, SCHEDULE.apply("reopen", schedule.state, comment=comment)
    schedule.save()
    event = note_schedule(schedule, ScheduleVerb.REOPEN, before, actor=actor, today=today, comment=comment.strip())
    tell_many(notices.schedule_reopened(schedule, event, list(schedule.slots.values_list("body_id", flat=True))))
    return schedule


def close_silent_slots(*, today: date) -> int:
    """Count the silence of every slot whose last day has passed as agreement. Says how many.

    Run by the system, late, twice or at once in two places: a slot is closed once. Each schedule is a transaction of
    its own, so that one that is busy does not hold up the others.
    """
    due = AgreementSlot.objects.silent_by(today).values_list("schedule_id", flat=True).distinct()
    return sum(_close_silent(schedule_id, today) for schedule_id in due.order_by("schedule_id"))


@transaction.atomic
def _close_silent(schedule_id: int, today: date) -> int:
    schedule = Schedule.objects.select_for_update(of=("self",)).get(pk=schedule_id)
    # Looked for again under the lock: a ministry may have answered meanwhile.
    slots = list(schedule.slots.silent_by(today).select_related("body"))
    event: ScheduleEvent | None = None
    for slot in slots:
        slot.state = SLOT.apply("fall_silent", slot.state)
        slot.decided_on = today
        slot.save()
        event = note_schedule(
            schedule, ScheduleVerb.FALL_SILENT, schedule.state, actor=None, today=today, body=slot.body
        )
    if event is not None:
        _tell_when_complete(schedule, event)
    return len(slots)


def _tell_when_complete(schedule: Schedule, event: ScheduleEvent) -> None:
    if not schedule.slots.pending().exists():
        tell_many(notices.agreement_complete(schedule, event))
