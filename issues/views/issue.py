"""The page of one issue, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from issues.models import Issue
from issues.queries.life import issue_page
from portal.kernel import clock
from portal.kit.content_version import ISSUES, MEETINGS
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept


@public_page(kept=Kept(topics=(MEETINGS, ISSUES)))
def issue(request: HttpRequest, number: str) -> HttpResponse:
    """One that is not public answers like one that never was: 404, with ways on."""
    try:
        page = issue_page(number, clock.today())
    except Issue.DoesNotExist:
        return render(request, "issues/no_issue.html", {"number": number}, status=404)
    context = {
        "crumbs": [(pgettext("page", "Issues"), None), (number, None)],
        "page": page,
        "issue": page.issue,
        "address": request.build_absolute_uri(page.issue.get_absolute_url()),
    }
    return render(request, "issues/issue.html", context)
