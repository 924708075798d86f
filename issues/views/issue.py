"""The page of one issue, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from issues.models import Issue
from issues.queries.life import READS, issue_page
from issues.queries.life_steps import late, life
from issues.queries.lines import topic_name
from issues.queries.showing import title_of
from issues.rules.times import CLAIM_DAYS
from portal.kernel import clock
from portal.kit import asked
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept

#: A long life is printed whole for whoever asks for it.
_LIFE, _WHOLE = "life", "all"


@public_page(kept=Kept({_LIFE: asked.one_of([_WHOLE])}, topics=READS))
def issue(request: HttpRequest, number: str) -> HttpResponse:
    """One that is not public answers like one that never was: 404, with ways on."""
    try:
        page = issue_page(number, clock.today(), is_whole=request.GET.get(_LIFE) == _WHOLE)
    except Issue.DoesNotExist:
        return render(request, "issues/no_issue.html", {"number": number}, status=404)
    context = {
        "crumbs": [(pgettext("page", "Issues"), reverse("issues:issues")), (number, None)],
        "page": page,
        "issue": page.issue,
        "title": title_of(page.issue),
        "topic": topic_name(page.issue),
        "steps": life(page),
        "late": late(page.days_late) if page.days_late else "",
        "claim_days": CLAIM_DAYS,
        "address": request.build_absolute_uri(page.issue.get_absolute_url()),
    }
    return render(request, "issues/issue.html", context)
