"""Questions of a meeting to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.holding.models import Account
from portal.holding.queries.results import COLUMNS, question_lines
from portal.kit.http import public_page
from portal.kit.streams import attachment, csv_lines


@public_page
def questions_csv(request: HttpRequest, number: str) -> HttpResponseBase:
    """Of published results; before there is no such file."""
    meeting = Meeting.objects.public().select_related("territory").filter(number=number).first()
    if meeting is None or not Account.objects.public().filter(meeting=meeting).exists():
        raise Http404(_("There is no such table."))
    lines = csv_lines(COLUMNS, question_lines(meeting))
    return attachment(lines, "text/csv; charset=utf-8", f"{number}-questions.csv")
