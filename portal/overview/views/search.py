"""One box over everything that everybody reads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel import clock
from portal.kit import asked
from portal.kit.content_version import ALL, ISSUES
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept
from portal.overview import queries
from portal.overview.forms import LONGEST_SEARCH, SearchForm


@public_page(kept=Kept({"q": asked.words(LONGEST_SEARCH)}, topics=(*ALL, ISSUES)))
def search(request: HttpRequest) -> HttpResponse:
    """What has the number that was typed is led to at once; words find the first of each kind."""
    form = SearchForm(request.GET if "q" in request.GET else None, auto_id="%s")
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if text and (address := queries.straight(text)):
        return redirect(address)
    context = {
        "crumbs": [(pgettext("page", "Search"), None)],
        "form": form,
        "found": queries.search(text, clock.today()) if text else None,
        "title": _("Search: %(words)s") % {"words": text} if text else pgettext("page", "Search"),
    }
    return render(request, "overview/search.html", context)
