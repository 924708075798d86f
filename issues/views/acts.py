"""The acts of the page of one issue: which form is typed, which service is called, what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from issues.forms import beside as beside_forms
from issues.forms import working as forms
from issues.forms.working import ActForm
from issues.models import HandOver, Issue, Milestone
from issues.queries import work
from issues.services import beside, closing, handing, hiding, working
from portal.bodies.choices import BodyKind
from portal.bodies.permissions import Actor
from portal.kit.named import Names

_CLOSINGS = {
    "explain": closing.explain,
    "outside": closing.outside,
    "need": closing.need,
    "refuse": closing.refuse,
}
#: Whoever has an office may work beside the holder.
_BESIDE_KINDS = [str(kind) for kind in BodyKind.values]


class Page:
    """An issue, the forms of its page, and what they offer; each list of names is read once, when it is asked for."""

    def __init__(self, actor: Actor, issue: Issue) -> None:
        self.actor, self.issue = actor, issue
        self._names: dict[bool, Names] = {}

    def names(self, *, receiving: bool) -> Names:
        if receiving not in self._names:
            kinds = [kind for kind in _BESIDE_KINDS if not receiving or handing.can_receive_kind(kind)]
            self._names[receiving] = work.receivers(self.issue, self.actor.on, kinds)
        return self._names[receiving]

    def form(self, name: str, data: Any = None) -> ActForm:
        act = ACTS[name]
        return act.form(data, issue=self.issue, **act.needs(self))

    def offered(self, may: dict[str, bool], sent: str = "", form: ActForm | None = None) -> dict[str, Offered]:
        """A form for each act that may be done, and the one that was sent, whatever became of the issue meanwhile."""
        found = {}
        for name, act in ACTS.items():
            if act.title and (may[act.may] or name == sent):
                mine = form if name == sent and form is not None else self.form(name)
                found[name] = Offered(name, act.title, act.icon, mine, is_open=name == sent)
        return found

    def hand_over(self) -> HandOver:
        waits = self.issue.hand_overs.order_by("-id").first()
        if waits is None:
            raise Http404
        return waits

    def step(self, key: str) -> Milestone:
        step = self.issue.milestones.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
        if step is None:
            raise Http404
        return step


@dataclass(frozen=True)
class Offered:
    """What the page prints of an act; it stands open when it was sent and refused."""

    name: str
    title: Any
    icon: str
    form: ActForm
    is_open: bool


Said = dict[str, Any]
Do = Callable[[Page, Any, Said], object]


@dataclass(frozen=True)
class Act:
    """`may` names the answer of `queries.work` that offers it; `title` is its button, empty where the page has a button
    beside what it is about. What `asks` is confirmed on a page of its own.
    """

    form: type[ActForm]
    do: Do
    may: str
    done: Any
    title: Any = ""
    icon: str = "edit"
    asks: Any = ""
    follows: Any = ""
    needs: Callable[[Page], Said] = lambda _page: {}


def _on_issue(service: Callable[..., object]) -> Do:
    """A service that is told the issue, what was typed, and the version that was read."""

    def do(page: Page, form: ActForm, said: Said) -> object:
        version = form.cleaned_data["version"]
        return service(issue=page.issue, expected_version=version, **form.said(), **said)

    return do


def _on_hand_over(service: Callable[..., object]) -> Do:
    def do(page: Page, form: ActForm, said: Said) -> object:
        version = form.cleaned_data["version"]
        return service(hand_over=page.hand_over(), expected_version=version, **form.said(), **said)

    return do


def _close(page: Page, form: ActForm, said: Said) -> object:
    typed = form.said()
    service = _CLOSINGS[typed.pop("how")]
    return service(issue=page.issue, expected_version=form.cleaned_data["version"], **typed, **said)


def _add_beside(page: Page, form: ActForm, said: Said) -> object:
    standing = [each.body for each in page.issue.co_executors.select_related("body")]
    bodies = [*standing, form.said()["body"]]
    return beside.set_co_executors(
        issue=page.issue, bodies=bodies, expected_version=form.cleaned_data["version"], **said
    )


def _drop_beside(page: Page, form: ActForm, said: Said) -> object:
    rows = page.issue.co_executors.select_related("body")
    bodies = [each.body for each in rows if str(each.body_id) != form.data.get("key")]
    return beside.set_co_executors(issue=page.issue, bodies=bodies, **said)


def _decide(page: Page, form: ActForm, said: Said) -> object:
    return beside.decide_laid(**form.said(), **said)


ACTS: dict[str, Act] = {
    "assign": Act(
        forms.AssignForm,
        _on_issue(working.assign),
        "assign",
        _("Who answers and until when is set."),
        _("Set who answers and until when"),
        "person",
    ),
    "news": Act(
        forms.NewsForm,
        _on_issue(working.note_news),
        "news",
        _("Written into its life."),
        _("Write what is new"),
        "plus",
    ),
    "nothing": Act(
        forms.NothingForm,
        _on_issue(working.note_nothing),
        "news",
        _("Written into its life."),
        _("Say that nothing is new"),
        "dash",
    ),
    "term": Act(
        forms.TermForm,
        _on_issue(working.set_term),
        "term",
        _("The term is changed; the old one stays visible."),
        _("Change the term"),
        "clock",
    ),
    "change_assigned": Act(
        forms.AssignForm,
        _on_issue(working.assign),
        "change_assigned",
        _("Saved."),
        _("Change who answers, the measure, the instruction"),
        "person",
    ),
    "plan": Act(
        forms.PlanForm,
        _on_issue(closing.plan),
        "plan",
        _("It stands in the plan of the year."),
        _("Put into the plan of a year"),
        "calendar",
    ),
    "control": Act(
        forms.ControlForm,
        _on_issue(closing.control),
        "control",
        _("It is under control."),
        _("Put under control"),
        "eye",
    ),
    "take_up": Act(
        forms.TakeUpForm, _on_issue(closing.take_up), "take_up", _("It is in work."), _("Take it into work"), "clock"
    ),
    "hand": Act(
        beside_forms.HandForm,
        _on_issue(handing.hand_over),
        "hand",
        _("The receiver is asked. Until it answers you do."),
        _("Hand it over to another body"),
        "send",
        needs=lambda page: {"names": page.names(receiving=True)},
    ),
    "close": Act(
        forms.CloseForm,
        _close,
        "close",
        _("It is closed without a solution."),
        _("Close it without a solution"),
        "cancelled",
        asks=_("Close this issue without a solution?"),
        follows=_("Everyone reads the reason. It is not counted as solved, and who asked for it is told."),
    ),
    "reopen": Act(
        forms.ReopenForm,
        _on_issue(closing.reopen),
        "reopen",
        _("It is open again, with its old term."),
        _("Open it again"),
        "undo",
    ),
    "correct": Act(
        forms.CorrectForm,
        _on_issue(working.correct),
        "correct",
        _("Corrected."),
        _("Correct texts and facts"),
        needs=lambda page: {"topics": work.topics_to_choose(page.issue)},
    ),
    "hide": Act(
        forms.HideForm,
        _on_issue(hiding.hide_text),
        "hide",
        _("Its texts are hidden. A second person decides."),
        _("Hide its texts at once"),
        "lock",
    ),
    "accept": Act(
        beside_forms.AcceptForm,
        _on_hand_over(handing.accept),
        "accept",
        _("Your body answers for it now."),
        _("Accept the issue"),
        "check",
        asks=_("Accept this issue?"),
        follows=_("Your body answers for it from now on. Its term goes on; everyone sees who answers."),
    ),
    "return": Act(
        beside_forms.ReturnForm,
        _on_hand_over(handing.return_back),
        "accept",
        _("Returned with the reason."),
        _("Return it with a reason"),
        "undo",
    ),
    "beside": Act(
        beside_forms.CoExecutorForm,
        _add_beside,
        "beside",
        _("This body works beside you."),
        _("Add a body that works beside"),
        "plus",
        needs=lambda page: {"names": page.names(receiving=False)},
    ),
    "step": Act(
        beside_forms.StepForm, _on_issue(beside.add_step), "beside", _("The step is added."), _("Add a step"), "plus"
    ),
    "lay": Act(
        beside_forms.LayForm,
        _on_issue(beside.lay),
        "beside",
        _("It is laid before the session."),
        _("Lay it before a session"),
        "plus",
        needs=lambda page: {"maslikhats": work.maslikhats(page.issue, page.actor.on)},
    ),
    "decide": Act(
        beside_forms.DecideForm,
        _decide,
        "decide",
        _("The decision is written."),
        _("Write what a session decided"),
        "law",
        needs=lambda page: {"undecided": list(page.issue.laid.select_related("maslikhat").filter(decided_on=None))},
    ),
    "take_away": Act(
        forms.TakeUpForm,
        _on_issue(hiding.take_away_text),
        "decide_hidden",
        _("The texts are taken away."),
        asks=_("Take the texts of this issue away for good?"),
        follows=_("Title and text are emptied in every language and cannot be brought back; the issue itself stays."),
    ),
    "show": Act(forms.TakeUpForm, _on_issue(hiding.show_text), "decide_hidden", _("Everyone reads it again.")),
    "recall": Act(forms.TakeUpForm, _on_hand_over(handing.recall), "recall", _("Taken back: you answer on.")),
    "beside_drop": Act(forms.TakeUpForm, _drop_beside, "beside", _("Saved.")),
    "step_done": Act(
        forms.TakeUpForm,
        lambda page, form, said: beside.finish_step(step=page.step(form.data.get("key", "")), **said),
        "beside",
        _("The step is done; everyone reads it."),
    ),
    "step_drop": Act(
        forms.TakeUpForm,
        lambda page, form, said: beside.drop_step(step=page.step(form.data.get("key", "")), **said),
        "beside",
        _("The step is taken out."),
    ),
}
#: Acts of the panel in the order of the page, under what stands above them; those beside stand where they belong.
GROUPS = (
    (_("Work on it"), ("news", "nothing", "term", "change_assigned", "plan", "control", "take_up")),
    (_("Whose it is, and how it ends"), ("hand", "close", "reopen")),
    (_("Texts and facts"), ("correct", "hide")),
)
