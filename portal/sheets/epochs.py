"""From which day Excel counts: a number of a cell is so many days later. Knows no framework."""

from __future__ import annotations

from datetime import datetime

#: Day 0 as everybody counts today: Excel believes in a 29 February 1900, so days before March 1900 are off by one.
EXCEL = datetime(1899, 12, 30)  # noqa: DTZ001 day numbers have no zone
#: Of workbooks made on old Macintoshes, which say so.
EXCEL_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 day numbers have no zone
