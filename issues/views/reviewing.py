"""A body above the answerable one judges answers that are held, and makes words of disputes public."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from issues.forms.judging import AsideForm, WordsForm
from issues.models import Answer
from issues.queries.claims import answers_to_judge, is_held, judged_by, public_proofs
from issues.queries.showing import is_silent, shown
from issues.services import reviewing
from portal.bodies.permissions import WorkspaceRequest
from portal.files.queries import link
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit import formats, forms
from portal.kit.forms import add_refusal, typed_texts
from portal.kit.http import workspace_view
from portal.kit.paging import paginate
from portal.questions.rules.languages import language_of
from portal.questions.rules.marks import marked


@require_safe
@workspace_view
def work_answers(request: WorkspaceRequest) -> HttpResponse:
    """What waits for this person's judgement; whoever judges nowhere sees that nothing waits."""
    page = paginate(request, answers_to_judge(request.actor))
    return render(request, "issues/work_answers.html", {"page": page, "title": _("Answers to claims")})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_answer(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Who answered is shown to nobody here. Whoever may not judge it finds no such page."""
    answer = get_object_or_404(judged_by(request.actor), pk=pk)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    aside = AsideForm(request.POST if act == "aside" else None)
    words = WordsForm(request.POST if act == "publish" else None, answer=answer)
    done, refusal, typed = "", "", []
    try:
        done = _done(request, answer, act, aside, words)
    except Invalid as refused:
        add_refusal(aside if act == "aside" else words, refused)
    except Conflict as conflict:
        # Judged, withdrawn or said otherwise meanwhile: the answer as it stands, beside what was typed about it.
        answer = judged_by(request.actor).filter(pk=pk).first() or answer
        refusal = str(conflict.message)
        typed = typed_texts(_TYPED[act], request.POST) if act in _TYPED else []
        aside, words = AsideForm(), WordsForm(answer=answer)
    if done:
        messages.success(request, f"{answer.claim.issue.number}: {done}")
        return redirect("issues:work_answers")
    context = {
        "answer": answer,
        "claim": answer.claim,
        "issue": answer.claim.issue,
        "called": shown(answer.claim.issue, "title"),
        "is_silent": is_silent(answer.claim.issue),
        "proofs": public_proofs(answer.claim),
        "pieces": marked(answer.own_text),
        "language": language_of(answer.own_text, formats.language()),
        "is_held": is_held(answer),
        "aside": aside,
        "words": words,
        # What was sent and refused at a field was typed about what was seen then.
        "seen": request.POST.get("seen", "") if aside.errors or words.errors else answer.version,
        "refusal": refusal,
        "typed": typed,
        "picture": link(answer.picture, request.actor.user) if answer.picture else "",
        "title": _("Answer to a claim"),
    }
    status = Conflict.status if refusal else Invalid.status if aside.errors or words.errors else 200
    return render(request, "issues/work_answer.html", context, status=status)


_TYPED: Final[dict[str, type[forms.Form]]] = {"aside": AsideForm, "publish": WordsForm}


def _done(request: WorkspaceRequest, answer: Answer, act: str, aside: AsideForm, words: WordsForm) -> str:
    seen = request.POST.get("seen", "")
    said: dict[str, Any] = {"answer": answer, "actor": request.actor, "now": clock.now(), "seen": seen}
    today = request.actor.on
    if act == "uphold":
        reviewing.uphold(today=today, **said)
        return _("It counts from now on.")
    if act == "aside" and aside.is_valid():
        reviewing.set_aside(today=today, **said, **aside.cleaned_data)
        return _("It does not count, and its author reads why.")
    if act == "publish" and words.is_valid():
        reviewing.publish_words(words=words.words(), **said)
        return _("Everybody reads these words.")
    if act == "keep":
        reviewing.keep_private(**said)
        return _("Nothing of it is public.")
    return ""
