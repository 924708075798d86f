"""The page of one meeting."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from meetings import queries
from meetings.models import Meeting
from meetings.queries.results import told_of
from portal.kernel import clock
from portal.kit.content_version import ISSUES, MEETINGS
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept


# What was taken at it stands there as it is now.
@public_page(kept=Kept(topics=(MEETINGS, ISSUES)))
def meeting(request: HttpRequest, number: str) -> HttpResponse:
    """A hidden meeting answers like one that never was: 404."""
    try:
        page = queries.meeting_page(number, clock.today())
    except Meeting.DoesNotExist:
        raise Http404(_("There is no such meeting.")) from None
    told = told_of(page.meeting)
    context = {
        "page": page,
        "meeting": page.meeting,
        "told": told,
        "asks": any(each.asks for each in told),
        "crumbs": [(pgettext("page", "Calendar"), reverse("meetings:calendar")), (number, None)],
        "address": request.build_absolute_uri(page.meeting.get_absolute_url()),
        "card": request.build_absolute_uri(_card(number)) if page.is_announced_ahead else "",
    }
    return render(request, "meetings/meeting.html", context)


def _card(number: str) -> str:
    """The picture that networks show beside a link to the page; there is none in English."""
    with override("kk" if get_language() == "kk" else "ru"):
        return reverse("questions:picture", args=[number, "1200x630"])
