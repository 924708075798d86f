"""Pages of deadlines: the public record, and the workspace of those who owe."""

from portal.deadlines.views.calculator import calculator, duties
from portal.deadlines.views.calendars import calendars, make_calendar, renew_calendar, revoke_calendar
from portal.deadlines.views.confirming import confirm
from portal.deadlines.views.evidence_file import evidence_file, make_evidence_file, work_evidence_file
from portal.deadlines.views.happening import call_off, events, new_event, not_held
from portal.deadlines.views.ladder import copies, ladder, ladders, reset_ladder
from portal.deadlines.views.obligation import (
    close,
    correct,
    obligation,
    own,
    record_pages,
    remind,
    remind_receivers,
    withdraw,
)
from portal.deadlines.views.record import board, board_csv
from portal.deadlines.views.ruling import decide, decision, decisions, public_decisions, revoke
from portal.deadlines.views.sending_received import (
    acknowledge,
    acknowledge_many,
    give_back,
    received,
    received_document,
)
from portal.deadlines.views.why import why
from portal.deadlines.views.working_days import change_day, move_day, remove_day, working_days

__all__ = [
    "acknowledge",
    "acknowledge_many",
    "board",
    "board_csv",
    "calculator",
    "calendars",
    "call_off",
    "change_day",
    "close",
    "confirm",
    "copies",
    "correct",
    "decide",
    "decision",
    "decisions",
    "duties",
    "events",
    "evidence_file",
    "give_back",
    "ladder",
    "ladders",
    "make_calendar",
    "make_evidence_file",
    "move_day",
    "new_event",
    "not_held",
    "obligation",
    "own",
    "public_decisions",
    "received",
    "received_document",
    "record_pages",
    "remind",
    "remind_receivers",
    "remove_day",
    "renew_calendar",
    "reset_ladder",
    "revoke",
    "revoke_calendar",
    "why",
    "withdraw",
    "work_evidence_file",
    "working_days",
]
