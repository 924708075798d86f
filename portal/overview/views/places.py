"""Bodies and territories."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.bodies.models import Body, Territory
from portal.bodies.queries import unit_around
from portal.kernel import clock
from portal.kit import asked, formats
from portal.kit.content_version import ALL, ISSUES
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept
from portal.overview import queries

#: The village that was meant by whoever was led here from its code.
_VILLAGE = "village"
_READERS = {_VILLAGE: asked.shaped(r"[0-9]{9}")}


@public_page(kept=Kept())
def bodies(request: HttpRequest) -> HttpResponse:
    """Every body in force, by kinds."""
    context = {
        "crumbs": [(pgettext("page", "Bodies"), None)],
        "groups": queries.body_groups(clock.today(), formats.language()),
    }
    return render(request, "overview/bodies.html", context)


@public_page(kept=Kept(topics=(*ALL, ISSUES)))
def body(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        page = queries.body_overview(slug, clock.today())
    except Body.DoesNotExist:
        raise Http404(_("There is no such body.")) from None
    context = {
        "crumbs": [(pgettext("page", "Bodies"), reverse("overview:bodies")), (page.body.short, None)],
        "page": page,
        "body": page.body,
        "board_url": f"{reverse('deadlines:board')}?{urlencode({'body': slug})}",
        "issues_query": urlencode({"body": slug}),
        **_feed(request, body=slug),
    }
    return render(request, "overview/body.html", context)


@public_page(kept=Kept())
def territories(request: HttpRequest) -> HttpResponse:
    """The units of the first rank."""
    context = {
        "crumbs": [(pgettext("page", "Territories"), None)],
        "lines": queries.region_lines(clock.today(), formats.language()),
    }
    return render(request, "overview/territories.html", context)


@public_page(kept=Kept(_READERS, topics=(*ALL, ISSUES)))
def territory(request: HttpRequest, kato: str) -> HttpResponse:
    """The place that bears the code; its past bearer only when nobody bears it now."""
    try:
        page = queries.place(kato, clock.now(), formats.language())
    except Territory.DoesNotExist:
        # A village or a hamlet has no page of its own: what concerns it stands on the page of the unit around it.
        around = unit_around(kato, clock.today())
        if around is None:
            raise Http404(_("There is no such place.")) from None
        return redirect(f"{around.get_absolute_url()}?{urlencode({_VILLAGE: kato})}")
    crumbs = [(pgettext("page", "Territories"), reverse("overview:territories"))]
    village = queries.village_in(page.territory, request.GET.get(_VILLAGE, ""), clock.today(), formats.language())
    crumbs += [(above.name, above.get_absolute_url()) for above in page.territory.above]
    context = {
        "crumbs": [*crumbs, (page.territory.name, None)],
        "page": page,
        "territory": page.territory,
        "village": village,
        "board_url": f"{reverse('deadlines:board')}?{urlencode({'region': page.territory.region.kato})}",
        "issues_query": urlencode({"place": kato}),
        **_feed(request, place=kato),
    }
    return render(request, "overview/territory.html", context)


def _feed(request: HttpRequest, **selection: str) -> dict[str, str]:
    """The calendar and its feed under one filter."""
    query = urlencode(selection)
    feed = request.build_absolute_uri(f"{reverse('meetings:calendar_ics')}?{query}")
    return {
        "calendar_url": f"{reverse('meetings:calendar')}?{query}&view=list",
        "feed_url": feed,
        "webcal_url": f"webcal://{feed.partition('://')[2]}",
    }
