"""The calendar as iCalendar, for any filter and for one meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, timedelta

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vText

from meetings.forms import FEED_READERS, CalendarForm
from meetings.models import Meeting
from meetings.queries import CalendarFilter, feed_content
from portal.kernel import clock
from portal.kernel.folding import fold
from portal.kit.content_version import MEETINGS
from portal.kit.http import public_page
from portal.kit.kept import kept
from portal.kit.kept_pages import Kept

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often a phone should ask again; a move is news of the same day.
REFRESH = timedelta(hours=6)
#: How long a written feed is kept; a change of any row in it makes another key at once.
KEPT_SECONDS = 24 * 60 * 60
#: Feeds kept at most: a few of every region, body and language; one of the country weighs some hundred kilobytes.
PLACES = 200
#: How long a meeting is reckoned to last: no act and no schedule says it, and an event without an end is refused by
#: some calendars and has no length in others. What is reckoned is said in the event.
USUAL_LENGTH = timedelta(hours=2)
#: Part of a lasting UID, not an address: it must not change when the portal moves to another host.
UID_DOMAIN = "kezdesu"


@public_page(kept=Kept(FEED_READERS, topics=(MEETINGS,)))
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """Meetings with a fixed day under the filter in the address; a filter that makes no sense is nobody's feed."""
    today = clock.today()
    form = CalendarForm(request.GET, today=today)
    if not form.is_valid():
        raise Http404(_("There is no such calendar."))
    asked = form.asked()
    content = feed_content(asked, today)
    name = pgettext("name of a calendar", "Meetings with the population")
    if narrowed := _narrowed(asked):
        name = f"{name}: {', '.join(narrowed)}"
    site = request.build_absolute_uri("/")
    values = [value.pk if isinstance(value, Model) else value for value in asked.values()]
    key = (get_language(), site, *map(repr, values), today.isoformat(), content.version)
    text = kept("meetings.ics", key, lambda: _written(content.rows, name, site), seconds=KEPT_SECONDS, places=PLACES)
    return _answer(text, "kezdesu.ics")


@public_page(kept=Kept(topics=(MEETINGS,)))
def meeting_ics(request: HttpRequest, number: str) -> HttpResponse:
    """One meeting; while its day was never set there is nothing to put into a calendar."""
    meeting = Meeting.objects.public().known_to_phones().with_names().filter(number=number).first()
    if meeting is None:
        raise Http404(_("There is no such meeting."))
    text = _written([meeting], meeting.title, request.build_absolute_uri("/"))
    return _answer(text, f"{number}.ics")


def _narrowed(asked: CalendarFilter) -> list[str]:
    """Names of what the feed is narrowed to, for the name a phone shows."""
    place = [asked.place.name] if asked.place else []
    body = [asked.body.plain] if asked.body else []
    return [*place, *body]


def _written(meetings: Iterable[Meeting], name: str, site: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Kezdesu//Public meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for meeting in meetings:
        for day in (*meeting.days, *_gone(meeting)):
            calendar.add_component(_event(meeting, day, site))
    return calendar.to_ical()


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


def _event(meeting: Meeting, day: date, site: str) -> Event:
    """One day of a meeting."""
    address = site.rstrip("/") + meeting.get_absolute_url()
    event = Event()
    event.add("uid", _uid(meeting, day))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    if meeting.published_at is not None:
        event.add("created", meeting.published_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    said = [str(meeting.subject), meeting.get_format_display()]
    if meeting.start_time is not None and meeting.days:
        start = clock.at(day, meeting.start_time.hour, meeting.start_time.minute).astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + USUAL_LENGTH)
        said.append(_("The end is not announced: two hours are reckoned."))
    else:
        # Without a time it is the whole civil day of Kazakhstan.
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", vText(meeting.title))
    event.add("location", _location(meeting))
    event.add("description", "\n".join([*said, address]))
    event.add("url", address)
    is_off = meeting.is_cancelled or day not in meeting.days
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _location(meeting: Meeting) -> str:
    """The venue with its place, which a venue may name already."""
    venue, place = meeting.venue, meeting.territory
    if not venue:
        return str(place.name)
    return str(venue) if fold(str(place.short)) in fold(str(venue)) else f"{venue}, {place.name}"


def _answer(text: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
