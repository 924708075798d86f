"""Every verb of the schedule under one roof, for callers of other floors."""

from schedules.services.agreement import (
    agree,
    answer_remarks,
    close_silent_slots,
    object_with_remarks,
    reopen_draft,
    start_agreement,
)
from schedules.services.approval import approve_schedule, return_by_government, send_to_government
from schedules.services.assembly import assemble_draft
from schedules.services.publication import cancel_planned_publication, mark_published, plan_publication

__all__ = [
    "agree",
    "answer_remarks",
    "approve_schedule",
    "assemble_draft",
    "cancel_planned_publication",
    "close_silent_slots",
    "mark_published",
    "object_with_remarks",
    "plan_publication",
    "reopen_draft",
    "return_by_government",
    "send_to_government",
    "start_agreement",
]
