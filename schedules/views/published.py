"""What everyone may read: published schedules. No session, no cookie."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kit.asked import PAGED
from portal.kit.content_version import MEETINGS
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept
from portal.kit.paging import paginate
from schedules.kinds import GRAPH, Kind, own_kinds
from schedules.models import Schedule
from schedules.queries.graph import quarter_gaps
from schedules.queries.plans_published import published_plans
from schedules.queries.published import published_graph, published_graphs
from schedules.queries.version_list import announcements, version_lines


@public_page(kept=Kept(PAGED, topics=(MEETINGS,)))
def index(request: HttpRequest) -> HttpResponse:
    """Published schedules, plans and calendars, latest year first."""
    context = {
        "page": paginate(request, published_graphs()),
        "own": [(kind, list(published_plans(kind))) for kind in own_kinds()],
        "crumbs": [(_("Schedules of meetings"), None)],
    }
    return render(request, "schedules/index.html", context)


@public_page(kept=Kept(PAGED, topics=(MEETINGS,)))
def graph(request: HttpRequest, year: str) -> HttpResponse:
    """The schedule of one year: state, act, hash, matrix and list."""
    try:
        found = published_graph(year)
    except Schedule.DoesNotExist as missing:
        raise Http404 from missing
    context = {
        "graph": found,
        "gaps": quarter_gaps(found.schedule, clock.today()),
        "page": paginate(request, found.entries, count=found.entry_count),
        "title": _("Schedule of meetings for %(year)s") % {"year": year},
        "crumbs": [(_("Schedules of meetings"), reverse("schedules:index")), (year, None)],
        "versions": version_lines(GRAPH.key, None, year),
        "announcements": announcements(GRAPH.key, None, year),
    }
    return render(request, "schedules/graph.html", context)


@public_page
def moved(request: HttpRequest, kind: Kind, rest: str) -> HttpResponse:
    """Where pages of the kind stood first, with its key in their address: they lead on for good."""
    old, new = f"/schedules/{kind.key}/", f"/schedules/{kind.address}/"
    return HttpResponsePermanentRedirect(request.get_full_path().replace(old, new, 1))
