"""What the portal says about itself: about, accessibility, personal data, open data."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from issues.queries.meanings import meanings
from portal.kit.http import public_page
from portal.overview.rules.retention import FOR_GOOD, TERMS

#: What the API serves, in the words of the open data page.
RESOURCES = (
    ("/api/v1/meetings/", _("Meetings: day, place, body, format, subject")),
    ("/api/v1/schedules/", _("Published schedules, their acts and versions")),
    ("/api/v1/bodies/", _("Ministries, akimats and other bodies")),
    ("/api/v1/territories/", _("Regions, districts and cities with their codes")),
    ("/api/v1/asked-questions/", _("Questions to meetings: what people ask, and what became of it")),
    ("/api/v1/issues/", _("Issues that people raised: who answers until when, and what residents say of it")),
    ("/api/v1/quarters/", _("Published quarters: who published in time, late, or was silent, and every row")),
    ("/api/v1/obligations/", _("Obligations: who, what, by when, and whether it was done")),
)

SCHEMA = "/api/schema/"


def _page(request: HttpRequest, template: str, title: Any, **context: Any) -> HttpResponse:
    return render(request, template, {"crumbs": [(title, None)], "contact": settings.KEZDESU_CONTACT, **context})


@public_page
def about(request: HttpRequest) -> HttpResponse:
    return _page(request, "web/about.html", _("About the portal"), states=meanings())


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(request, "web/accessibility.html", _("Accessibility statement"))


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    for_good = [text for text, _models in FOR_GOOD]
    return _page(request, "web/privacy.html", _("Personal data"), terms=TERMS, for_good=for_good)


@public_page
def open_data(request: HttpRequest) -> HttpResponse:
    return _page(request, "web/open_data.html", _("Open data and API"), resources=RESOURCES, schema=SCHEMA)
