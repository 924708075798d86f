"""Reads of duties, days and records."""

from portal.deadlines.queries.board import (
    Asked,
    Figures,
    Record,
    board_rows,
    bodies_on_record,
    body_record,
    chosen,
    figures,
    period_keys,
    territory_record,
)
from portal.deadlines.queries.days import calendar_year, days_off, working_calendar, year_of, year_tabs
from portal.deadlines.queries.desk import DeskDuty, desk_rows, due_for, selection, tabs, workspace_list
from portal.deadlines.queries.health import last_sweep, sweep_age
from portal.deadlines.queries.law import due_date, obligation, obligations, orders, rule
from portal.deadlines.queries.rehearsal import RehearsedDay, rehearse
from portal.deadlines.queries.why import Why, why

__all__ = [
    "Asked",
    "DeskDuty",
    "Figures",
    "Record",
    "RehearsedDay",
    "Why",
    "board_rows",
    "bodies_on_record",
    "body_record",
    "calendar_year",
    "chosen",
    "days_off",
    "desk_rows",
    "due_date",
    "due_for",
    "figures",
    "last_sweep",
    "obligation",
    "obligations",
    "orders",
    "period_keys",
    "rehearse",
    "rule",
    "selection",
    "sweep_age",
    "tabs",
    "territory_record",
    "why",
    "working_calendar",
    "workspace_list",
    "year_of",
    "year_tabs",
]
