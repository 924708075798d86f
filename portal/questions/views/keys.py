"""The page to which the letters of one person lead: opening it changes nothing, only its buttons do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from portal.bodies.models import Territory
from portal.kernel import clock
from portal.kernel.errors import Conflict
from portal.questions.choices import DemandState, Purpose, State
from portal.questions.models import AskedQuestion, Demand, Person, Voice
from portal.questions.queries.demands import demand_called, demand_page
from portal.questions.queries.fate import fate_of, question_called
from portal.questions.queries.taking import next_meetings
from portal.questions.services.confirming import (
    confirm_question,
    link_until,
    needs_confirming,
    send_again,
    withdraw_question,
)
from portal.questions.services.demanding import confirm_demand, withdraw_demand
from portal.questions.services.keys import key_of, person_of
from portal.questions.services.subscribing import confirm_subscription
from portal.questions.services.supporting import confirm_voice, take_back_voice
from portal.questions.views.sending import no_referrer, open_to_all
from portal.questions.workflow import DEMANDS

#: What the buttons say.
CONFIRM, AGAIN, WITHDRAW, SURE = "confirm", "again", "withdraw", "withdraw-sure"
Page = Callable[[HttpRequest, Person], HttpResponse]


@open_to_all
def key(request: HttpRequest, key: str) -> HttpResponse:
    """By what the letter was about. A key that opens nothing, of somebody who is gone, says so in the same words."""
    person = person_of(key)
    page = _PAGES.get(person.purpose) if person is not None else None
    if person is None or page is None:
        return no_referrer(gone(request))
    return no_referrer(page(request, person))


def opens(purpose: str, page: Page) -> None:
    """The page behind the letters of people whom a floor above keeps for this purpose; told once, at the start."""
    _PAGES[purpose] = page


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "questions/key_gone.html", status=404)


def _question(request: HttpRequest, person: Person) -> HttpResponse:
    number = AskedQuestion.objects.filter(person=person).values_list("number", flat=True).first()
    try:
        question = question_called(number or "")
    except AskedQuestion.DoesNotExist:
        return gone(request)
    act, refused = _act(request), ""
    if act in _OF_QUESTION:
        try:
            _OF_QUESTION[act](question, person)
        except Conflict as conflict:
            refused = str(conflict.message)
        else:
            return HttpResponseRedirect(request.path, status=303)
    until, now = link_until(person), clock.now()
    is_unconfirmed = needs_confirming(question, person)
    context = {
        "question": question,
        "meeting": question.meeting,
        "fate": fate_of(question, clock.today()),
        "refused": refused,
        "asks_to_withdraw": act == WITHDRAW and question.state != State.WITHDRAWN,
        "may_confirm": is_unconfirmed and until is not None and until > now,
        "has_run_out": is_unconfirmed and (until is None or until <= now),
        "until": until,
        "rows": next_meetings(question.meeting.territory, now) if refused else [],
    }
    return render(request, "questions/key_question.html", context)


def _demand(request: HttpRequest, person: Person) -> HttpResponse:
    number = Demand.objects.filter(person=person).values_list("number", flat=True).first()
    try:
        demand = demand_called(number or "")
    except Demand.DoesNotExist:
        return gone(request)
    act, refused = _act(request), ""
    if act in _OF_DEMAND:
        try:
            _OF_DEMAND[act](demand, person)
        except Conflict as conflict:
            refused = str(conflict.message)
        else:
            return HttpResponseRedirect(request.path, status=303)
    until, now = link_until(person), clock.now()
    is_unconfirmed = demand.state == DemandState.SENT
    may_withdraw = DEMANDS.allows("withdraw", demand.state)
    context = {
        "demand": demand,
        "page": demand_page(demand, clock.today()),
        "refused": refused,
        "may_withdraw": may_withdraw,
        "asks_to_withdraw": act == WITHDRAW and may_withdraw,
        "may_confirm": is_unconfirmed and until is not None and until > now,
        "has_run_out": is_unconfirmed and (until is None or until <= now),
        "until": until,
    }
    return render(request, "questions/key_demand.html", context)


def _voice(request: HttpRequest, person: Person) -> HttpResponse:
    voice = Voice.objects.select_related("question__meeting", "demand").filter(person=person).first()
    if voice is None:
        return gone(request)
    act, refused = _act(request), ""
    if act in _OF_VOICE:
        try:
            _OF_VOICE[act](voice, person)
        except Conflict as conflict:
            refused = str(conflict.message)
        else:
            return HttpResponseRedirect(request.path, status=303)
    until = link_until(person)
    is_open = voice.confirmed_at is None and voice.withdrawn_at is None
    context = {
        "voice": voice,
        "about": voice.question or voice.demand,
        "refused": refused,
        "may_confirm": is_open and until is not None and until > clock.now(),
        "has_run_out": is_open and (until is None or until <= clock.now()),
        "until": until,
    }
    return render(request, "questions/key_voice.html", context)


def _subscription(request: HttpRequest, person: Person) -> HttpResponse:
    place = Territory.objects.filter(subscriptions__person=person).first()
    if place is None:
        return gone(request)
    refused = ""
    if _act(request) == CONFIRM:
        try:
            confirm_subscription(person=person, now=clock.now())
        except Conflict as conflict:
            refused = str(conflict.message)
        else:
            return HttpResponseRedirect(request.path, status=303)
    until = link_until(person)
    context = {
        "place": place,
        "refused": refused,
        "is_confirmed": person.is_confirmed,
        "has_run_out": until is None or until <= clock.now(),
        "leaving": reverse("questions:leave", args=[key_of(person)]),
    }
    return render(request, "questions/key_subscription.html", context)


def _act(request: HttpRequest) -> str:
    return request.POST.get("act", "") if request.method == "POST" else ""


_OF_QUESTION: Mapping[str, Callable[[AskedQuestion, Person], object]] = {
    CONFIRM: lambda question, _person: confirm_question(question=question, today=clock.today(), now=clock.now()),
    AGAIN: lambda _question, person: send_again(person=person, today=clock.today(), now=clock.now()),
    SURE: lambda question, _person: withdraw_question(question=question, today=clock.today(), now=clock.now()),
}
_OF_DEMAND: Mapping[str, Callable[[Demand, Person], object]] = {
    CONFIRM: lambda demand, _person: confirm_demand(demand=demand, today=clock.today(), now=clock.now()),
    AGAIN: lambda _demand, person: send_again(person=person, today=clock.today(), now=clock.now()),
    SURE: lambda demand, _person: withdraw_demand(demand=demand, today=clock.today(), now=clock.now()),
}
_OF_VOICE: Mapping[str, Callable[[Voice, Person], object]] = {
    CONFIRM: lambda voice, _person: confirm_voice(voice=voice, today=clock.today(), now=clock.now()),
    AGAIN: lambda _voice, person: send_again(person=person, today=clock.today(), now=clock.now()),
    SURE: lambda voice, _person: take_back_voice(voice=voice, now=clock.now()),
}
#: Why somebody is kept -> the page behind their letters.
_PAGES: dict[str, Page] = {
    Purpose.QUESTION: _question,
    Purpose.DEMAND: _demand,
    Purpose.VOICE: _voice,
    Purpose.SUBSCRIPTION: _subscription,
}
