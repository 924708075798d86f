"""What is worth a look before a meeting is moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.deadlines.queries import days_off
from portal.kit import formats


def warnings(meeting: Meeting, days: Sequence[date]) -> list[str]:
    """Days off among the new ones, and other meetings of the official then, in the active language. Two statements."""
    if not days:
        return []
    off = days_off(days[0], days[-1])
    said = []
    for day in days:
        if day in off:
            named = f" ({off[day]})" if off[day] else ""
            said.append(_("This is a day off: %(day)s") % {"day": formats.day_weekday(day) + named})
    others = Meeting.objects.public().standing().filter(official=meeting.official_id).exclude(pk=meeting.pk)
    for other in others.with_fixed_day().between(days[0], days[-1] + timedelta(days=1)).with_names():
        for day in set(days) & set(other.days):
            values = {"number": other.number, "day": formats.day(day), "place": other.territory.name}
            said.append(_("%(day)s: another meeting of the same official, %(number)s, %(place)s") % values)
    return said
