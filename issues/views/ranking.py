"""Regions by need, for offices."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from issues.permissions import can_see_ranking
from issues.queries.ranking import ranking
from portal.bodies.permissions import WorkspaceRequest
from portal.kit import formats
from portal.kit.http import workspace_view
from portal.questions.choices import Topic


@require_safe
@workspace_view
def regions(request: WorkspaceRequest) -> HttpResponse:
    """`?topic=` is a branch; one that is not there is a page that is not there."""
    actor = request.actor
    can_see_ranking(actor).require()
    topic = request.GET.get("topic", "")
    if topic and topic not in Topic.values:
        raise Http404
    context = {
        "topics": Topic.choices,
        "topic": topic,
        "rows": ranking(on=actor.on, language=formats.language(), topic=topic),
    }
    return render(request, "issues/ranking.html", context)
