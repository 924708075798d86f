"""The public calendar: month, list or year, by plain links and one form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from meetings import queries
from meetings.choices import TextKind
from meetings.forms import PAGE_READERS, CalendarForm
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from meetings.services.texts import Text, Texts, texts_of
from portal.bodies.queries import places_called
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kit import formats
from portal.kit.content_version import MEETINGS, NAMES, content_version
from portal.kit.forms import offer
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept, keep_nothing
from portal.kit.paging import paginate


@public_page(kept=Kept(PAGE_READERS, topics=(MEETINGS,)))
def calendar(request: HttpRequest) -> HttpResponse:
    """`?view=` is "month", "list" or "year"; a wrong part of the filter is said at its field and finds nothing."""
    today = clock.today()
    form = CalendarForm(request.GET, today=today)
    valid = form.is_valid()
    asked = form.asked() if valid else queries.CalendarFilter()
    language = formats.language()
    names = content_version((NAMES,))
    offer(form, "place", queries.place_options(names, today, asked.place, language))
    offer(form, "body", queries.body_options(names, today, asked.body, language))
    offer(form, "month", queries.month_options(today, asked.month))
    view = form.shown_as if valid else "month"
    month = asked.month or Period.containing("month", asked.day or today)
    context: dict[str, Any] = {
        "crumbs": [(pgettext("page", "Calendar"), None)],
        "form": form,
        "more_open": asked.is_narrowed("more") or not valid,
        "asked": asked,
        "month": month,
        "tabs": _tabs(request, month, view),
        # Whoever types the name of a place is led to its page, too.
        "places": places_called(asked.q, today) if asked.q else [],
        **_subscription(request, month),
    }
    if not valid:
        keep_nothing(request)
        return render(request, "meetings/calendar.html", {**context, "refused": True})
    if asked.place is not None:
        context["districts"] = queries.districts(names, asked.place.region.pk, today, language)
    match view:
        case "list":
            context |= _list(request, asked, today)
        case "year":
            context |= _year(asked, Period.containing("year", month.start), today)
        case _:
            context |= _month(asked, month, today)
    return render(request, "meetings/calendar.html", context)


def _month(asked: queries.CalendarFilter, month: Period, today: date) -> dict[str, Any]:
    table = queries.month_table(asked, month, today)
    context: dict[str, Any] = {
        "table": table,
        "cells": texts_of(table.named, TextKind.CELL, formats.language(), cell_text),
        "weekdays": formats.weekdays(),
        "previous": month.previous(),
        "next": month.next(),
        "total": table.total,
    }
    if table.open:
        keys = queries.to_be_set(asked, month)
        rows = texts_of(keys, TextKind.ROW, formats.language(), row_text)
        context["to_be_set"] = [rows[pk] for pk in keys if pk in rows]
    if not table.total:
        context["view"] = "month"
        context["nearest"] = queries.nearest_months(queries.chosen(asked), month)
    return context


def _year(asked: queries.CalendarFilter, year: Period, today: date) -> dict[str, Any]:
    table = queries.year_table(asked, year, today)
    context: dict[str, Any] = {
        "year": table,
        "weekdays": formats.weekdays(),
        # Neighbours are asked for by their January.
        "previous": Period.containing("month", year.previous().start),
        "next": Period.containing("month", year.end),
        "total": table.total,
    }
    if not table.total:
        context["view"] = "year"
        context["nearest"] = queries.nearest_months(queries.chosen(asked), year)
    return context


def _list(request: HttpRequest, asked: queries.CalendarFilter, today: date) -> dict[str, Any]:
    found = queries.chosen(asked)

    def at_the_time(meetings: MeetingQuerySet) -> MeetingQuerySet:
        if asked.day is not None:
            return meetings.on_day(asked.day)
        if asked.month is not None:
            return meetings.in_month(asked.month)
        return meetings.upcoming(today)

    texts: Any = Texts(at_the_time(found).in_order(), TextKind.ROW, formats.language(), row_text)
    page = paginate(request, texts, count=queries.known_number(asked, today))
    rows = [_told(row, today) for row in page.object_list]
    context: dict[str, Any] = {
        "page": page,
        "dated": [row for row in rows if row.on is not None],
        "to_be_set": [row for row in rows if row.on is None],
        "total": page.paginator.count,
    }
    if not rows:
        # Meetings to come are over with the month that holds today: it may be the latest that had any.
        around = asked.month or Period.containing("month", asked.day or today)
        of_time = asked.month is not None or asked.day is not None
        context["nearest"] = queries.nearest_months(found, around if of_time else around.next())
        context["view"] = "list"
        context["alike"] = queries.spelled_alike(asked, at_the_time)
        context["ways"] = [
            (way.label, _address(request, view="list", **{way.part: way.value}))
            for way in queries.ways_on(asked, at_the_time)
        ]
    return context


def row_text(meeting: Meeting) -> str:
    """As a line of the list, in the active language."""
    return render_to_string("components/meeting_row.html", {"row": queries.meeting_row(meeting)})


def _told(row: Text, today: date) -> Text:
    """What is kept of a meeting knows no day: that nobody recorded it in time is said at the end of its line."""
    if not row.is_unrecorded(today):
        return row
    tag = {"kind": "warn", "icon": "question", "text": pgettext("tag of a meeting", "Took place? Not recorded")}
    before, end, after = row.text.rpartition("</div>")
    return replace(row, text=f"{before}<p>{render_to_string('components/tag.html', tag)}</p>{end}{after}")


def cell_text(meeting: Meeting) -> str:
    """As it is named in a day of the month table, in the active language."""
    return render_to_string("meetings/_entry.html", {"entry": queries.month_entry(meeting)}).strip()


def _tabs(request: HttpRequest, month: Period, view: str) -> list[dict[str, Any]]:
    return [
        {
            "url": _address(request, view="month", month=month.key, day=None),
            "label": pgettext("view of the calendar", "Month"),
            "current": view == "month",
        },
        {
            "url": _address(request, view="list"),
            "label": pgettext("view of the calendar", "List"),
            "current": view == "list",
        },
        {
            "url": _address(request, view="year", month=month.key, day=None),
            "label": pgettext("view of the calendar", "Year"),
            "current": view == "year",
        },
    ]


def _subscription(request: HttpRequest, month: Period) -> dict[str, Any]:
    """Addresses of the feed under the same filter: lasting, and of this month alone."""
    lasting_names = [name for name, part in queries.CalendarFilter.parts().items() if part.lasts]
    query = {name: request.GET[name] for name in lasting_names if request.GET.get(name)}
    path = reverse("meetings:calendar_ics")
    lasting = request.build_absolute_uri(f"{path}?{urlencode(query)}" if query else path)
    return {
        "feed_url": lasting,
        "webcal_url": f"webcal://{lasting.partition('://')[2]}",
        "month_feed_url": f"{path}?{urlencode({**query, 'month': month.key})}",
        "data_url": "/api/v1/meetings/" + (f"?{urlencode(query)}" if query else ""),
        "feed_words": gettext("Meetings without a day join the subscription once their day is set."),
    }


def _address(request: HttpRequest, **changes: str | None) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"
