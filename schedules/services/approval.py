"""From the authorised body to the Government and back: sending, returning, approving."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.files.choices import Purpose
from portal.files.models import StoredFile
from portal.files.services import store
from portal.kernel.errors import Invalid
from portal.notices.services import tell_many
from schedules import notices
from schedules.choices import ScheduleVerb
from schedules.models import Schedule, ScheduleVersion
from schedules.permissions import can_decide_for_government, can_prepare_schedule
from schedules.queries.graph import quarter_gaps, schedule_texts_missing
from schedules.queries.terms import approval_due_on, draft_due_on
from schedules.queries.version_content import next_number, version_content
from schedules.rules import days_late, fingerprint
from schedules.services import duties
from schedules.services.chain import chain_approval
from schedules.services.steps import locked_schedule, note_schedule
from schedules.workflow import SCHEDULE


@transaction.atomic
def send_to_government(
    *, schedule: Schedule, actor: Actor, today: date, quarter_reason: str = "", late_reason: str = ""
) -> Schedule:
    """Send the agreed draft to the Government.

    Every slot must be closed and every remark answered. A ministry bound by the quarterly minimum that has a quarter
    without a meeting blocks sending unless `quarter_reason` says why. The first sending meets the duty, as the first
    filing does for a proposal; past the due day it needs `late_reason`. Raises Invalid.
    """
    schedule = locked_schedule(schedule)
    can_prepare_schedule(actor, schedule.kind).require()
    before, after = schedule.state, SCHEDULE.apply("send", schedule.state)
    if schedule.slots.pending().exists():
        raise Invalid(_("Not every ministry has answered yet."), code="slots_pending")
    if schedule.slots.unanswered().exists():
        raise Invalid(_("Some remarks of ministries are not answered yet."), code="remarks_unanswered")
    gaps = quarter_gaps(schedule, today)
    if gaps and not quarter_reason.strip():
        raise Invalid.at(
            "quarter_reason",
            _("Some ministries have no meeting in a quarter: say why the schedule is sent all the same."),
        )
    # The duty is to send the draft of the period; an amendment of what is in force has no day it is measured by.
    is_measured = schedule.sent_on is None and schedule.amends_id is None
    due_on = draft_due_on(schedule, today) if is_measured else None
    late = days_late(today, due_on) if due_on else 0
    if late and not late_reason.strip():
        raise Invalid.at("late_reason", _("The schedule is sent late: say why."))
    schedule.state = after
    schedule.quarter_reason = quarter_reason.strip() if gaps else ""
    schedule.sent_by = actor.user
    schedule.sent_on = today
    schedule.save()
    reasons = "\n".join(filter(None, [schedule.quarter_reason, late_reason.strip() if late else ""]))
    event = note_schedule(schedule, ScheduleVerb.SEND, before, actor=actor, today=today, comment=reasons)
    duties.draft_sent(schedule, actor=actor, today=today, late_reason=late_reason.strip() if late else "")
    tell_many(notices.schedule_sent(schedule, event))
    return schedule


@transaction.atomic
def return_by_government(*, schedule: Schedule, comment: str, actor: Actor, today: date) -> Schedule:
    """The Government gives the schedule back: it is a draft again, and agreed again before it is sent again."""
    schedule = locked_schedule(schedule)
    can_decide_for_government(actor, schedule).require()
    before, schedule.state = schedule.state, SCHEDULE.apply("return", schedule.state, comment=comment)
    schedule.return_comment = comment.strip()
    schedule.save()
    event = note_schedule(
        schedule, ScheduleVerb.RETURN, before, actor=actor, today=today, comment=schedule.return_comment
    )
    tell_many(notices.schedule_returned(schedule, event))
    return schedule


@transaction.atomic
def approve_schedule(
    *,
    schedule: Schedule,
    act_number: str,
    act_on: date,
    actor: Actor,
    today: date,
    late_reason: str = "",
    act_precedes_sending: bool = False,
    act_scan: UploadedFile | None = None,
) -> Schedule:
    """Record the Government's approval and freeze what was approved as the next version of the year.

    The duty to approve is met on the day of the act, and known from `today`, the day approval is on the portal: past
    the due day `late_reason` is needed, and an act dated in time is so by its word alone until another body confirms.
    An act dated before the draft was sent is refused unless `act_precedes_sending` confirms it. A scan of the act
    becomes public with the schedule. Raises Invalid.
    """
    schedule = locked_schedule(schedule)
    can_decide_for_government(actor, schedule).require()
    before, after = schedule.state, SCHEDULE.apply("approve", schedule.state)
    _check_act(schedule, act_number, act_on, today, confirmed=act_precedes_sending)
    if schedule_texts_missing(schedule):
        raise Invalid(_("Some meetings lack their text in Kazakh or in Russian."), code="texts")
    due_on = approval_due_on(schedule, today) if schedule.amends_id is None else None
    late = days_late(today, due_on) if due_on else 0
    said = lateness_explained(late, late_reason)
    schedule.state = after
    version = sealed(schedule, act_number=act_number, act_on=act_on, act_scan=act_scan, actor=actor, today=today)
    event = note_schedule(schedule, ScheduleVerb.APPROVE, before, actor=actor, today=today, comment=said)
    if schedule.amends_id is None:
        duties.approved(schedule, version, actor=actor, today=today, late_reason=said)
    tell_many(notices.schedule_approved(schedule, event))
    chain_approval(version, user=actor.user)
    return schedule


def _check_act(schedule: Schedule, act_number: str, act_on: date, today: date, *, confirmed: bool) -> None:
    if not act_number.strip():
        raise Invalid.at("act_number", _("Write the number of the act."))
    if act_on > today:
        raise Invalid.at("act_on", _("The date of the act is in the future."), code="act_in_future")
    if schedule.sent_on is not None and act_on < schedule.sent_on and not confirmed:
        raise Invalid.at(
            "act_on",
            _("The act is dated before the draft was sent to the Government. Correct the date or confirm it."),
            code="act_before_sending",
        )


# -- steps that approving a departmental plan shares ----------------------------------------------------------------
def lateness_explained(late: int, reason: str) -> str:
    """Why the approval is late; empty when it is not. Raises Invalid."""
    if late and not reason.strip():
        raise Invalid.at("late_reason", _("The approval is late: say why."))
    return reason.strip() if late else ""


def sealed(
    schedule: Schedule, *, act_number: str, act_on: date, act_scan: UploadedFile | None, actor: Actor, today: date
) -> ScheduleVersion:
    """Write the act on a schedule that is approved, save it, and freeze what was approved as the next version."""
    schedule.act_number = act_number.strip()
    schedule.act_on = act_on
    schedule.approved_by = actor.user
    schedule.approved_on = today
    if act_scan is not None:
        schedule.act_file = _kept_scan(act_scan, actor)
    schedule.save()
    # Numbers run through the amendments of a year; one working copy at a time makes them free of twins.
    content = version_content(schedule)
    return ScheduleVersion.objects.create(
        schedule=schedule,
        number=next_number(schedule),
        content=content,
        sha256=fingerprint(content),
        act_number=schedule.act_number,
        act_on=act_on,
        approved_on=today,
    )


def _kept_scan(upload: UploadedFile, actor: Actor) -> StoredFile:
    try:
        return store(actor=actor, upload=upload, purpose=Purpose.ACT)
    except Invalid as refused:
        raise Invalid.at("act_scan", refused.message, code=refused.code) from refused
