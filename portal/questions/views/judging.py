"""One question or demand: the person's own text beside the public ones, and what the office makes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meetings.models import Meeting
from portal.bodies.permissions import WorkspaceRequest
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid
from portal.kit import forms
from portal.kit.forms import add_refusal
from portal.kit.http import workspace_view
from portal.questions.errors import CHANGED
from portal.questions.forms.moderating import PublicForm, RefuseForm, RemovalForm, Sent, WhyForm
from portal.questions.models import AskedQuestion, Person
from portal.questions.queries.item import find, item, joinable, movable_to
from portal.questions.queries.queue import following
from portal.questions.services import moderating, moving, reading, removal

_SEARCHED_LETTERS = 200


class _Page:
    """The forms of the page, one of which was sent."""

    def __init__(self, request: WorkspaceRequest, sent: Sent) -> None:
        self.request, self.actor, self.sent = request, request.actor, sent
        self.act = request.POST.get("act", "") if request.method == "POST" else ""
        data = request.POST.copy() if self.act else None
        self.data = data
        self.public = PublicForm(data if self.act == "publish" else None, sent=sent)
        self.refuse = RefuseForm(data if self.act == "refuse" else None, sent=sent)
        self.removal = RemovalForm(data if self.act == "ask_removal" else None, sent=sent)
        self.why = WhyForm(data if self.act == "person" else None)
        self.person: Person | None = None
        #: What stands now beside what was typed, after somebody else has saved.
        self.stands: Sent | None = None
        self.searched = request.GET.get("q", "")[:_SEARCHED_LETTERS]
        #: About an act that has no form of its own.
        self.refusals: list[str] = []

    @property
    def status(self) -> int:
        forms_sent = (self.public, self.refuse, self.removal, self.why)
        return Invalid.status if self.refusals or any(form.errors for form in forms_sent) else 200

    def said(self) -> dict[str, Any]:
        return {"sent": self.sent, "actor": self.actor, "today": self.actor.on, "now": clock.now()}

    def expected(self) -> int | None:
        """The version that was read; of a button that bears none, nothing is compared."""
        typed = self.request.POST.get("version", "")
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@workspace_view
def work_question(request: WorkspaceRequest, number: str) -> HttpResponse:
    """Whoever may not judge it finds no such page. After each act the next that waits is shown."""
    sent = find(request.actor, number)
    if sent is None:
        raise Http404
    page = _Page(request, sent)
    done = _ACTS[page.act](page) if page.act in _ACTS else ""
    if done:
        messages.success(request, f"{number}: {done}")
        return _next(request, sent, page.act)
    shown = item(sent, request.actor)
    context = {
        "item": shown,
        "sent": sent,
        "page": page,
        "stands": page.stands,
        "joinable": joinable(sent, page.searched) if isinstance(sent, AskedQuestion) and shown.may.get("join") else [],
        "meetings": movable_to(sent, request.actor, request.actor.on)
        if isinstance(sent, AskedQuestion) and shown.may["move"]
        else [],
        "following": following(request.actor, sent),
        "title": (pgettext("page", "Question %(number)s") if shown.is_question else _("Demand %(number)s"))
        % {"number": number},
    }
    return render(request, "questions/work_question.html", context, status=page.status)


def _next(request: WorkspaceRequest, sent: Sent, act: str) -> HttpResponse:
    """What was corrected stands where it stood; after a judgement the next waits."""
    if act in _STAYS:
        return redirect("questions:work_question", sent.number)
    number = following(request.actor, sent)
    return redirect("questions:work_question", number) if number else redirect("questions:work_questions")


def _publish(page: _Page) -> str:
    form, is_public = page.public, page.sent.is_public
    act = moderating.change_text if is_public else moderating.publish_text
    if _saved(page, form, lambda: act(public=form.public(), expected=form.cleaned_data["version"], **page.said())):
        return (
            _("The public text is changed.") if is_public else _("Published. Who asked and who supports it are told.")
        )
    return ""


def _refuse(page: _Page) -> str:
    form = page.refuse

    def act() -> object:
        typed = form.cleaned_data
        said = page.said() | {"refusal": typed["refusal"], "note": form.note(), "expected": typed["version"]}
        return moderating.refuse_text(**said)

    return _("Not published. Its author is told why.") if _saved(page, form, act) else ""


def _ask_removal(page: _Page) -> str:
    form = page.removal

    def act() -> object:
        typed = form.cleaned_data
        return removal.ask_removal(reason=typed["reason"], expected=typed["version"], **page.said())

    return _("Somebody else decides now whether it is removed.") if _saved(page, form, act) else ""


def _decide(page: _Page, *, removes: bool) -> str:
    removal.decide_removal(removes=removes, expected=page.expected(), **page.said())
    return _("Removed. Its author is told.") if removes else _("It stays as it is.")


def _release(page: _Page) -> str:
    moderating.let_through(expected=page.expected(), **page.said())
    return _("Let through: its author gets the letter of confirmation.")


def _release_voices(page: _Page) -> str:
    count = moderating.let_voices_through(**page.said())
    told = ngettext("%(count)d voice is let through.", "%(count)d voices are let through.", count)
    return told % {"count": count}


def _join(page: _Page) -> str:
    if not isinstance(page.sent, AskedQuestion):
        return ""
    said = page.said()
    said["question"] = said.pop("sent")
    try:
        moderating.join_question(to=page.request.POST.get("to", ""), expected=page.expected(), **said)
    except Invalid as refusal:
        page.refusals.append(str(refusal.message))
        return ""
    return _("Joined. Who asked and who supports it is told.")


def _move(page: _Page) -> str:
    if not isinstance(page.sent, AskedQuestion):
        return ""
    said = page.said()
    said["question"] = said.pop("sent")
    rows = Meeting.objects.public().select_related("body__territory__parent__parent")
    meeting = rows.filter(number=page.request.POST.get("meeting", "")).first()
    if meeting is None:
        page.refusals.append(_("Choose a meeting to come that is held for the place of the question."))
        return ""
    try:
        moving.move_question(meeting=meeting, expected=page.expected(), **said)
    except Invalid as refusal:
        page.refusals.append(str(refusal.message))
        return ""
    return _("Moved to the meeting %(number)s.") % {"number": meeting.number}


def _person(page: _Page) -> str:
    """Shown in the very answer, under no address of its own."""
    form = page.why
    if form.is_valid():
        page.person = reading.read_person(
            sent=page.sent, reason=form.cleaned_data["why"], actor=page.actor, now=clock.now()
        )
    return ""


def _saved(page: _Page, form: forms.Form, act: Callable[[], object]) -> bool:
    """After somebody else's change what stands now is shown beside what was typed; sent once more it is meant."""
    if not form.is_valid():
        return False
    try:
        act()
    except Invalid as refusal:
        add_refusal(form, refusal)
        return False
    except Conflict as refusal:
        if refusal.code != CHANGED:
            raise
        stands = find(page.actor, page.sent.number)
        if stands is None or stands.state != page.sent.state or page.data is None:
            raise
        form.add_error(None, str(refusal.message))
        page.stands = stands
        page.data["version"] = str(stands.version)
        return False
    return True


#: After these the same page is shown again.
_STAYS = frozenset({"ask_removal", "person", "release_voices"})
_ACTS: dict[str, Callable[[_Page], str]] = {
    "publish": _publish,
    "refuse": _refuse,
    "release": _release,
    "release_voices": _release_voices,
    "join": _join,
    "move": _move,
    "ask_removal": _ask_removal,
    "remove": lambda page: _decide(page, removes=True),
    "keep": lambda page: _decide(page, removes=False),
    "person": _person,
}
