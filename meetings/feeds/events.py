"""Meetings as events of iCalendar, by hand: the library takes a second of processor for two thousand of them.

The text of a meeting is kept (`services.texts`) and says `SITE` for where the portal is reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.kernel import clock
from portal.kernel.folding import fold

#: How long a meeting is reckoned to last: no act and no schedule says it, and an event without an end is refused by
#: some calendars and has no length in others. What is reckoned is said in the event.
USUAL_LENGTH = timedelta(hours=2)
#: Part of a lasting UID, not an address: it must not change when the portal moves to another host.
UID_DOMAIN = "kezdesu"
#: Bytes of a line, which goes on after a line end and a space (RFC 5545, 3.1).
_LINE = 75
_END = "\r\n"
_ON = f"{_END} "
#: In place of scheme and host.
SITE = "\x1a"
#: With the address of a meeting below it a longer one would not end with its line.
_LONGEST_SITE = 45


def events_of(meeting: Meeting) -> str:
    """An event for each day of the meeting, in the active language."""
    address = SITE + reverse("meetings:meeting", args=[meeting.number]).removeprefix("/")
    return "".join(_folded(line) for day in (*meeting.days, *_gone(meeting)) for line in _event(meeting, day, address))


def at_site(events: Iterable[str], site: str) -> bytes:
    """Events as they are read at this site, whose address ends with a stroke."""
    text = "".join(events)
    if len(site) > _LONGEST_SITE:
        lines = text.replace(_ON, "").replace(SITE, site).split(_END)
        return "".join(_folded(line) for line in lines[:-1]).encode()
    return text.replace(SITE, site).encode()


def _gone(meeting: Meeting) -> list[date]:
    """Days that were announced and taken away again, so that phones learn they are off."""
    if meeting.gone_days or meeting.days:
        return meeting.gone_days
    return list(meeting.was.days) if meeting.was is not None else []


def _uid(meeting: Meeting, day: date) -> str:
    """Of one day, for ever: the lasting one bears the number alone, another its own date beside it."""
    lasting = meeting.lasting_day or (meeting.was.start if meeting.was else None)
    further = "" if day == lasting else f"-{day:%Y%m%d}"
    return f"{meeting.number}{further}@{UID_DOMAIN}"


def _event(meeting: Meeting, day: date, address: str) -> Iterator[str]:
    """Lines of one day of a meeting."""
    said = [*filter(None, [str(meeting.subject)]), meeting.get_format_display()]
    changed = _instant(meeting.changed_at)
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_escaped(meeting.title)}"
    if meeting.start_time is not None and meeting.days:
        start = clock.at(day, meeting.start_time.hour, meeting.start_time.minute)
        yield f"DTSTART:{_instant(start)}"
        yield f"DTEND:{_instant(start + USUAL_LENGTH)}"
        said.append(_("The end is not announced: two hours are reckoned."))
    else:
        # Without a time it is the whole civil day of Kazakhstan.
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"DTSTAMP:{changed}"
    yield f"UID:{_uid(meeting, day)}"
    yield f"SEQUENCE:{meeting.sequence}"
    yield f"CATEGORIES:{_escaped(meeting.get_kind_display())}"
    if meeting.published_at is not None:
        yield f"CREATED:{_instant(meeting.published_at)}"
    if meeting.required:
        said.append(_("Who is to take part: %(roles)s") % {"roles": ", ".join(meeting.required_roles)})
    yield f"DESCRIPTION:{_escaped(chr(10).join([*said, address]))}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"LOCATION:{_escaped(_location(meeting))}"
    yield f"STATUS:{'CANCELLED' if meeting.is_off or day not in meeting.days else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{address}"
    yield "END:VEVENT"


def _location(meeting: Meeting) -> str:
    """The venue with its place, which a venue may name already."""
    venue, place = meeting.venue, meeting.territory
    if not venue:
        return str(place.name)
    return str(venue) if fold(str(place.short)) in fold(str(venue)) else f"{venue}, {place.name}"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """As a value of text (RFC 5545, 3.3.11)."""
    plain = text.replace(SITE, "").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """In lines of so many bytes, no letter cut in two, and an address, which is longer than its mark, left whole."""
    before, mark, address = line.partition(SITE)
    rest, parts, room = before.encode(), [], _LINE
    while len(rest) > room:
        cut = room
        while rest[cut] & 0b1100_0000 == 0b1000_0000:
            cut -= 1
        parts.append(rest[:cut].decode())
        rest, room = rest[cut:], _LINE - 1
    if not mark:
        return _ON.join([*parts, rest.decode()]) + _END
    fits = len(rest) + _LONGEST_SITE + len(address) <= room
    parts += [rest.decode() + mark + address] if fits else [rest.decode(), mark + address]
    return _ON.join(parts) + _END
