"""Workbooks of ministries: reading them as a careful clerk does, and writing ours. Nothing here saves."""

from portal.sheets.refusals import Unreadable
from schedules.workbooks.places import PlaceIndex, place_index
from schedules.workbooks.reading import check_workbook, read_workbook
from schedules.workbooks.results import CellProblem, Reading, ReadRow, Skipped

__all__ = [
    "CellProblem",
    "PlaceIndex",
    "ReadRow",
    "Reading",
    "Skipped",
    "Unreadable",
    "check_workbook",
    "place_index",
    "read_workbook",
]
