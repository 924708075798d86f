"""Calendars of due days for phones and mail programs, at addresses that are keys themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event, vDuration, vText

from portal.deadlines.queries.calendars import Feed, FeedRow, feed_rows, open_feed
from portal.deadlines.services.calendars import note_read
from portal.kernel import clock

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often a phone should ask again.
REFRESH = timedelta(hours=6)
#: How long a phone may keep what it read.
KEPT_SECONDS = 15 * 60
#: Reminders ring in the morning of their day.
_MORNING = timedelta(hours=9)
_DAY = timedelta(days=1)
#: Part of a lasting UID, not an address: it must not change when the portal moves to another host.
UID_DOMAIN = "kezdesu"


@require_safe
@sensitive_variables("key")
def calendar(request: HttpRequest, key: str) -> HttpResponseBase:
    """No session and no cookie: the key is all. One that does not work any more is an address nobody has."""
    today = clock.today()
    feed = open_feed(key, today)
    if feed is None:
        raise Http404(_("There is no such calendar."))
    note_read(address=feed.address, today=today)
    with translation.override(feed.actor.user.language):
        rows = feed_rows(feed, today)
        text = written(rows, _name(feed), request.build_absolute_uri("/"))
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response.headers["Content-Disposition"] = 'inline; filename="kezdesu.ics"'
    response.headers["Content-Language"] = feed.actor.user.language
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["ETag"] = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    # A row that leaves after its time changes no instant: only the tag of the whole tells whether it is the same.
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def written(rows: Iterable[FeedRow], name: str, site: str) -> bytes:
    """The calendar as text; the same rows make the same bytes."""
    made = Calendar()
    made.add("prodid", "-//Kezdesu//Deadlines//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("calscale", "GREGORIAN")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    for row in rows:
        made.add_component(_event(row, site.rstrip("/")))
    return bytes(made.to_ical())


def _name(feed: Feed) -> str:
    body = feed.address.body
    if body is None:
        return pgettext("name of a calendar", "Kezdesu: my deadlines")
    return pgettext("name of a calendar", "Kezdesu: deadlines, %(body)s") % {"body": body.plain}


def _event(row: FeedRow, site: str) -> Event:
    """The whole last day, in nobody's time zone: a civil day of Kazakhstan wherever the phone is."""
    obligation = row.obligation
    assert obligation.due_on is not None
    address = f"{site}{obligation.get_work_url()}"
    changed = _seconds(row.changed_at)
    summary = f"{row.action} ({obligation.body.plain})"
    if obligation.about:
        summary = f"{summary}: {obligation.about}"
    event = Event()
    event.add("uid", f"obligation-{obligation.pk}@{UID_DOMAIN}")
    event.add("sequence", row.sequence)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", obligation.due_on)
    event.add("dtend", obligation.due_on + _DAY)
    event.add("summary", vText(f"{row.state}: {summary}" if row.state else summary))
    event.add("description", f"{row.action}\n{row.clause}\n{address}")
    event.add("url", address)
    event.add("status", "CANCELLED" if obligation.is_released else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    for rung in row.rungs:
        event.add_component(_alarm(rung, row.action))
    return event


def _alarm(rung: int, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", _MORNING - rung * _DAY)
    return alarm


def _seconds(instant: datetime) -> datetime:
    """Calendars know whole seconds."""
    return instant.astimezone(UTC).replace(microsecond=0)
