"""Triage after a meeting: one question at a time, the most urgent first, beside what is like it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from issues.choices import Risk
from issues.forms.triage import TriageForm
from issues.models import Issue, IssueEvent
from issues.permissions import can_work
from issues.queries.triage import LISTED, Waiting, asides_of, done_and_all, meetings_to_triage, queue, triaged_accounts
from issues.rules import score as rule
from issues.rules.times import HAND_OVER_WORKING_DAYS
from issues.services.asides import put_aside, take_up_again
from issues.services.triaging import answered_in_hall, register_and_assign, register_and_join, register_rest
from portal.bodies.permissions import Actor, WorkspaceRequest
from portal.holding.models import Account
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit import formats
from portal.kit.forms import add_refusal, typed_texts
from portal.kit.http import workspace_view
from portal.kit.paging import paginate

PER_PAGE = 25
_DIGITS = 6
_POSTED = ["GET", "HEAD", "POST"]


@require_safe
@workspace_view
def triage_meetings(request: WorkspaceRequest) -> HttpResponse:
    """Meetings of the actor's offices with something that waits. At most three statements for the list."""
    page = paginate(request, meetings_to_triage(request.actor), PER_PAGE)
    return render(request, "issues/triage_meetings.html", {"page": page, "title": _("Questions to triage")})


@require_http_methods(_POSTED)
@workspace_view
def triage(request: WorkspaceRequest, number: str, place: str = "") -> HttpResponse:
    """The queue of a meeting and one question of it. After each act the next stands there."""
    account = _account(request, number)
    waiting = queue(account, request.actor)
    chosen = next((row for row in waiting if str(row.question.number) == place), None)
    typed: list[tuple[str, str]] = []
    if request.method == "POST" and chosen is None:
        if "up" in request.POST:
            return _take_up(request, account)
        # The same form was sent twice, or somebody else has done it meanwhile.
        messages.info(request, _("This question waits no more. Here is what does."))
        if _is_anothers(account, place, request.actor):
            typed = typed_texts(TriageForm, request.POST)
        if not typed:
            return redirect("issues:triage", number)
    if chosen is None:
        if place and not typed:
            return redirect("issues:triage", number)
        chosen = next(iter(waiting), None)
    form = None
    if chosen is not None:
        page = _Page(request, account, chosen, is_sent=not typed)
        done = _ACTS[page.act](page) if page.act in _ACTS else ""
        if done:
            messages.success(request, done)
            return _next(number, waiting, chosen)
        form = page.form
    at = waiting.index(chosen) if chosen is not None else 0
    context = {
        "account": account,
        "meeting": account.meeting,
        "waiting": waiting[max(0, min(at - LISTED // 2, len(waiting) - LISTED)) :][:LISTED],
        "count": len(waiting),
        "more": max(0, len(waiting) - LISTED),
        "chosen": chosen,
        "form": form,
        "typed": typed,
        "score": _scored(chosen, form) if chosen is not None else None,
        "joinable": [(row, bool(can_work(request.actor, row.issue))) for row in chosen.alike] if chosen else [],
        "before": waiting[at - 1] if chosen is not None and at else None,
        "after": waiting[at + 1] if at + 1 < len(waiting) else None,
        "done": done_and_all(account, request.actor.on),
        "asides": asides_of(account, request.actor.on),
        "rule": {
            "affected": rule.AFFECTED,
            "risk": [(Risk(each).label, points) for each, points in rule.RISK.items() if points],
            "repeat": (rule.A_REPEAT, rule.MOST_REPEATS),
            "month": (rule.A_MONTH, rule.MOST_MONTHS),
        },
        "hand_over_days": HAND_OVER_WORKING_DAYS,
        "title": _("Triage of questions after a meeting"),
    }
    refused = form is not None and form.is_bound and bool(form.errors)
    status = Conflict.status if typed else Invalid.status if refused else 200
    return render(request, "issues/triage.html", context, status=status)


@require_http_methods(_POSTED)
@workspace_view
def triage_rest(request: WorkspaceRequest, number: str) -> HttpResponse:
    """All that waits becomes issues as the account says it: what that means is shown first."""
    account, actor = _account(request, number), request.actor
    if request.method == "POST":
        made, left = register_rest(account=account, actor=actor, today=actor.on, now=clock.now())
        told = ngettext("%(count)d issue is registered.", "%(count)d issues are registered.", made) % {"count": made}
        messages.success(request, told)
        return redirect("issues:triage", number) if left else redirect("issues:triage_meetings")
    waiting = queue(account, actor)
    if not waiting:
        return redirect("issues:triage", number)
    context = {
        "account": account,
        "meeting": account.meeting,
        "waiting": waiting,
        "count": len(waiting),
        "with_term": sum(row.question.due_on is not None and row.question.due_on >= actor.on for row in waiting),
        "repeated": sum(any(each.is_repeated for each in row.alike) for row in waiting),
        "title": _("Register all that waits as it stands"),
    }
    return render(request, "issues/triage_rest.html", context)


class _Page:
    """The form that was sent, or that stands there first, and the act that was chosen."""

    def __init__(self, request: WorkspaceRequest, account: Account, waiting: Waiting, *, is_sent: bool = True) -> None:
        self.request, self.actor, self.account, self.waiting = request, request.actor, account, waiting
        self.question = waiting.question
        self.question.account = account
        #: Of "join" the number of the other issue follows it.
        self.act, _colon, self.to = request.POST.get("act", "").partition(":") if is_sent else ("", "", "")
        self.form = TriageForm(request.POST if self.act else None, waiting=waiting, actor=self.actor)

    def said(self) -> dict[str, Any]:
        return {"question": self.question, "actor": self.actor, "today": self.actor.on, "now": clock.now()}

    def raised(self) -> Any:
        return self.form.raised(self.question.asked)

    def saved(self, act: Callable[[], str], names: dict[str, str] | None = None) -> str:
        """What is refused stands at its field, and nothing that was typed is lost."""
        if not self.form.is_valid():
            return ""
        try:
            return act()
        except Invalid as refusal:
            add_refusal(self.form, refusal, names)
        except Conflict as refusal:
            self.form.add_error(None, str(refusal.message))
        return ""


def _assign(page: _Page) -> str:
    def act() -> str:
        issue = register_and_assign(
            raised=page.raised(),
            assignment=page.form.assignment(),
            body=page.form.cleaned_data["body"],
            place=page.form.place(),
            **page.said(),
        )
        return _("%(number)s: registered and assigned.") % {"number": issue.number}

    return page.saved(act, {"to_body": "body"})


def _join(page: _Page) -> str:
    to = Issue.objects.filter(number=page.to).first()

    def act() -> str:
        known = {row.issue.pk for row in page.waiting.alike}
        if to is None or to.pk not in known:
            raise Invalid.at("to", _("Choose one of the similar issues."))
        issue = register_and_join(raised=page.raised(), to=to, **page.said())
        told = {"number": issue.number, "other": to.number}
        return _("%(number)s: registered and joined with %(other)s.") % told

    return page.saved(act)


def _answered(page: _Page, *, is_outside: bool) -> str:
    def act() -> str:
        typed = page.form.cleaned_data
        issue = answered_in_hall(
            raised=page.raised(),
            is_outside=is_outside,
            answer_kk=typed["answer_kk"],
            answer_ru=typed["answer_ru"],
            **page.said(),
        )
        if issue is not None:
            return _("%(number)s: registered and closed with the answer.") % {"number": issue.number}
        return _("The account of the meeting says so now. No issue was made of it.")

    return page.saved(act)


def _aside(page: _Page) -> str:
    def act() -> str:
        typed = page.form.cleaned_data
        language = formats.language()
        put_aside(reason=typed["aside_reason"], language=language, until=typed["aside_until"], **page.said())
        return _("The question is left aside.")

    return page.saved(act)


def _insert(page: _Page) -> str:
    """The words of a prepared reply stand in the form. Nothing else is done."""
    page.form = TriageForm(page.form.with_reply(), waiting=page.waiting, actor=page.actor)
    page.form.is_valid()
    # Nothing was asked for yet: only what cannot be read is said.
    page.form.errors.clear()
    return ""


def _take_up(request: WorkspaceRequest, account: Account) -> HttpResponse:
    typed = request.POST["up"]
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < _DIGITS else 0
    aside = get_object_or_404(asides_of(account, request.actor.on), question__number=number)
    take_up_again(question=aside.question, actor=request.actor)
    return redirect("issues:triage_question", account.meeting.number, aside.question.number)


def _is_anothers(account: Account, place: str, actor: Actor) -> bool:
    """Whether somebody else made an issue of the question or left it aside: then what was typed is nowhere."""
    number = int(place) if place.isascii() and place.isdecimal() and len(place) < _DIGITS else 0
    lines = IssueEvent.objects.filter(issue__question__account=account, issue__question__number=number).order_by("id")
    made = lines.values_list("actor", flat=True).first()
    aside = asides_of(account, actor.on).filter(question__number=number).values_list("by", flat=True).first()
    return (made or aside or actor.user.pk) != actor.user.pk


def _account(request: WorkspaceRequest, number: str) -> Account:
    """Of a meeting of the actor's offices, else there is no such page."""
    rows = triaged_accounts(request.actor).select_related(
        "meeting__body__territory__parent__parent", "meeting__territory__parent__parent", "meeting__official__body"
    )
    return get_object_or_404(rows, meeting__number=number)


def _next(number: str, waiting: list[Waiting], done: Waiting) -> HttpResponse:
    """The next in the order that was seen; behind the last the first again."""
    at = waiting.index(done)
    left = [*waiting[at + 1 :], *waiting[:at]]
    if not left:
        return redirect("issues:triage", number)
    return redirect("issues:triage_question", number, left[0].question.number)


def _scored(chosen: Waiting, form: TriageForm | None) -> rule.Score:
    """With what stands in the form."""
    typed = getattr(form, "cleaned_data", None) or {}
    risk = typed.get("risk") or Risk.NONE
    return chosen.scored(typed.get("affected"), risk)


_ACTS: dict[str, Callable[[_Page], str]] = {
    "assign": _assign,
    "join": _join,
    "answered": lambda page: _answered(page, is_outside=False),
    "outside": lambda page: _answered(page, is_outside=True),
    "aside": _aside,
    "insert": _insert,
}
