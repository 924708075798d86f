"""The list of issues to take away: CSV line by line, and a workbook of its first rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import pgettext

from issues.forms.listing import IssueListForm
from issues.queries.files import COLUMNS, file_rows
from issues.queries.listing import chosen, in_order
from portal.kernel import clock
from portal.kit.documents import CONTENT_TYPES
from portal.kit.http import public_page
from portal.kit.kept_pages import PUBLIC_SECONDS
from portal.kit.streams import attachment, csv_parts
from portal.sheets.writing import Column, Sheet, Value, csv_cell, workbook_bytes

#: Rows of a file, in the order of the page; its name says when it may hold less than the list. The API has them all.
MOST_LINES: Final = 50_000
MOST_ROWS: Final = 10_000


@public_page
def issues_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list; a wrong filter is a wrong address."""
    cells = (tuple(map(csv_cell, row)) for row in _rows(request, MOST_LINES))
    response = attachment(csv_parts(COLUMNS, cells), "text/csv; charset=utf-8", f"issues-first-{MOST_LINES}.csv")
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


@public_page
def issues_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    title = pgettext("page", "Issues")
    sheet = Sheet(title, [Column(name, 24) for name in COLUMNS], _rows(request, MOST_ROWS), title=[title])
    response = HttpResponse(workbook_bytes([sheet], title=title), content_type=CONTENT_TYPES["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="issues-first-{MOST_ROWS}.xlsx"'
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


def _rows(request: HttpRequest, most: int) -> Iterator[Sequence[Value]]:
    today = clock.today()
    form = IssueListForm(request.GET, today=today)
    if not form.is_valid():
        raise Http404
    asked = form.asked()
    return file_rows(in_order(chosen(asked, today), asked)[:most], today, request.build_absolute_uri)
