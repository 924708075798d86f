"""A question before a meeting, asked by anybody; and the slip with its number."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.models import Meeting
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit import formats
from portal.kit.forms import add_refusal
from portal.questions.forms.asking import AskForm
from portal.questions.models import AskedQuestion
from portal.questions.queries.sending import before_sending
from portal.questions.queries.taking import Taking, next_meetings, places_of, taking
from portal.questions.rules.topics import guess
from portal.questions.services.asking import ask as take_question
from portal.questions.services.confirming import send_again
from portal.questions.views.sending import (
    PHOTO,
    bound_with_photo,
    flooded,
    fresh_stamp,
    open_to_all,
    photo_was_taken,
    sent_from,
    turned_away,
)

#: On a slip: has the letter sent again to whoever sent the question, for an hour.
_slips = Signer(salt="portal.questions.slip")
_SLIP_SECONDS = 60 * 60
#: Carries what was typed for one meeting over to another.
CARRIED = "carried"


@open_to_all
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """The form, what to know before sending, and the slip: all at one address, nothing of it in the address."""
    now, today = clock.now(), clock.today()
    meeting = _meeting(number)
    stands = taking(meeting, now)
    if not stands.is_open:
        return _closed(request, meeting, stands, now)
    places = list(places_of(meeting, today).in_order(formats.language()))
    context: dict[str, Any] = {"meeting": meeting, "taking": stands, "crumbs": _crumbs(meeting)}
    if request.method != "POST" or CARRIED in request.POST:
        context["form"] = AskForm(initial=_initial(request, meeting), places=places)
        return render(request, "questions/ask.html", context)
    if seconds := flooded(request):
        # Nothing is judged of a flood, nor is a photo read.
        request.FILES.clear()
        context |= {"form": AskForm(request.POST, places=places), "seconds": seconds}
        return turned_away(render(request, "questions/ask.html", context), seconds)
    form = context["form"] = bound_with_photo(request, partial(AskForm, places=places))
    if form.is_valid():
        typed = form.cleaned_data
        topic = typed["topic"] or guess(typed["text"])
        before = before_sending(text=typed["text"], topic=topic, place=meeting.territory)
        if before.mark and before.mark != typed["seen"]:
            _show_before(form, before.mark, topic)
            return render(request, "questions/ask.html", context | {"before": before})
        try:
            made = _take(request, form, meeting, topic)
        except Invalid as refused:
            add_refusal(form, refused)
        except Conflict:
            return _closed(request, meeting, taking(meeting, now), now)
        else:
            return _slip(request, made, typed["text"])
    return render(request, "questions/ask.html", context)


@open_to_all
def again(request: HttpRequest) -> HttpResponse:
    """Another letter, asked for on the slip. The answer is the same whatever comes of it."""
    if request.method == "POST" and not flooded(request):
        question = _of_slip(request.POST.get("slip", ""))
        if question is not None and question.person is not None:
            send_again(person=question.person, today=clock.today(), now=clock.now())
    return render(request, "questions/sent_again.html")


def _take(request: HttpRequest, form: AskForm, meeting: Meeting, topic: str) -> str:
    typed = form.cleaned_data
    return take_question(
        meeting=meeting,
        text=typed["text"],
        territory=form.place(),
        topic=topic,
        email=typed["email"],
        language=formats.language(),
        picture=typed[PHOTO],
        origin=sent_from(request, typed["stamp"]),
        today=clock.today(),
        now=clock.now(),
    )


def _show_before(form: AskForm, mark: str, topic: str) -> None:
    """The form comes again with what was seen, and with the topic as it was told by the text."""
    form.data = {**dict(form.data.items()), "seen": mark, "topic": topic}


def _slip(request: HttpRequest, number: str, text: str) -> HttpResponse:
    """Its own text stands in this answer alone: at no address, in no cache."""
    photo_was_taken(request)
    question = AskedQuestion.objects.with_names().get(number=number)
    context = {
        "question": question,
        "text": text,
        "slip": _slips.sign_object([number, int(clock.now().timestamp())]),
        "address": request.build_absolute_uri(question.get_absolute_url()),
        "hours": 24,
    }
    return render(request, "questions/slip.html", context)


def _of_slip(slip: str) -> AskedQuestion | None:
    try:
        number, made = _slips.unsign_object(slip)
    except (BadSignature, ValueError, TypeError):
        return None
    if int(clock.now().timestamp()) - made > _SLIP_SECONDS:
        return None
    return AskedQuestion.objects.select_related("person").filter(number=number).first()


def _closed(request: HttpRequest, meeting: Meeting, stands: Taking, now: datetime) -> HttpResponse:
    """Says why, and where else; what was typed goes along to whichever meeting is chosen."""
    typed = request.POST if request.method == "POST" else None
    context = {
        "meeting": meeting,
        "taking": stands,
        "crumbs": _crumbs(meeting),
        "rows": next_meetings(meeting.territory, now, besides=meeting),
        "text": typed.get("text", "") if typed else "",
        "email": typed.get("email", "") if typed else "",
        "carried": CARRIED,
    }
    return render(request, "questions/ask_closed.html", context)


def _initial(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    carried = {name: request.POST.get(name, "") for name in ("text", "email")} if request.method == "POST" else {}
    return {"territory": meeting.territory.kato, **fresh_stamp(), **carried}


def _meeting(number: str) -> Meeting:
    rows = Meeting.objects.public().with_names()
    return get_object_or_404(rows.select_related("territory__parent__parent__parent"), number=number)


def _crumbs(meeting: Meeting) -> list[tuple[str, str | None]]:
    return [
        (pgettext("page", "Calendar"), reverse("meetings:calendar")),
        (meeting.number, meeting.get_absolute_url()),
        (_("Ask a question"), None),
    ]
