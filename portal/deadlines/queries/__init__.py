"""Reads of duties, days and records."""

from portal.deadlines.queries.days import calendar_year, days_off, working_calendar, year_of, year_tabs
from portal.deadlines.queries.desk import DeskDuty, desk_rows, due_for, selection, tabs, workspace_list
from portal.deadlines.queries.duties import AskedProof, asked_of, period_words
from portal.deadlines.queries.evidence_file import Stretch, file_lines, file_rows, own_files, summary
from portal.deadlines.queries.health import last_sweep, sweep_age
from portal.deadlines.queries.ladders import (
    Ladders,
    copies_of,
    copy_duties,
    ladder_groups,
    next_due_on,
    open_count,
    own_ladder,
    rung_lists,
    rung_rows,
)
from portal.deadlines.queries.law import due_date, obligation, obligations, orders, rule
from portal.deadlines.queries.reasons.why import Why, why
from portal.deadlines.queries.received import (
    document_url,
    receipts,
    received,
    received_options,
    received_row,
    received_rows,
    received_tabs,
)
from portal.deadlines.queries.record.board import (
    Asked,
    Figures,
    Record,
    board_rows,
    body_record,
    chosen,
    figures,
    territory_record,
)
from portal.deadlines.queries.record.lines import RECORD_COLUMNS, record_lines
from portal.deadlines.queries.record.matrix import Board, Offer, board, legend, offer
from portal.deadlines.queries.record.totals import Counted, Sum, counted, edition, sums
from portal.deadlines.queries.rehearsal import RehearsedDay, rehearse

__all__ = [
    "RECORD_COLUMNS",
    "Asked",
    "AskedProof",
    "Board",
    "Counted",
    "DeskDuty",
    "Figures",
    "Ladders",
    "Offer",
    "Record",
    "RehearsedDay",
    "Stretch",
    "Sum",
    "Why",
    "asked_of",
    "board",
    "board_rows",
    "body_record",
    "calendar_year",
    "chosen",
    "copies_of",
    "copy_duties",
    "counted",
    "days_off",
    "desk_rows",
    "document_url",
    "due_date",
    "due_for",
    "edition",
    "figures",
    "file_lines",
    "file_rows",
    "ladder_groups",
    "last_sweep",
    "legend",
    "next_due_on",
    "obligation",
    "obligations",
    "offer",
    "open_count",
    "orders",
    "own_files",
    "own_ladder",
    "period_words",
    "receipts",
    "received",
    "received_options",
    "received_row",
    "received_rows",
    "received_tabs",
    "record_lines",
    "rehearse",
    "rule",
    "rung_lists",
    "rung_rows",
    "selection",
    "summary",
    "sums",
    "sweep_age",
    "tabs",
    "territory_record",
    "why",
    "working_calendar",
    "workspace_list",
    "year_of",
    "year_tabs",
]
