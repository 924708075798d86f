"""What a version says: every legally relevant text of the schedule, copied out of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from portal.bodies.models import Territory
from portal.kernel.wording import LANGUAGES
from schedules.models import Schedule, ScheduleEntry, ScheduleVersion

#: Grows when the shape of the content changes, so that a reader of old versions knows what to expect.
SHAPE = 2


def next_number(schedule: Schedule) -> int:
    """Number of the version that approving `schedule` makes: they run through all amendments of the year."""
    chain = Schedule.objects.in_chain(schedule.kind, schedule.body_id, schedule.period_key)
    last = ScheduleVersion.objects.filter(schedule__in=chain.order_by()).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def version_content(schedule: Schedule) -> dict[str, Any]:
    """Plain JSON values: nothing in it refers to a row that may change. Entries in the order of the calendar.

    An amendment also says what it amends, why, and which meetings it takes out for which reason.
    """
    return {
        "shape": SHAPE,
        "kind": schedule.kind,
        "period": schedule.period_key,
        "body": schedule.slug or None,
        "act": {"number": schedule.act_number, "on": schedule.act_on.isoformat() if schedule.act_on else None},
        "amendment": _amendment(schedule),
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
        "territory": _place(entry.territory),
        "day": entry.day.isoformat() if entry.day else None,
        **{kind: entry.when.key_of(kind) or None for kind in ("month", "quarter", "half")},
        "more_days": [day.isoformat() for day in entry.more_days],
        "start_time": entry.start_time.isoformat(timespec="minutes") if entry.start_time else None,
        "format": entry.format,
        "venue": _texts(entry, "venue"),
        "subject": _texts(entry, "subject"),
        "ground": _texts(entry, "ground"),
        "reason": _texts(entry, "change_reason"),
    }


def _place(territory: Territory) -> dict[str, Any]:
    """A district is named with its region: its name alone may belong to several."""
    place = {"kato": territory.kato, "name": _texts(territory, "name")}
    return place if territory.parent is None else {**place, "region": _texts(territory.parent, "name")}


def _amendment(schedule: Schedule) -> dict[str, Any] | None:
    if schedule.amends is None:
        return None
    kept = schedule.entries.order_by().values("key")
    gone = schedule.amends.entries.exclude(key__in=kept).in_order().with_sources()
    return {
        "of": schedule.amends.versions.latest("number").number,
        "scope": schedule.scope_key or None,
        "reason": _texts(schedule, "amendment_reason"),
        "withdrawn": [
            {"key": entry.key, "reason": _texts(entry.source, "change_reason") if entry.source else {}}
            for entry in gone
        ],
    }


def _texts(thing: object, name: str) -> dict[str, str]:
    return {language: getattr(thing, f"{name}_{language}") for language in LANGUAGES}
