"""Rows of a calendar feed, and the version that tells whether they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max

from meetings.queries.calendar_filter import CalendarFilter, chosen
from meetings.querysets import MeetingQuerySet

#: A feed keeps meetings of this many days back, so that a phone does not lose last month at once.
DAYS_BACK = 90
#: More events than this would be refused by phones; the nearest in time are kept.
ROWS = 2000


@dataclass(frozen=True)
class FeedContent:
    """`version` changes whenever a row of the feed does."""

    rows: MeetingQuerySet
    version: str


def feed_content(asked: CalendarFilter, today: date) -> FeedContent:
    """Meetings with a day; of the month asked for, else from `DAYS_BACK` days before today. One statement.

    Also those whose announced day an amendment took away again: phones have to hear of it.
    The rows themselves are not fetched: a kept text of the same version needs none.
    """
    found = chosen(asked).known_to_phones()
    if asked.day is not None:
        found = found.on_day(asked.day)
    elif asked.month is not None:
        found = found.in_month(asked.month)
    else:
        found = found.filter(span_end__gt=today - timedelta(days=DAYS_BACK))
    state = found.aggregate(count=Count("pk"), last=Max("pk"), changed=Max("changed_at"))
    rows = found.with_names().in_order()[:ROWS]
    return FeedContent(rows=rows, version=f"{state['count']}:{state['last']}:{state['changed']}")
