"""The pages to which letters of who asked and of who follows lead: opening them changes nothing, only buttons do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from issues.choices import State
from issues.models import Asker, Follow
from issues.queries.claims import asked_claim
from issues.queries.showing import shown
from issues.queries.voices import standing_of
from issues.services.askers import confirm_asker, withdraw
from issues.services.following_people import confirm_follow
from issues.services.writing import followed_named
from portal.kernel import clock
from portal.kernel.errors import Conflict
from portal.questions.choices import Purpose
from portal.questions.models import Person
from portal.questions.services.confirming import link_until, send_again
from portal.questions.services.keys import key_of
from portal.questions.views.keys import AGAIN, CONFIRM, SURE, WITHDRAW, gone, opens


def opened_at_start() -> None:
    """Says to the floor of people which pages are behind whose letters."""
    opens(Purpose.ISSUE, _asker)
    opens(Purpose.FOLLOW, _follow)


def _asker(request: HttpRequest, person: Person) -> HttpResponse:
    row = Asker.objects.select_related("issue__holder", "issue__territory").filter(person=person).first()
    if row is None:
        return gone(request)
    act, refused = _act(request), ""
    try:
        if act == CONFIRM:
            confirm_asker(person=person, now=clock.now())
        elif act == AGAIN:
            send_again(person=person, today=clock.today(), now=clock.now())
        elif act == SURE:
            withdraw(asker=row, today=clock.today())
            return render(request, "issues/withdrawn.html", {"issue": row.issue})
    except Conflict as conflict:
        if not Asker.objects.filter(person=person).exists():
            return gone(request)
        refused = str(conflict.message)
    else:
        if act in (CONFIRM, AGAIN):
            return HttpResponseRedirect(request.path, status=303)
    until = link_until(person)
    is_waiting = row.confirmed_at is None and bool(person.email)
    context = {
        "issue": row.issue,
        "title": shown(row.issue, "title") if row.issue.is_public else "",
        "refused": refused,
        "asks_to_withdraw": act == WITHDRAW,
        "may_confirm": is_waiting and until is not None and until > clock.now(),
        "has_run_out": is_waiting and (until is None or until <= clock.now()),
        "until": until,
        "answering": _answering(row, person),
    }
    return render(request, "issues/key_asker.html", context)


def _answering(row: Asker, person: Person) -> str:
    """Where a claim is answered, for whoever has a voice on it: not of who confirmed the address after it."""
    is_asked = row.issue.state == State.CLAIMED and row.confirmed_at is not None
    claim = asked_claim(row.issue.number) if is_asked else None
    if claim is None or standing_of(claim, person) is None:
        return ""
    return reverse("issues:answer", args=[row.issue.number, key_of(person)])


def _follow(request: HttpRequest, person: Person) -> HttpResponse:
    row = Follow.objects.select_related("issue", "body", "topic__parent", "person").filter(person=person).first()
    if row is None:
        return gone(request)
    act, refused = _act(request), ""
    try:
        if act == CONFIRM:
            confirm_follow(person=person, now=clock.now())
        elif act == AGAIN:
            send_again(person=person, today=clock.today(), now=clock.now())
    except Conflict as conflict:
        if not Follow.objects.filter(person=person).exists():
            return gone(request)
        refused = str(conflict.message)
    else:
        if act in (CONFIRM, AGAIN):
            return HttpResponseRedirect(request.path, status=303)
    until = link_until(person)
    context = {
        "named": followed_named(row),
        "issue": row.issue,
        "refused": refused,
        "is_confirmed": person.is_confirmed,
        "has_run_out": until is None or until <= clock.now(),
        "leaving": reverse("issues:leave", args=[key_of(person)]),
    }
    return render(request, "issues/key_follow.html", context)


def _act(request: HttpRequest) -> str:
    return request.POST.get("act", "") if request.method == "POST" else ""
