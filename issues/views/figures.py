"""Figures of issues, for everybody: the page with its definitions, and the file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from issues.forms.figures import READERS, FiguresForm
from issues.queries import figure_rows
from issues.queries.definitions import DEFINITIONS, NAMES, PERIOD
from issues.queries.figure_table import COLUMNS, figure_table, file_lines, years
from portal.bodies.models import Body, Territory
from portal.kernel import clock
from portal.kit import formats
from portal.kit.content_version import ISSUES, MEETINGS
from portal.kit.forms import choices_of
from portal.kit.http import public_page
from portal.kit.kept_pages import PUBLIC_SECONDS, Kept
from portal.kit.paging import paginate
from portal.kit.streams import attachment, csv_lines


@public_page(kept=Kept(READERS, topics=(MEETINGS, ISSUES)))
def figures(request: HttpRequest) -> HttpResponse:
    """How issues registered in a period stand, by region, body, topic or quarter. Seven statements at most."""
    form = _form(request)
    context: dict[str, Any] = {
        "crumbs": [
            (pgettext("page", "Issues"), reverse("issues:issues")),
            (pgettext("page", "Figures of issues"), None),
        ],
        "form": form,
        "definitions": DEFINITIONS,
        "names": NAMES,
        "counted": PERIOD,
    }
    if form.is_valid():
        asked, by = form.asked(), form.grouping()
        table = figure_table(by, asked, on=clock.today())
        context |= {"asked": asked, "by": by, "table": table, "page": paginate(request, table.rows)}
        grouped: Any = choices_of(form, "by").choices
        context |= {"caption": dict(grouped)[by], "today": clock.today()}
    return render(request, "issues/figures.html", context)


@public_page
def figures_csv(request: HttpRequest) -> HttpResponseBase:
    """The lines of the same table, each figure apart; what is no question to ask is no address."""
    form = _form(request)
    if not form.is_valid():
        raise Http404
    today, asked, by = clock.today(), form.asked(), form.grouping()
    parts = csv_lines(COLUMNS, file_lines(figure_table(by, asked, on=today), by, asked, on=today))
    response = attachment(parts, "text/csv; charset=utf-8", f"issues-{asked.period.key}-{by}.csv")
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


@public_page
def counted_csv(request: HttpRequest) -> HttpResponseBase:
    """Every issue that the same table counts, a line each, so that anybody can count it again."""
    form = _form(request)
    if not form.is_valid():
        raise Http404
    asked = form.asked()
    parts = csv_lines(figure_rows.COLUMNS, figure_rows.row_lines(asked, on=clock.today()))
    response = attachment(parts, "text/csv; charset=utf-8", f"issues-counted-{asked.period.key}.csv")
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


def _form(request: HttpRequest) -> FiguresForm:
    today = clock.today()
    slug = request.GET.get("body", "")
    body = get_object_or_404(Body, slug=slug) if slug else None
    regions = Territory.objects.in_force(today).regions().in_order(formats.language())
    return FiguresForm(request.GET, years=years(today), regions=regions, body=body)
