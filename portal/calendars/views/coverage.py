"""Coverage for everybody, by region and district, and for those who plan, with the way from a hole to a row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from portal.bodies.choices import LOWEST_RANK, SECOND_RANK
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.calendars.models import Part
from portal.calendars.queries import coverage as queries
from portal.calendars.queries import coverage_sums as sums
from portal.calendars.queries import coverage_words as words
from portal.calendars.queries.coverage_matrix import months, slots
from portal.calendars.queries.holes import Hole, proposed_days
from portal.calendars.rules.coverage import covered_years
from portal.deadlines.errors import LawNotSeeded
from portal.kernel import clock
from portal.kit import asked, formats
from portal.kit.documents import CONTENT_TYPES
from portal.kit.http import public_page, workspace_view
from portal.kit.kept_pages import PUBLIC_SECONDS, Kept
from portal.kit.streams import attachment, csv_lines
from portal.law.errors import LawGap
from portal.sheets.writing import Column, Sheet, workbook_bytes
from schedules.models import Proposal

#: The matrix without its months, for whoever listens or has a narrow screen.
_LIST = "list"
_READERS = {"view": asked.one_of([_LIST])}
#: Holes named above the matrix; the rest stand in it and in the file.
HOLES_SHOWN = 50


@public_page
def coverage_now(request: HttpRequest) -> HttpResponse:
    return redirect("calendars:country", clock.today().year)


@public_page(kept=Kept())
def country(request: HttpRequest, year: str) -> HttpResponse:
    """Every region in numbers: of bodies that are on the portal, what is owed so far and what became of it."""
    of, today = _year(year), clock.today()
    context = {
        "crumbs": [(pgettext("page", "Coverage"), None)],
        "year": of,
        "years": sums.years(None, today=today),
        "rows": sums.country(of, today=today),
    }
    return render(request, "calendars/country.html", context)


@public_page(kept=Kept(_READERS))
def coverage(request: HttpRequest, year: str, kato: str) -> HttpResponse:
    """A region with its districts, or a district with everybody in it; as a list for whoever asks."""
    place = _place(kato)
    found = _coverage(year, place)
    context = {
        "crumbs": _crumbs(found),
        "years": sums.years(place.region, today=clock.today(), within=found.within),
        "as_list": request.GET.get("view") == _LIST,
        "csv_url": reverse("calendars:coverage_csv", args=[year, kato]),
        "xlsx_url": reverse("calendars:coverage_xlsx", args=[year, kato]),
        **_context(found),
    }
    return render(request, "calendars/coverage.html", context)


@public_page
def coverage_csv(request: HttpRequest, year: str, kato: str) -> HttpResponseBase:
    """The same, a line a period of a norm."""
    found = _coverage(year, _place(kato))
    parts = csv_lines(words.COLUMNS, words.lines(found, words.akim_names(found)))
    response = attachment(parts, "text/csv; charset=utf-8", f"coverage-{year}-{kato}.csv")
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


@public_page
def coverage_xlsx(request: HttpRequest, year: str, kato: str) -> HttpResponse:
    """The same as a workbook."""
    found = _coverage(year, _place(kato))
    title = _("Coverage in %(year)s") % {"year": year}
    rows: Any = (list(row.values()) for row in words.lines(found, words.akim_names(found)))
    sheet = Sheet(title, [Column(name, 24) for name in words.COLUMNS], rows, title=[title])
    response = HttpResponse(workbook_bytes([sheet], title=title), content_type=CONTENT_TYPES["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="coverage-{year}-{kato}.xlsx"'
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response


@require_safe
@workspace_view
def planning(request: WorkspaceRequest, year: str, kato: str) -> HttpResponse:
    """What the working copy covers, for the region's own people and for those it has given a part; each hole leads to a
    row that begins with it, on a day that is proposed."""
    place = _place(kato, lowest=True)
    found, today = _coverage(year, place, planning=True), clock.today()
    proposal, part = _writing(request.actor, place, year)
    row_url = ""
    if part is None:
        row_url = reverse("schedules:row_new", args=[proposal.pk])
    elif Part.objects.open().filter(pk=part.pk).exists():
        row_url = reverse("calendars:part_new", args=[part.body.slug, year])
    days = proposed_days(found, proposal, today=today) if row_url else {}
    context = {
        "proposal": proposal,
        "part": part,
        "as_list": request.GET.get("view") == _LIST,
        **_context(found, row_url=row_url, days=days),
    }
    return render(request, "calendars/planning.html", context)


def _writing(actor: Actor, place: Territory, year: str) -> tuple[Proposal, Part | None]:
    """The calendar that the person sees, or the part of it that was given to the own akimat or one above the place."""
    calendars = Proposal.objects.filter(kind=queries.KIND.key, period_key=year, body__territory=place.region)
    seen = calendars.visible_to(actor).select_related("body").first()
    if seen is not None:
        return seen, None
    given = Part.objects.of(actor).filter(delegation__proposal__in=calendars, body__territory__in=[*place.above, place])
    part = given.select_related("body", "delegation__proposal__body").order_by("body__territory__kato").first()
    if part is None:
        raise Http404
    return part.delegation.proposal, part


def _coverage(year: str, place: Territory, *, planning: bool = False) -> queries.Coverage:
    of = _year(year)
    try:
        return queries.coverage_of(place, of, today=clock.today(), planning=planning)
    except (LawNotSeeded, LawGap):
        raise Http404(_("No norms are known for this year.")) from None


def _place(kato: str, *, lowest: bool = False) -> Territory:
    """A unit of the first two ranks: smaller ones stand on the page of what they lie in. `lowest`: all with akims."""
    try:
        found = Territory.objects.select_related("parent__parent__parent").by_kato(kato, clock.today())
    except Territory.DoesNotExist:
        raise Http404(_("There is no such place.")) from None
    if lowest and found.kind in LOWEST_RANK:
        return found
    is_below = found.kind in SECOND_RANK and found.parent is not None and found.parent.is_first_rank
    if not (found.is_first_rank or is_below):
        raise Http404(_("There is no such place."))
    return found


def _year(year: str) -> int:
    if int(year) not in _years(clock.today()):
        raise Http404(_("There is no such year."))
    return int(year)


def _years(today: date) -> list[int]:
    return list(covered_years(today))


def _crumbs(found: queries.Coverage) -> list[tuple[str, str | None]]:
    return [
        (pgettext("page", "Coverage"), reverse("calendars:country", args=[found.year])),
        (found.place.name.get(formats.language()), None),
    ]


def _context(found: queries.Coverage, *, row_url: str = "", days: Mapping[Hole, date] | None = None) -> dict[str, Any]:
    names, known = words.akim_names(found), days or {}

    def said(one: queries.OfAkim, line: queries.Line, cell: queries.Cell) -> words.Said:
        unit = line.norm.unit.kato
        day = known.get((one.akim.place.kato, unit, cell.period.key))
        hole = {"official": one.akim.official or "", "territory": unit, "period": cell.period.key}
        hole |= {"day": day.isoformat()} if day else {}
        return words.said(cell, plan_url=f"{row_url}?{urlencode(hole)}" if row_url else "", could_be=day)

    holes = found.holes
    return {
        "coverage": found,
        "title": _("Coverage in %(year)s: %(place)s")
        % {"year": found.year, "place": found.place.name.get(formats.language())},
        "place_name": found.place.name.get(formats.language()),
        "number_of_holes": len(holes),
        "holes": [
            (
                words.akim_name(one, names),
                line.norm.unit.name.get(formats.language()),
                said(one, line, cell),
            )
            for one, line, cell in holes[:HOLES_SHOWN]
        ],
        "akims": [
            (
                words.akim_name(one, names),
                one.numbers,
                [
                    (
                        line.norm.unit.name.get(formats.language()),
                        words.norm_words(line),
                        cells := [said(one, line, cell) for cell in line.cells],
                        slots(cells),
                    )
                    for line in one.lines
                ],
            )
            for one in found.shown
        ],
        "months": months(found.year),
        "legend": words.legend(),
        "below": [(one.place.name.get(formats.language()), one.place.kato, one.numbers) for one in found.below],
    }
