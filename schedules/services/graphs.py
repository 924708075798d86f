"""Every verb of the schedule under one roof, for callers of other floors."""

from schedules.services.agreement import (
    agree,
    answer_remarks,
    close_silent_slots,
    object_with_remarks,
    remind_silent,
    reopen_draft,
    start_agreement,
)
from schedules.services.amendment import (
    abandon_amendment,
    drop_change,
    open_amendment,
    propose_change,
)
from schedules.services.amendment_rows import restore_row, withdraw_row
from schedules.services.approval import approve_schedule, return_by_government, send_to_government
from schedules.services.assembly import assemble_draft
from schedules.services.release import cancel_planned_publication, mark_published, plan_publication

__all__ = [
    "abandon_amendment",
    "agree",
    "answer_remarks",
    "approve_schedule",
    "assemble_draft",
    "cancel_planned_publication",
    "close_silent_slots",
    "drop_change",
    "mark_published",
    "object_with_remarks",
    "open_amendment",
    "plan_publication",
    "propose_change",
    "remind_silent",
    "reopen_draft",
    "restore_row",
    "return_by_government",
    "send_to_government",
    "start_agreement",
    "withdraw_row",
]
