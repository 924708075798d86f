"""Workbooks of ministries: reading them as a careful clerk does, and writing ours. Nothing here saves."""

from schedules.workbooks.places import PlaceIndex, place_index
from schedules.workbooks.reading import read_workbook
from schedules.workbooks.results import CellProblem, Reading, ReadRow, Skipped, Unreadable

__all__ = [
    "CellProblem",
    "PlaceIndex",
    "ReadRow",
    "Reading",
    "Skipped",
    "Unreadable",
    "place_index",
    "read_workbook",
]
