"""The reader's sentences, by code. Codes are stable: commands and stored results name them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kit import unreadable

#: Why a whole file is refused.
UNREADABLE = {
    **unreadable.SENTENCES,
    "no_table": _("No table of meetings was found: a row with the headers of the place and of the date is needed."),
    "no_rows": _("The table of meetings has no rows."),
}

#: What is wrong at a cell.
PROBLEMS = {
    "no_such_date": _("There is no such date: “%(written)s”. Dates are read as day, month, year."),
    "outside_period": _("The date “%(written)s” is outside the year of the proposal."),
    "no_date": _("No date is named. Name a day, a month, a quarter or a half-year."),
    "unclear_date": _("The date “%(written)s” was not understood. Write it like 15.04.2027."),
    "weekday_differs": _("In “%(written)s” the day of the week is not that of the date."),
    "cancelled": _("“%(written)s” calls the meeting off or moves it. Write the day that holds, or skip the row."),
    "too_many_days": _("“%(written)s” is too many days for one meeting. Name the days, or only the month."),
    "two_dates": _("Several cells of the row name different times: “%(written)s”. Write the one that holds."),
    "section_differs": _("The date “%(written)s” is not in the month that stands over this part of the table."),
    "ambiguous": _("“%(written)s” may mean several places. Choose one."),
    "several_places": _("“%(written)s” names several places. One row is one meeting in one place."),
    "all_places": _("“%(written)s” names no single place. One row is one meeting in one place."),
    "unknown_place": _("There is no place “%(written)s” now. Check the name, or choose a place."),
    "no_place": _("No place is named."),
    "not_of_akim": _("“%(written)s” does not lie where this akim goes. Check the akim and the place."),
    "no_akim": _("No akim is named."),
    "unknown_akim": _("“%(written)s” names no akim of the region for certain. Write the akim with the unit."),
    "ambiguous_akim": _("“%(written)s” may mean several akims. Write the akim with the district."),
    "another_akim": _("“%(written)s” names somebody else than the akim the portal knows here."),
    "unknown_district": _("The sheet does not say of which district it is, and “%(written)s” does not either."),
    "sheet_differs": _("The name of the sheet and its title name different districts. Write the akim with the unit."),
    "unknown_format": _("The format “%(written)s” was not understood. Write on site, online, or mixed."),
    "no_format": _("The format is not named. Write on site, online, or mixed."),
    "unclear_time": _("The time “%(written)s” was not understood. Write it like 15:00."),
    "time_needs_day": _("A time can be set only when the day is known."),
    "too_long": _("The text is longer than fits here. Shorten it."),
    "no_value": _("The cell holds a formula without its result. Write the value itself."),
    "formula_error": _("The formula in the cell gives an error: “%(written)s”. Write the value itself."),
}

#: Why a row or a sheet is no meeting.
SKIPPED = {
    "column": _("Column that is not read"),
    "comment": _("Comment at a cell"),
    "title": _("Above the table"),
    "header": _("Header of the table"),
    "numbering": _("Numbers of the columns"),
    "section": _("Heading of a part of the table"),
    "note": pgettext_lazy("row of a workbook", "Note"),
    "signature": _("Signature or approval"),
    "total": pgettext_lazy("row of a workbook", "Total"),
    "text": _("Text outside the table"),
    "blank": _("Numbered row without content"),
    "no_table": _("This sheet has no table of meetings"),
    "hidden_sheet": _("Hidden sheet"),
    "empty_sheet": _("Empty sheet"),
    "not_cells": _("This sheet has no cells"),
}

#: What must be confirmed before a row is taken over, though it reads well.
NOTES = {
    "hidden": _("The row is hidden in the workbook."),
    "zero_height": _("The row has no height in the workbook: nobody sees it."),
    "struck": _("The row is struck through, wholly or in part."),
    "comment": _("There is a comment at the cell: “%(written)s”."),
    "cancelled": _("The row says that the meeting is called off or moved: “%(written)s”."),
    "weekday": _("The day of the week is not that of the date: “%(written)s”."),
    "body": _("Another body is named: “%(written)s”."),
    "year": _("Another year is named: “%(written)s”."),
    "akim_name": _("The portal knows no name of the akim here. The workbook names: “%(written)s”."),
}
