""" "Why this date", for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from portal.deadlines import queries
from portal.deadlines.models import Obligation
from portal.kernel import clock
from portal.kit.http import public_page


@public_page
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a date is that date, by which act and decision, and what became of the duty."""
    obligation = get_object_or_404(Obligation.objects.public().select_related("body", "confirmed_for"), pk=pk)
    crumbs = [(pgettext("page", "Deadlines"), reverse("deadlines:board")), (pgettext("page", "Why this date"), None)]
    shown = queries.why(obligation, clock.today())
    return render(request, "deadlines/why.html", {"crumbs": crumbs, "obligation": obligation, "why": shown})
