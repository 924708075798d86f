"""The page behind the letter that asks whether an issue is solved: opening it changes nothing, its button does."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from issues.choices import Outcome, State
from issues.forms.answering import AnswerForm
from issues.models import Answer, Claim
from issues.queries.claims import asked_claim, public_proofs
from issues.queries.voices import standing_of
from issues.services.answering import answer_claim
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kit.forms import add_refusal
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
    person, claim = person_of(key), asked_claim(number)
    standing = standing_of(claim, person) if person is not None and claim is not None else None
    if person is None or claim is None or standing is None:
        return no_referrer(render(request, "issues/answer_gone.html", {"number": number}, status=404))
    given = Answer.objects.filter(claim=claim, mailbox=person.mailbox).select_related("picture").first()
    context = {
        "issue": claim.issue,
        "claim": claim,
        "proofs": public_proofs(claim),
        "standing": standing,
        "given": given,
        "is_taken": request.method != "POST",
        "may_answer": _may_answer(claim, given),
        "days_left": (claim.until - clock.today()).days + 1,
        "leaving": _leaving(person),
    }
    if request.method != "POST":
        return no_referrer(_page(request, context, AnswerForm(given=given)))
    if seconds := flooded(request):
        request.FILES.clear()
        page = _page(request, context | {"seconds": seconds}, AnswerForm(request.POST, given=given))
        return no_referrer(turned_away(page, seconds))
    return no_referrer(_answered(request, context, claim, person, given))


def _answered(
    request: HttpRequest, context: dict[str, Any], claim: Claim, person: Person, given: Answer | None
) -> HttpResponse:
    form = bound_with_photo(request, partial(AnswerForm, given=given))
    if not form.is_valid():
        return _page(request, context, form, Invalid.status)
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
        return _page(request, context, form, Invalid.status)
    except (Conflict, NotAllowed) as refused:
        context |= {"refused": refused.message, "claim": asked_claim(claim.issue.number) or claim}
        return _page(request, context | {"may_answer": False}, form, refused.status)
    photo_was_taken(request)
    return HttpResponseRedirect(request.path, status=303)


def _page(request: HttpRequest, context: dict[str, Any], form: AnswerForm, status: int = 200) -> HttpResponse:
    return render(request, "issues/answer.html", context | {"form": form}, status=status)


def _may_answer(claim: Claim, given: Answer | None) -> bool:
    is_open = claim.outcome == Outcome.OPEN and claim.issue.state == State.CLAIMED
    return is_open and clock.today() <= claim.until and (given is None or given.reviewed_at is None)


def _leaving(person: Person) -> str:
    """Where no more letters are asked for: of a place its list, else the person's own page."""
    name = "questions:leave" if person.purpose == Purpose.SUBSCRIPTION else "questions:key"
    return reverse(name, args=[key_of(person)])
