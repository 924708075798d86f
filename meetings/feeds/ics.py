"""The calendar as iCalendar, for any filter and for one meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from icalendar import Calendar, vDuration

from meetings.choices import TextKind
from meetings.feeds.events import at_site, events_of
from meetings.forms import FEED_READERS, CalendarForm
from meetings.models import Meeting
from meetings.queries import CalendarFilter, feed_meetings
from meetings.services.texts import Texts
from portal.kernel import clock
from portal.kit.content_version import MEETINGS
from portal.kit.http import public_page
from portal.kit.kept import kept
from portal.kit.kept_pages import Kept, tag_of

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often a phone should ask again; a move is news of the same day.
REFRESH = timedelta(hours=6)
#: More events than this would be refused by phones; the nearest in time are kept.
ROWS = 2000
#: A feed too large for the places of pages is kept under the same key: some sixty megabytes at most.
KEPT_SECONDS, PLACES = 24 * 60 * 60, 40
_END = b"END:VCALENDAR\r\n"


@public_page(kept=Kept(FEED_READERS, topics=(MEETINGS,)))
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """Meetings with a fixed day under the filter in the address; a filter that makes no sense is nobody's feed."""
    today = clock.today()
    form = CalendarForm(request.GET, today=today)
    if not form.is_valid():
        raise Http404(_("There is no such calendar."))
    asked = form.asked()
    name = pgettext("name of a calendar", "Meetings with the population")
    if narrowed := _narrowed(asked):
        name = f"{name}: {', '.join(narrowed)}"
    site = request.build_absolute_uri("/")
    texts = Texts(feed_meetings(asked, today).in_order(), TextKind.EVENTS, get_language() or "kk", events_of)

    def made() -> bytes:
        return _written((row.text for row in texts[:ROWS]), name, site)

    tag = tag_of(request)
    text = kept("meetings.ics", (tag,), made, seconds=KEPT_SECONDS, places=PLACES) if tag else made()
    return _answer(text, "kezdesu.ics")


@public_page(kept=Kept(topics=(MEETINGS,)))
def meeting_ics(request: HttpRequest, number: str) -> HttpResponse:
    """One meeting; while its day was never set there is nothing to put into a calendar."""
    meeting = Meeting.objects.public().known_to_phones().with_names().filter(number=number).first()
    if meeting is None:
        raise Http404(_("There is no such meeting."))
    text = _written([events_of(meeting)], meeting.title, request.build_absolute_uri("/"))
    return _answer(text, f"{number}.ics")


def _narrowed(asked: CalendarFilter) -> list[str]:
    """Names of what the feed is narrowed to, for the name a phone shows."""
    place = [asked.place.name] if asked.place else []
    body = [asked.body.plain] if asked.body else []
    return [*place, *body]


def _written(events: Iterable[str], name: str, site: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Kezdesu//Public meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    frame = calendar.to_ical()
    return frame.removesuffix(_END) + at_site(events, site) + _END


def _answer(text: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
