"""Coverage of the central bodies, for everybody: ministers and deputies by quarter."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.queries import ministers as queries
from portal.calendars.queries import coverage_words
from portal.calendars.rules.coverage import covered_years
from portal.deadlines.errors import LawNotSeeded
from portal.kernel import clock
from portal.kit.documents import CONTENT_TYPES
from portal.kit.http import public_page
from portal.kit.kept_pages import PUBLIC_SECONDS, Kept
from portal.kit.streams import attachment, csv_lines
from portal.law.errors import LawGap
from portal.sheets.writing import Column, Sheet, workbook_bytes


@public_page(kept=Kept())
def ministers(request: HttpRequest, year: str) -> HttpResponse:
    """Person by person and quarter by quarter, the number of the law beside."""
    found = _found(year)
    crumbs = [
        (pgettext("page", "Coverage"), reverse("calendars:country", args=[year])),
        (pgettext("page", "Ministers and deputies"), None),
    ]
    context = {
        "crumbs": crumbs,
        "found": found,
        "quarters": [cell.name for cell in found.lines[0].cells] if found.lines else [],
        "bodies": [(body, list(lines)) for body, lines in groupby(found.lines, key=lambda line: line.body)],
        "legend": coverage_words.legend(),
        "years": queries.years(clock.today()),
    }
    return render(request, "meetings/ministers.html", context)


@public_page
def ministers_csv(request: HttpRequest, year: str) -> HttpResponseBase:
    """The same, a line a person and quarter."""
    parts = csv_lines(queries.COLUMNS, queries.file_lines(_found(year)))
    response = attachment(parts, "text/csv; charset=utf-8", f"coverage-{year}-ministers.csv")
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


@public_page
def ministers_xlsx(request: HttpRequest, year: str) -> HttpResponse:
    """The same as a workbook."""
    title = _("Ministers and deputies in %(year)s") % {"year": year}
    rows: Any = (list(row.values()) for row in queries.file_lines(_found(year)))
    sheet = Sheet(title, [Column(name, 24) for name in queries.COLUMNS], rows, title=[title])
    response = HttpResponse(workbook_bytes([sheet], title=title), content_type=CONTENT_TYPES["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="coverage-{year}-ministers.xlsx"'
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


def _found(year: str) -> queries.Ministers:
    today = clock.today()
    if int(year) not in covered_years(today):
        raise Http404(_("There is no such year."))
    try:
        return queries.ministers(int(year), today=today)
    except (LawNotSeeded, LawGap):
        raise Http404(_("No norms are known for this year.")) from None
