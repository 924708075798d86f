"""What a version says: every legally relevant text of the schedule, copied out of it."""

from __future__ import annotations

from typing import Any

from portal.kernel.wording import LANGUAGES
from schedules.models import Schedule, ScheduleEntry

#: Grows when the shape of the content changes, so that a reader of old versions knows what to expect.
SHAPE = 1


def version_content(schedule: Schedule) -> dict[str, Any]:
    """Plain JSON values: nothing in it refers to a row that may change. Entries in the order of the calendar."""
    return {
        "shape": SHAPE,
        "kind": schedule.kind,
        "period": schedule.period_key,
        "act": {"number": schedule.act_number, "on": schedule.act_on.isoformat() if schedule.act_on else None},
        "entries": [_entry(entry) for entry in schedule.entries.in_order().with_places()],
    }


def _entry(entry: ScheduleEntry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "body": {"slug": entry.body.slug, "name": _texts(entry.body, "name")},
        "official": {
            "post": entry.official.post,
            "title": _texts(entry.official, "title"),
            "full_name": _texts(entry.official, "full_name"),
        },
        "territory": {"kato": entry.territory.kato, "name": _texts(entry.territory, "name")},
        "day": entry.day.isoformat() if entry.day else None,
        "month": entry.month_key or None,
        "quarter": entry.quarter_key or None,
        "start_time": entry.start_time.isoformat(timespec="minutes") if entry.start_time else None,
        "format": entry.format,
        "venue": _texts(entry, "venue"),
        "subject": _texts(entry, "subject"),
        "ground": _texts(entry, "ground"),
    }


def _texts(thing: object, name: str) -> dict[str, str]:
    return {language: getattr(thing, f"{name}_{language}") for language in LANGUAGES}
