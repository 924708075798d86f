"""What a calendar feed is made of."""

from __future__ import annotations

from datetime import date, timedelta

from meetings.queries.calendar_filter import CalendarFilter, chosen
from meetings.querysets import MeetingQuerySet

#: A feed keeps meetings of this many days back, so that a phone does not lose last month at once.
DAYS_BACK = 90


def feed_meetings(asked: CalendarFilter, today: date) -> MeetingQuerySet:
    """Meetings with a day; of the month asked for, else from `DAYS_BACK` days before today.

    Also those whose announced day an amendment took away again: phones have to hear of it.
    """
    found = chosen(asked).known_to_phones()
    if asked.day is not None:
        return found.on_day(asked.day)
    if asked.month is not None:
        return found.in_month(asked.month)
    return found.filter(span_end__gt=today - timedelta(days=DAYS_BACK))
