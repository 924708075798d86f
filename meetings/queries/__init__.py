"""What the screens and feeds of meetings need. Public reads start at `Meeting.objects.public()`."""

from meetings.queries.calendar import (
    MonthDay,
    MonthTable,
    YearTable,
    month_table,
    nearest_months,
    to_be_set,
    year_table,
)
from meetings.queries.calendar_filter import (
    CalendarFilter,
    Part,
    chosen,
    known_number,
    narrowed,
    number_of_all,
    scope_of,
)
from meetings.queries.calendar_nothing import Way, spelled_alike, ways_on
from meetings.queries.calendar_options import (
    MEETING_KINDS,
    body_called,
    body_options,
    districts,
    month_options,
    place_called,
    place_options,
)
from meetings.queries.ics import feed_meetings
from meetings.queries.meeting import MeetingPage, meeting_page
from meetings.queries.publication import (
    MissingText,
    Preview,
    meetings_made,
    missing_texts,
    people_told,
    publication_preview,
)
from meetings.queries.rows import MeetingRow, MonthEntry, meeting_row, meeting_rows, month_entry

__all__ = [
    "MEETING_KINDS",
    "CalendarFilter",
    "MeetingPage",
    "MeetingRow",
    "MissingText",
    "MonthDay",
    "MonthEntry",
    "MonthTable",
    "Part",
    "Preview",
    "Way",
    "YearTable",
    "body_called",
    "body_options",
    "chosen",
    "districts",
    "feed_meetings",
    "known_number",
    "meeting_page",
    "meeting_row",
    "meeting_rows",
    "meetings_made",
    "missing_texts",
    "month_entry",
    "month_options",
    "month_table",
    "narrowed",
    "nearest_months",
    "number_of_all",
    "people_told",
    "place_called",
    "place_options",
    "publication_preview",
    "scope_of",
    "spelled_alike",
    "to_be_set",
    "ways_on",
    "year_table",
]
