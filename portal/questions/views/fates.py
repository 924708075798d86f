"""What became of questions: the page of one, the list of all, and looking one up by its number."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel import clock
from portal.kit import formats
from portal.kit.content_version import MEETINGS
from portal.kit.http import public_page
from portal.kit.kept_pages import Kept
from portal.kit.paging import paginate
from portal.questions.forms.asking import LIST_READERS, FindForm, ListForm
from portal.questions.models import AskedQuestion
from portal.questions.queries.agenda import Asked, asked_questions, offered_places
from portal.questions.queries.fate import fate_of, question_called
from portal.questions.queries.raised import issue_called
from portal.questions.rules.numbers import parse_number
from portal.questions.services.numbers import QUESTION


@public_page(kept=Kept(reads=LIST_READERS, topics=(MEETINGS,)))
def questions(request: HttpRequest) -> HttpResponse:
    """Published ones, with what became of each; a wrong part of the filter is said at its field and finds nothing."""
    today = clock.today()
    places = offered_places(request.GET.get("place", ""), formats.language(), today)
    form = ListForm(request.GET, places=places)
    context: dict[str, Any] = {"crumbs": [(_list_title(), None)], "form": form, "find": FindForm(auto_id="%s")}
    if form.is_valid():
        asked = Asked(**form.cleaned_data)
        context |= {"page": paginate(request, asked_questions(asked)), "asked": asked}
    return render(request, "questions/questions.html", context)


@public_page
def find(request: HttpRequest) -> HttpResponse:
    """Leads on to what has this number, however it was typed; else says how a number looks."""
    typed = request.GET.get("number", "")
    number = parse_number(typed)
    if number:
        return redirect("questions:question" if number.startswith(QUESTION) else "questions:demand", number)
    form = FindForm({"number": typed} if typed else None, auto_id="%s")
    context = {"crumbs": [(_list_title(), reverse("questions:questions")), (_("Find by number"), None)], "find": form}
    if typed:
        form.add_error("number", _("This is no number of a question. It looks like S-2027-000731."))
    return render(request, "questions/find.html", context | {"form": form})


@public_page
def question(request: HttpRequest, number: str) -> HttpResponse:
    """The public part, for whoever has the number. Not kept: most of what it tells of is not public yet."""
    try:
        found = question_called(number)
    except AskedQuestion.DoesNotExist:
        raise Http404(_("There is no question with this number.")) from None
    context = {
        "crumbs": [(_list_title(), reverse("questions:questions")), (number, None)],
        "fate": fate_of(found, clock.today()),
        "question": found,
        "meeting": found.meeting,
        "issue": issue_called(found.issue) if found.is_public else None,
        "address": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "questions/question.html", context)


def _list_title() -> str:
    return pgettext("page", "Questions to meetings")
