"""The only writers of obligations, evidence, decisions and the working calendar."""

from portal.deadlines.services.confirming import confirm_day
from portal.deadlines.services.due_change import Moved, move_due
from portal.deadlines.services.evidence import Proof, fulfil, undo, withdraw_fulfilment
from portal.deadlines.services.evidence_at_once import ask_anew, fulfil_about, undo_all
from portal.deadlines.services.evidence_by_hand import (
    add_to_record,
    attach_evidence,
    close_by_attached,
    correct_evidence,
    record_evidence,
    record_links,
)
from portal.deadlines.services.evidence_day import announced_by
from portal.deadlines.services.happening import (
    Happening,
    call_off,
    forget_event,
    happen,
    happen_all,
    move_event,
    will_not_happen,
)
from portal.deadlines.services.ladder_next_look import look_again
from portal.deadlines.services.ladder_reminder import remind_now
from portal.deadlines.services.ladder_settings import choose_copies, reset_ladder, set_ladder
from portal.deadlines.services.record import rebuild_totals, refresh_totals
from portal.deadlines.services.ruling import preview, record_decision, revoke_decision
from portal.deadlines.services.seeding import seed_calendar, seed_decisions, seed_law
from portal.deadlines.services.sending import acknowledge, acknowledge_many, give_back, remind_receivers, send_document
from portal.deadlines.services.sweep import Swept, sweep

__all__ = [
    "Happening",
    "Moved",
    "Proof",
    "Swept",
    "acknowledge",
    "acknowledge_many",
    "add_to_record",
    "announced_by",
    "ask_anew",
    "attach_evidence",
    "call_off",
    "choose_copies",
    "close_by_attached",
    "confirm_day",
    "correct_evidence",
    "forget_event",
    "fulfil",
    "fulfil_about",
    "give_back",
    "happen",
    "happen_all",
    "look_again",
    "move_due",
    "move_event",
    "preview",
    "rebuild_totals",
    "record_decision",
    "record_evidence",
    "record_links",
    "refresh_totals",
    "remind_now",
    "remind_receivers",
    "reset_ladder",
    "revoke_decision",
    "seed_calendar",
    "seed_decisions",
    "seed_law",
    "send_document",
    "set_ladder",
    "sweep",
    "undo",
    "undo_all",
    "will_not_happen",
    "withdraw_fulfilment",
]
