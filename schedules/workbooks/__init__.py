"""Workbooks of ministries: reading them as a careful clerk does, and writing ours. Nothing here saves."""

from portal.sheets.refusals import Unreadable
from schedules.workbooks.guides import Found, Guide, guided_by
from schedules.workbooks.places import PlaceIndex, guide_to, place_index
from schedules.workbooks.reading import check_workbook, read_workbook
from schedules.workbooks.results import CellProblem, Note, Reading, ReadRow, Skipped
from schedules.workbooks.titles import Owner, owner_of

__all__ = [
    "CellProblem",
    "Found",
    "Guide",
    "Note",
    "Owner",
    "PlaceIndex",
    "ReadRow",
    "Reading",
    "Skipped",
    "Unreadable",
    "check_workbook",
    "guide_to",
    "guided_by",
    "owner_of",
    "place_index",
    "read_workbook",
]
