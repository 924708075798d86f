"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.views.calendar import row_text
from portal.kernel import clock
from portal.kit.content_version import ALL, ISSUES
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept
from portal.overview import queries


@public_page(kept=Kept(topics=(*ALL, ISSUES)))
def home(request: HttpRequest) -> HttpResponse:
    """What is near and ahead, by region; how deadlines are kept; what changed."""
    return render(request, "web/home.html", {"home": queries.home(clock.today(), row_text)})
