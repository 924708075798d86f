"""Questions of a meeting to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.models import Meeting
from portal.holding.models import Account, Question
from portal.holding.queries.results import COLUMNS, question_lines
from portal.kit.http import public_page
from portal.kit.paging import paginate
from portal.kit.streams import attachment, csv_lines


@public_page
def public_questions(request: HttpRequest, number: str) -> HttpResponse:
    """All questions of published results, page by page; before there is no such page. Six statements at most."""
    account = Account.objects.public().filter(meeting__number=number).first()
    if account is None:
        raise Http404(_("There is no such table."))
    meeting = Meeting.objects.public().with_names().get(pk=account.meeting_id)
    page = paginate(
        request, Question.objects.of_account(account).select_related("body", "territory").order_by("number")
    )
    crumbs = [
        (pgettext("page", "Calendar"), reverse("meetings:calendar")),
        (number, meeting.get_absolute_url()),
        (pgettext("page", "Questions"), None),
    ]
    title = pgettext("page", "Questions of the meeting %(number)s") % {"number": number}
    context = {"page": page, "meeting": meeting, "crumbs": crumbs, "title": title}
    return render(request, "holding/public_questions.html", context)


@public_page
def questions_csv(request: HttpRequest, number: str) -> HttpResponseBase:
    """Of published results; before there is no such file."""
    meeting = Meeting.objects.public().select_related("territory").filter(number=number).first()
    if meeting is None or not Account.objects.public().filter(meeting=meeting).exists():
        raise Http404(_("There is no such table."))
    lines = csv_lines(COLUMNS, question_lines(meeting))
    return attachment(lines, "text/csv; charset=utf-8", f"{number}-questions.csv")
