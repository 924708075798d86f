"""The public record of deadlines."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from portal.deadlines import queries
from portal.deadlines.forms import BoardForm
from portal.deadlines.forms.record import LIST
from portal.kernel import clock
from portal.kit import formats
from portal.kit.http import public_page
from portal.kit.kept import kept
from portal.kit.kept_pages import PUBLIC_SECONDS
from portal.kit.paging import paginate
from portal.kit.streams import attachment, csv_lines, csv_parts

#: A new name of a body or a new release is seen after this long at the latest.
_KEPT_SECONDS = 15 * 60
#: Years before this one whose table is kept, and tables kept at most: each in three languages.
_YEARS_KEPT, _PLACES = 5, 48


@public_page
def board(request: HttpRequest) -> HttpResponse:
    """Who owed what by when and did it; a wrong part of the filter is said at its field and finds nothing."""
    today = clock.today()
    key = _kept_under(request, today)
    if not key:
        return _board(request, today)
    # Only good answers have a key: a year that is none of the record has not.
    content = kept(
        "deadlines.board", key, lambda: _board(request, today).content, seconds=_KEPT_SECONDS, places=_PLACES
    )
    return HttpResponse(content)


def _board(request: HttpRequest, today: date) -> HttpResponse:
    form, offered = _asked(request, today)
    context: dict[str, Any] = {"crumbs": [(pgettext("page", "Deadlines"), None)], "form": form}
    if not form.is_valid():
        return render(request, "deadlines/record.html", {**context, "refused": True, "more_open": True})
    asked = form.asked()
    context |= {
        "asked": asked,
        "more_open": any((asked.period_key, asked.level, asked.act, asked.q, asked.as_of, asked.apart is not None)),
        "is_list": form.is_list,
        "all_years": asked.year is None,
        "downloads": _downloads(request, asked),
        "ahead": queries.ahead(asked),
        "apart": queries.apart(asked),
    }
    if form.is_list:
        page = paginate(request, queries.chosen(asked, today))
        context |= {
            "page": page,
            "rows": queries.board_rows(page, today),
            "figures": queries.figures(asked, today),
        }
    else:
        shown = queries.board(asked, today, offered)
        # One table may hold every office of a region: page by page, with the heads of the table on each.
        pages = [(table, paginate(request, table.rows)) for table in shown.tables]
        context |= {"figures": shown.figures, "tables": pages, "legend": queries.legend()}
    return render(request, "deadlines/record.html", context)


@public_page
def board_csv(request: HttpRequest) -> HttpResponseBase:
    """The rows of the same selection, line by line; a wrong filter is a wrong address."""
    today = clock.today()
    form, _offered = _asked(request, today)
    if not form.is_valid():
        raise Http404
    asked = form.asked()
    found = queries.chosen(asked, today)
    if isinstance(found, QuerySet):
        parts = csv_parts(queries.RECORD_COLUMNS, queries.record_cells(found, today, request.build_absolute_uri))
    else:
        on = asked.as_of or today
        parts = csv_lines(queries.RECORD_COLUMNS, queries.record_lines(found, on, request.build_absolute_uri))
    response = attachment(parts, "text/csv; charset=utf-8", "deadlines.csv")
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


def _kept_under(request: HttpRequest, today: date) -> tuple[str, ...]:
    """What a page depends on that many ask for and that says the same until totals are counted again; else nothing.

    Only the table of one year near today, however the address is spelled. One statement.
    """
    asked = request.GET.get("year", "")
    if set(request.GET) - {"year"} or (asked and asked not in _years_near(today)):
        return ()
    edition = queries.edition()
    return (edition, today.isoformat(), formats.language(), request.get_host(), asked) if edition else ()


def _years_near(today: date) -> list[str]:
    return [str(today.year + ahead) for ahead in range(-_YEARS_KEPT, 2)]


def _asked(request: HttpRequest, today: date) -> tuple[BoardForm, queries.Offer]:
    offered = queries.offer(formats.language(), today, request.GET.get("body", ""))
    return BoardForm(request.GET, offered=offered, today=today), offered


def _downloads(request: HttpRequest, asked: queries.Asked) -> dict[str, str]:
    """The same selection for machines: the year is named, for they have no page that would choose one."""
    query = {
        name: value for name, value in request.GET.items() if value and name in BoardForm.base_fields and name != "view"
    }
    if asked.as_of is not None:
        query["as_of"] = asked.as_of.isoformat()
    if asked.year is not None and not query.get("year") and not query.get("period"):
        query["year"] = str(asked.year)
    tail = f"?{urlencode(query)}" if query else ""
    return {
        "csv": f"{reverse('deadlines:board_csv')}?{urlencode({**query, 'view': LIST})}",
        "json": f"/api/v1/obligations/{tail}",
    }
