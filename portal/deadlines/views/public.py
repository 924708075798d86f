"""The public record of deadlines and "why this date"."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from portal.deadlines import queries
from portal.deadlines.forms import BoardForm
from portal.deadlines.models import Obligation
from portal.kernel import clock
from portal.kit import formats
from portal.kit.http import public_page
from portal.kit.paging import paginate


@public_page
def board(request: HttpRequest) -> HttpResponse:
    """Who owed what by when and did it; a wrong part of the filter is said at its field and finds nothing."""
    today = clock.today()
    form = BoardForm(
        request.GET,
        bodies=queries.bodies_on_record(formats.language()),
        periods=queries.period_keys(),
    )
    context = {"crumbs": [(pgettext("page", "Deadlines"), None)], "form": form}
    if not form.is_valid():
        return render(request, "deadlines/board.html", {**context, "refused": True, "more_open": True})
    asked = form.asked()
    page = paginate(request, queries.chosen(asked, today))
    return render(
        request,
        "deadlines/board.html",
        {
            **context,
            "more_open": bool(asked.period_key or asked.state or asked.region),
            "asked": asked,
            "figures": queries.figures(asked, today),
            "page": page,
            "rows": queries.board_rows(page, today),
        },
    )


@public_page
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a date is that date, by which act and decision, and what became of the duty."""
    obligation = get_object_or_404(Obligation.objects.public().select_related("body"), pk=pk)
    crumbs = [(pgettext("page", "Deadlines"), reverse("deadlines:board")), (pgettext("page", "Why this date"), None)]
    shown = queries.why(obligation, clock.today())
    return render(request, "deadlines/why.html", {"crumbs": crumbs, "obligation": obligation, "why": shown})
