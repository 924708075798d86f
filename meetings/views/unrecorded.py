"""Meetings of which nobody has said whether they took place, for those above their bodies."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from meetings import queries
from meetings.permissions import oversees_meetings
from meetings.queries import unrecorded as asked
from portal.bodies.models import Body, Territory
from portal.bodies.permissions import WorkspaceRequest
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.law.windows import LOGGED_WITHIN_DAYS


@require_safe
@workspace_view
def unrecorded(request: WorkspaceRequest) -> HttpResponse:
    """`?region=` is a code, `?body=` a slug; one that is not there is a page that is not there."""
    actor = request.actor
    oversees_meetings(actor).require()
    region = body = None
    if code := request.GET.get("region"):
        region = get_object_or_404(Territory.objects.regions(), kato=code)
    if slug := request.GET.get("body"):
        body = get_object_or_404(Body, slug=slug)
    found = asked.unrecorded(actor, region=region, body=body)
    page = paginate(request, found)
    rows = zip(queries.meeting_rows(page), page, strict=True)
    context = {
        "page": page,
        "rows": [(row, meeting, asked.days_since(meeting, actor.on)) for row, meeting in rows],
        "region": region,
        "body": body,
        "regions": asked.by_region(asked.unrecorded(actor)) if region is None and body is None else [],
        "bodies": asked.by_body(found) if body is None else [],
        "public_after": LOGGED_WITHIN_DAYS,
    }
    return render(request, "meetings/unrecorded.html", context)
