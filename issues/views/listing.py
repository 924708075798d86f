"""The public list of issues: one box, choices with their numbers, and two tables of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from issues.forms.listing import PAGE_READERS, READERS, IssueListForm
from issues.queries.counted import counted, ground
from issues.queries.facets import Facet, Option, by_state, by_topic, chips, facets, number_text
from issues.queries.lines import lines_of
from issues.queries.listing import (
    FOLLOWERS,
    MOST,
    NEWS,
    TERM,
    IssueFilter,
    chosen,
    in_order,
    named,
    orders_for,
    public_number,
)
from issues.queries.nothing import spelled_alike, ways_on
from issues.querysets import OPEN_SET
from portal.bodies.queries import places_called
from portal.kernel import clock
from portal.kit import formats
from portal.kit.content_version import ISSUES, MEETINGS, NAMES, content_version
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept, keep_nothing
from portal.kit.paging import paginate


@dataclass(frozen=True)
class Choice:
    """An option with the address it leads to."""

    label: str
    url: str
    number: str
    is_current: bool


@public_page(kept=Kept(PAGE_READERS, topics=(MEETINGS, ISSUES)))
def issues(request: HttpRequest) -> HttpResponse:
    """A number leads to its issue; a wrong part of the filter is said and finds nothing."""
    today = clock.today()
    number = public_number(request.GET.get("q", ""))
    if number:
        return redirect("issues:issue", number)
    form = IssueListForm(request.GET, today=today)
    context: dict[str, Any] = {"crumbs": [(pgettext("page", "Issues"), None)], "form": form}
    if not form.is_valid():
        keep_nothing(request)
        return render(request, "issues/issues.html", context)
    asked = form.asked()
    over = ground(content_version((NAMES,)), asked.place and asked.place.pk, today, formats.language())
    numbers = counted(asked, today, over)
    most = MOST if numbers.total is None else min(numbers.total, MOST)
    if numbers.keys is None:
        page = paginate(request, in_order(chosen(asked, today), asked).for_lines(), count=most)
        rows = list(page.object_list)
    else:
        page = paginate(request, numbers.keys, count=most)
        rows = named(list(page.object_list))
    context |= {
        "asked": asked,
        "page": page,
        "lines": lines_of(rows, today),
        "total": numbers.total,
        "total_text": number_text(numbers.total),
        "is_cut": numbers.total is None or numbers.total > MOST,
        "most": MOST,
        "facets": [_linked(request, facet) for facet in facets(asked, numbers, over)],
        "chips": [Choice(chip.label, _address(request, **{str(chip.value): None}), "", False) for chip in chips(asked)],
        "orders": _orders(request, asked),
        # Whoever types the name of a place is led to its page, too.
        "places": places_called(asked.q, today) if asked.q else [],
        "by_state": _charted(request, "state", by_state(numbers)),
        "base": (numbers.states or {}).get("") or 0,
        "by_topic": _charted(request, "topic", by_topic(numbers, over)),
        "follows": _follows(asked),
        **_taken_away(request),
    }
    if not rows:
        context |= _nothing(request, asked, today)
    return render(request, "issues/issues.html", context)


def _nothing(request: HttpRequest, asked: IssueFilter, today: date) -> dict[str, Any]:
    return {
        "ways": [(way.label, _address(request, **{way.part: way.value})) for way in ways_on(asked, today)],
        "alike": spelled_alike(asked, today),
    }


def _linked(request: HttpRequest, facet: Facet) -> dict[str, Any]:
    return {
        "title": facet.title,
        "options": list(_choices(request, facet.name, facet.options)),
        "rest": list(_choices(request, facet.name, facet.rest)),
        "is_open": facet.is_open,
    }


def _choices(request: HttpRequest, name: str, options: Iterable[Option]) -> Iterable[Choice]:
    for option in options:
        number = number_text(option.number) if option.number is not None or option.is_many else ""
        yield Choice(option.label, _address(request, **{name: option.value}), number, option.is_current)


def _charted(request: HttpRequest, name: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"row": row, "url": _address(request, **{name: row.value}) if row.value else ""} for row in rows]


def _orders(request: HttpRequest, asked: IssueFilter) -> list[Choice]:
    names = {
        NEWS: pgettext("order of issues", "Latest news"),
        TERM: pgettext("order of issues", "Term"),
        FOLLOWERS: pgettext("order of issues", "Followers"),
    }
    return [
        Choice(names[order], _address(request, order=None if order == NEWS else order), "", order == asked.order)
        for order in orders_for(asked)
    ]


def _follows(asked: IssueFilter) -> list[tuple[str, str]]:
    """Address and words of what can be followed by mail: the body, the topic, the place of the list, each by itself."""
    found = []
    if asked.body is not None:
        found.append((reverse("issues:follow_body", args=[asked.body.slug]), _("Issues of this body by e-mail")))
    if asked.topic is not None:
        found.append((reverse("issues:follow_topic", args=[asked.topic.slug]), _("Issues of this topic by e-mail")))
    if asked.place is not None:
        found.append((reverse("questions:subscribe", args=[asked.place.kato]), _("News of this place by e-mail")))
    return found


def _taken_away(request: HttpRequest) -> dict[str, str]:
    """The same list for machines and for paper."""
    query = {name: request.GET[name] for name in READERS if request.GET.get(name)}
    tail = f"?{urlencode(query)}" if query else ""
    data = {name: value for name, value in _meant(query).items() if name != "order"}
    return {
        **{name: reverse(f"issues:issues_{name}") + tail for name in ("csv", "xlsx", "atom")},
        "json": "/api/v1/issues/" + (f"?{urlencode(data)}" if data else ""),
    }


def _address(request: HttpRequest, **changes: str | None) -> str:
    """The present query with changes; a list that is narrowed otherwise begins at its first page."""
    query = _meant({name: request.GET[name] for name in READERS if request.GET.get(name)})
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    state = query.get("state", "")
    is_given_up = "state" in changes and not state
    if query.get("order") == TERM and (is_given_up or TERM not in orders_for(IssueFilter(state=state))):
        del query["order"]
    return f"?{urlencode(query)}" if query else "?"


def _meant(query: dict[str, str]) -> dict[str, str]:
    """By their term only open ones are listed: where no state is said, that is the one."""
    return {**query, "state": query.get("state", OPEN_SET)} if query.get("order") == TERM else query
