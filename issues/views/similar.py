"""What is like an issue that stands, beside it: joined with one of them, parted again, its place set by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from issues.choices import State
from issues.forms.joining import JoinForm, PartForm, RankForm
from issues.forms.working import ActForm
from issues.models import Issue
from issues.permissions import can_work
from issues.queries import work
from issues.queries.similar import SHOWN, known, marks_of, similar
from issues.services.joining import join, part
from issues.services.ranking_by_hand import rank
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit.forms import add_refusal, sent_again, typed_texts
from portal.kit.http import workspace_view


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def similar_issues(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Whoever may not read its inner part finds no such page."""
    actor = request.actor
    issue = work.find(actor, number)
    if issue is None:
        raise Http404
    act = request.POST.get("act", "") if request.method == "POST" else ""
    shown = {name: form(request.POST if act == name else None, issue=issue) for name, form in _FORMS.items()}
    form = shown.get(act)
    if form is not None and form.is_valid():
        said = {"actor": actor, "today": actor.on, "now": clock.now(), "expected_version": form.cleaned_data["version"]}
        try:
            done = _ACTS[act](issue, form, said)
        except Invalid as refusal:
            add_refusal(form, refusal)
        except Conflict as refusal:
            issue = _as_it_stands(actor, number, refusal)
            shown = {name: each(issue=issue) for name, each in _FORMS.items()}
            form = shown[act] = _FORMS[act](sent_again(request.POST, version=issue.version), issue=issue)
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, done)
            return redirect("issues:work_issue", number)
    is_joined = issue.state == State.DUPLICATE
    among = [] if is_joined else known(topics=[issue.topic.topic], place=issue.territory, actor=actor)
    alike = similar(marks_of(issue), among, without=issue)
    context: dict[str, Any] = {
        "issue": issue,
        "is_joined": is_joined,
        "may": bool(can_work(actor, issue)),
        "alike": [(row, bool(can_work(actor, row.issue))) for row in alike],
        "most": SHOWN,
        "forms": shown,
        "refused": form if form is not None and form.errors else None,
        # What is offered depends on whether it is joined, which may have changed meanwhile.
        "typed": typed_texts(_FORMS[act], request.POST) if form is not None and is_joined != (act == "part") else [],
        "title": _("Similar issues: %(number)s") % {"number": number},
    }
    status = Invalid.status if context["refused"] else 200
    return render(request, "issues/similar.html", context, status=status)


def _as_it_stands(actor: Actor, number: str, refusal: Conflict) -> Issue:
    """Somebody else was first: what stands now, beside what was typed. Who may not read it any more is told so."""
    issue = work.find(actor, number)
    if issue is None:
        raise refusal
    return issue


def _join(issue: Issue, form: ActForm, said: dict[str, Any]) -> str:
    to = Issue.objects.read_by(said["actor"]).filter(number=form.cleaned_data["to"].strip().upper()).first()
    if to is None:
        raise Invalid.at("to", _("No issue of this number stands with your bodies."))
    joined = join(issue=issue, to=to, **said).joined_to
    assert joined is not None
    return _("Joined with %(number)s. Everybody who asked goes on hearing of it.") % {"number": joined.number}


def _part(issue: Issue, form: ActForm, said: dict[str, Any]) -> str:
    typed = form.cleaned_data
    part(issue=issue, reason_kk=typed["reason_kk"], reason_ru=typed["reason_ru"], **said)
    return _("It stands apart again, and is worked on.")


def _rank(issue: Issue, form: ActForm, said: dict[str, Any]) -> str:
    typed = form.cleaned_data
    row = rank(issue=issue, place=typed["ranked"], why=typed["ranked_why"], **said)
    return _("The place is set by hand.") if row.ranked is not None else _("The score counts again.")


_FORMS: dict[str, type[ActForm]] = {"join": JoinForm, "part": PartForm, "rank": RankForm}
_ACTS: dict[str, Callable[[Issue, ActForm, dict[str, Any]], str]] = {"join": _join, "part": _part, "rank": _rank}
