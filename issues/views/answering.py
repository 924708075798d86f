"""The page behind the letter that asks whether an issue is solved: opening it changes nothing, its button does."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from issues.choices import Outcome, State
from issues.forms.answering import AnswerForm
from issues.models import Answer, Claim
from issues.queries import showing
from issues.queries.claims import asked_claim, public_proofs
from issues.queries.voices import standing_of
from issues.services.answering import answer_claim
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kit.forms import add_refusal, typed_texts
from portal.kit.limits import address_of
from portal.questions.choices import Purpose
from portal.questions.models import Person
from portal.questions.services.keys import key_of, person_of
from portal.questions.views.sending import (
    PHOTO,
    bound_with_photo,
    flooded,
    no_referrer,
    open_to_all,
    photo_was_taken,
    turned_away,
)


@open_to_all
def answer(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """A key that opens nothing, of another issue, or of somebody without a voice says so in the same words."""
    shown = _shown(number, person_of(key))
    if shown is None:
        return no_referrer(render(request, "issues/answer_gone.html", {"number": number}, status=404))
    if request.method != "POST":
        return no_referrer(_page(request, shown, _form(shown)))
    if seconds := flooded(request):
        request.FILES.clear()
        page = _page(request, shown | {"seconds": seconds}, _form(shown, request.POST))
        return no_referrer(turned_away(page, seconds))
    return no_referrer(_answered(request, shown))


def _shown(number: str, person: Person | None) -> dict[str, Any] | None:
    """What the page prints of the claim that stands, and whose answer it takes; nothing for who has no voice on it."""
    claim = asked_claim(number) if person is not None else None
    standing = standing_of(claim, person) if person is not None and claim is not None else None
    if person is None or claim is None or standing is None:
        return None
    given = Answer.objects.filter(claim=claim, mailbox=person.mailbox).select_related("picture").first()
    return {
        "person": person,
        "issue": claim.issue,
        "claim": claim,
        "title": showing.shown(claim.issue, "title") if claim.issue.is_public else "",
        "is_silent": showing.is_silent(claim.issue),
        "proofs": public_proofs(claim),
        "standing": standing,
        "given": given,
        "may_answer": _may_answer(claim, given),
        "days_left": (claim.until - clock.today()).days + 1,
        "leaving": _leaving(person),
    }


def _answered(request: HttpRequest, shown: dict[str, Any]) -> HttpResponse:
    claim, person = shown["claim"], shown["person"]
    form = bound_with_photo(request, partial(_form, shown))
    if shown["may_answer"] and form.cleaned_data.get("claim") != claim.number:
        return _another(request, shown, form)
    if not form.is_valid():
        return _page(request, shown, form, Invalid.status)
    typed = form.cleaned_data
    try:
        answer_claim(
            claim=claim,
            person=person,
            says=typed["says"],
            text=typed["text"],
            picture=typed[PHOTO],
            keeps_picture=not typed.get("drops_photo"),
            address=address_of(request),
            today=clock.today(),
            now=clock.now(),
        )
    except Invalid as refused:
        add_refusal(form, refused)
        return _page(request, shown, form, Invalid.status)
    except (Conflict, NotAllowed) as refused:
        now = _shown(claim.issue.number, person) or shown
        if now["may_answer"] and now["claim"].number != claim.number:
            return _another(request, now, form)
        now |= {"refused": refused.message, "may_answer": False, "typed": typed_texts(AnswerForm, request.POST)}
        return _page(request, now, form, refused.status)
    photo_was_taken(request)
    return HttpResponseRedirect(request.path, status=303)


def _another(request: HttpRequest, shown: dict[str, Any], form: AnswerForm) -> HttpResponse:
    """It was claimed anew since the page was opened: what is claimed now, with what was typed, and nothing is sent."""
    form.data = {**request.POST.dict(), "claim": str(shown["claim"].number)}
    form.add_error(None, _("It was claimed as solved anew. Read what is said now, then send your answer again."))
    return _page(request, shown, form, Conflict.status)


def _form(shown: dict[str, Any], data: Any = None, files: Any = None) -> AnswerForm:
    return AnswerForm(data, files, given=shown["given"], claim=shown["claim"])


def _page(request: HttpRequest, context: dict[str, Any], form: AnswerForm, status: int = 200) -> HttpResponse:
    is_taken = request.method != "POST"
    return render(request, "issues/answer.html", context | {"form": form, "is_taken": is_taken}, status=status)


def _may_answer(claim: Claim, given: Answer | None) -> bool:
    is_open = claim.outcome == Outcome.OPEN and claim.issue.state == State.CLAIMED
    return is_open and clock.today() <= claim.until and (given is None or given.reviewed_at is None)


def _leaving(person: Person) -> str:
    """Where no more letters are asked for: of a place its list, else the person's own page."""
    name = "questions:leave" if person.purpose == Purpose.SUBSCRIPTION else "questions:key"
    return reverse(name, args=[key_of(person)])
