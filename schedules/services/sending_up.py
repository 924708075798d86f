"""A calendar goes to the Government, and the Government sends all calendars on to the Administration."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import Function
from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.bodies.queries import holder
from portal.deadlines.choices import EvidenceKind
from portal.deadlines.services import Proof, acknowledge_many, fulfil
from portal.kernel.errors import Conflict, IllegalTransition, Invalid
from portal.law.evidence import Evidence
from schedules.choices import ScheduleVerb
from schedules.errors import SCHEDULE_MOVED_ON
from schedules.kinds import AKIM_CALENDAR
from schedules.models import Forwarding, Schedule
from schedules.permissions import can_forward_calendars, can_publish_schedule
from schedules.queries.sending_up import forwarding_view, sending_late_days, was_sent
from schedules.rules import CALENDARS_FORWARDED_DUTY, fingerprint
from schedules.services.duties import address_of, in_both
from schedules.services.steps import locked_schedule, note_schedule
from schedules.workflow import SCHEDULE


@transaction.atomic
def send_calendar(*, schedule: Schedule, actor: Actor, today: date, late_reason: str = "") -> Schedule:
    """Send the published calendar to the Government, which acknowledges it or returns it with a reason.

    The first sending meets the duty on its own day; past the last day it needs `late_reason`. A correction that was
    published is sent as another document beside it. Raises Conflict when this version was sent already, Invalid.
    """
    schedule = locked_schedule(schedule)
    can_publish_schedule(actor, schedule).require()
    kind = schedule.its_kind
    if not kind.duties.sending:
        raise IllegalTransition(SCHEDULE_MOVED_ON, params={"kind": schedule.kind})
    assert schedule.body is not None
    before = SCHEDULE.apply("send_up", schedule.state)
    if was_sent(schedule):
        raise Conflict(_("This calendar was sent to the Government already."), code="sent_already")
    late, said = sending_late_days(kind, schedule.body, schedule.period_key, today), late_reason.strip()
    if late and not said:
        raise Invalid.at("late_reason", _("The calendar is sent late: say why."))
    version = schedule.versions.defer("content").latest("number")
    note_schedule(schedule, ScheduleVerb.SEND_UP, before, actor=actor, today=today, comment=said if late else "")
    fulfil(
        duty=kind.duties.sending,
        body=schedule.body,
        period_key=schedule.period_key,
        on=today,
        evidence=Proof(
            kind=EvidenceKind.ACT,
            genre=Evidence.LETTER,
            title=in_both(kind.words.name, schedule.period_key),
            address=address_of(schedule.get_absolute_url()),
            number=schedule.act_number,
            signed_on=schedule.act_on,
            signer=actor.user.full_name,
            sha256=version.sha256,
        ),
        actor=replace(actor, on=today),
        late_reason=said if late else "",
    )
    return schedule


@transaction.atomic
def forward_calendars(*, period_key: str, actor: Actor, today: date, late_reason: str = "") -> Forwarding:
    """Send every calendar that has come on to the Administration, in one act that names the regions without one.

    What was not acknowledged yet is acknowledged by it. Raises Conflict when nothing has come, or nothing since the
    last time; Invalid for a first forwarding past its day without a reason.
    """
    can_forward_calendars(actor).require()
    government = holder(Function.SCHEDULE_APPROVAL, today)
    # Two at once: the second sees what the first has forwarded.
    Body.objects.select_for_update(no_key=True).get(pk=government.pk)
    view = forwarding_view(period_key, today)
    if not view.here:
        raise Conflict(_("No calendar of this year has come yet."), code="nothing_came")
    if not view.is_new:
        raise Conflict(_("These very calendars were forwarded already."), code="forwarded_already")
    said = late_reason.strip()
    if view.days_late and not said:
        raise Invalid.at("late_reason", _("The calendars are forwarded late: say why."))
    waiting = [each.transmittal for each in view.here if each.transmittal is not None]
    acknowledge_many(
        transmittals=[each for each in waiting if each.acknowledged_on is None],
        actor=replace(actor, on=today),
        today=today,
    )
    content = view.content
    forwarding = Forwarding.objects.create(
        period_key=period_key, on=today, by=actor.user, content=content, sha256=fingerprint(content)
    )
    fulfil(
        duty=CALENDARS_FORWARDED_DUTY,
        body=government,
        period_key=period_key,
        on=today,
        evidence=Proof(
            kind=EvidenceKind.ACT,
            genre=Evidence.LETTER,
            title=in_both(_("Calendars of akims' meetings for %(year)s"), period_key),
            address=f"/schedules/{AKIM_CALENDAR.address}/{period_key}/",
            signer=actor.user.full_name,
            sha256=forwarding.sha256,
        ),
        actor=replace(actor, on=today),
        late_reason=said if view.days_late else "",
    )
    return forwarding
