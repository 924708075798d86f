"""Published quarters, for everybody: who published in time, and the progress of one body."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, pgettext

from issues.documents.quarters import quarter_document, quarter_workbook
from issues.models import QuarterPrint, QuarterVersion
from issues.queries.quarters import board as boards
from issues.queries.quarters.board import TAGS, board, board_rows, published_periods
from issues.queries.quarters.compared import beside, compared
from issues.queries.quarters.published import (
    COLUMNS,
    file_lines,
    json_head,
    json_rows,
    printed,
    shown,
    standing_version,
    sum_line,
    terms,
    version_before,
    versions_of,
)
from issues.queries.quarters.sealed import is_linked, link_of, seal_of
from portal.holding.documents import is_made
from portal.kernel.periods import Period, WrongPeriod
from portal.kit import asked
from portal.kit.content_version import DEADLINES, ISSUES, MEETINGS
from portal.kit.documents import CONTENT_TYPES
from portal.kit.http import public_page
from portal.kit.kept_pages import PUBLIC_SECONDS, Kept
from portal.kit.paging import paginate
from portal.kit.streams import attachment, csv_lines, json_lines

QUARTER = r"2[0-9]{3}-Q[1-4]"
_BOARD = {
    "quarter": asked.shaped(QUARTER),
    "level": asked.one_of(boards.GROUPS),
    "by": asked.one_of((boards.REGIONS,)),
    "page": asked.page,
}
_VERSION = asked.shaped(r"[1-9][0-9]{0,2}")


@public_page(kept=Kept(_BOARD, topics=(MEETINGS, DEADLINES, ISSUES)))
def quarters(request: HttpRequest) -> HttpResponse:
    """Of one quarter, the latest when none is asked for: who owed it and what each did, by level or region, and what
    was published. Six statements at most. 404 for a quarter of which nobody owes and published anything.
    """
    periods = published_periods()
    key = request.GET.get("quarter", "")
    period = period_of(key) if key else next(iter(periods), None)
    level = request.GET.get("level", "")
    level, by = level if level in boards.GROUPS else "", request.GET.get("by", "")
    context: dict[str, Any] = {
        "crumbs": [
            (pgettext("page", "Issues"), reverse("issues:issues")),
            (pgettext("page", "Published quarters"), None),
        ],
        "periods": periods,
        "period": period,
        "levels": boards.GROUPS.items(),
        "level": level,
        "by": by if by == boards.REGIONS else boards.LEVELS,
    }
    if period is not None:
        found = board(period, level=level, by=context["by"])
        if period not in periods:
            if not found.lines:
                raise Http404
            # Owed, and nothing is published of it yet.
            context["periods"] = [period, *periods]
        page = paginate(request, found.bodies)
        context |= {"board": found, "page": page, "rows": board_rows(period, list(page.object_list))}
    return render(request, "issues/quarters.html", context)


@public_page
def quarters_csv(request: HttpRequest) -> HttpResponseBase:
    """Every body of one quarter, the latest when none is asked for, with its figures."""
    key = request.GET.get("quarter", "")
    period = period_of(key) if key else next(iter(published_periods()), None)
    if period is None:
        raise Http404
    parts = csv_lines(boards.COLUMNS, boards.file_lines(period))
    response = attachment(parts, "text/csv; charset=utf-8", f"issues-quarters-{period.key}.csv")
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


@public_page(kept=Kept({"version": _VERSION, "page": asked.page}, topics=(MEETINGS, DEADLINES, ISSUES)))
def quarter(request: HttpRequest, slug: str, period: str) -> HttpResponse:
    """What a body, or the portal in its place, published of a quarter, beside the one before. Eleven statements."""
    version = _version(request, slug, period)
    page = paginate(request, printed(version))
    before, sums, link = version_before(version), terms(version), link_of(version)
    versions = versions_of(version)
    context = {
        "crumbs": [
            (pgettext("page", "Issues"), reverse("issues:issues")),
            (pgettext("page", "Published quarters"), reverse("issues:quarters")),
            (str(version.body.plain), None),
        ],
        "version": version,
        "versions": versions,
        "page": page,
        "rows": list(shown(page.object_list, get_language() or "kk", beside(version, page.object_list))),
        "terms": sums,
        "line": sum_line(sums),
        "before": before,
        "compared": compared(version, before) if before is not None else None,
        "is_joined": before is not None and before.closing == version.opening,
        "tag": TAGS.get(vars(version)["standing"]),
        "seal": seal_of(version),
        "link": link,
        "is_linked": is_linked(version, link),
        "prints": list(QuarterPrint.objects.of(version.body, version.period_key).public()),
        "is_official": is_made("pdf", get_language() or "kk"),
    }
    return render(request, "issues/quarter.html", context)


@public_page
def quarter_file(request: HttpRequest, slug: str, period: str, ending: str) -> HttpResponseBase:
    """The same to take away: every row, made when it is asked for."""
    version = _version(request, slug, period)
    language = get_language() or "kk"
    name = f"issues-{version.body.slug}-{version.period_key}-v{version.number}"
    if ending == "csv":
        response: HttpResponseBase = attachment(
            csv_lines(COLUMNS, file_lines(version)), "text/csv; charset=utf-8", f"{name}.csv"
        )
    elif ending == "json":
        lines = json_lines(json_head(version), "rows", json_rows(version))
        response = attachment(lines, "application/json", f"{name}.json")
    elif ending == "xlsx" or is_made(ending, language):
        made = quarter_workbook(version, language) if ending == "xlsx" else quarter_document(version, ending, language)
        headers = {
            "Content-Disposition": f'attachment; filename="{name}-{language}.{ending}"',
            "X-Content-Type-Options": "nosniff",
        }
        response = HttpResponse(made, content_type=CONTENT_TYPES[ending], headers=headers)
    else:
        raise Http404
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


def _version(request: HttpRequest, slug: str, period: str) -> QuarterVersion:
    number = request.GET.get("version", "")
    try:
        return standing_version(slug, period_of(period), int(number) if _VERSION(number) else None)
    except QuarterVersion.DoesNotExist as missing:
        raise Http404 from missing


def period_of(key: str) -> Period:
    """Of a quarter; 404 for anything else."""
    try:
        found = Period.parse(key)
    except WrongPeriod as wrong:
        raise Http404 from wrong
    if found.kind != "quarter":
        raise Http404
    return found
