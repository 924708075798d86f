"""Acts of the page of one issue: which form is typed, which service is called, what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from issues.forms import beside as beside_forms
from issues.forms import working as forms
from issues.forms.hiding import TakeAwayForm
from issues.forms.working import ActForm
from issues.queries import work
from issues.queries.taking_away import standing_words
from issues.services import beside, closing, handing, hiding, placing, working
from issues.views.act import Act, Do, Page, Said, on_issue


def _on_hand_over(service: Callable[..., object]) -> Do:
    def do(page: Page, form: ActForm, said: Said) -> object:
        version = form.cleaned_data["version"]
        return service(hand_over=page.hand_over(), expected_version=version, **form.said(), **said)

    return do


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


OFFICE_ACTS: dict[str, Act] = {
    "assign": Act(
        forms.AssignForm,
        on_issue(working.assign),
        "assign",
        _("Who answers and until when is set."),
        _("Set who answers and until when"),
        "person",
    ),
    "news": Act(
        forms.NewsForm,
        on_issue(working.note_news),
        "news",
        _("Written into its life."),
        _("Write what is new"),
        "plus",
    ),
    "nothing": Act(
        forms.NothingForm,
        on_issue(working.note_nothing),
        "news",
        _("Written into its life."),
        _("Say that nothing is new"),
        "dash",
    ),
    "inner": Act(
        forms.InnerForm,
        on_issue(working.note_news),
        "news",
        _("Written for offices alone."),
        _("Write a note for offices alone"),
        "lock",
    ),
    "term": Act(
        forms.TermForm,
        on_issue(working.set_term),
        "term",
        _("The term is changed; the old one stays visible."),
        _("Change the term"),
        "clock",
    ),
    "change_assigned": Act(
        forms.AssignForm,
        on_issue(working.assign),
        "change_assigned",
        _("Saved."),
        _("Change who answers, the measure, the instruction"),
        "person",
    ),
    "plan": Act(
        forms.PlanForm,
        on_issue(closing.plan),
        "plan",
        _("It stands in the plan of the year."),
        _("Put into the plan of a year"),
        "calendar",
    ),
    "control": Act(
        forms.ControlForm,
        on_issue(closing.control),
        "control",
        _("It is under control."),
        _("Put under control"),
        "eye",
    ),
    "take_up": Act(
        forms.TakeUpForm, on_issue(closing.take_up), "take_up", _("It is in work."), _("Take it into work"), "clock"
    ),
    "hand": Act(
        beside_forms.HandForm,
        on_issue(handing.hand_over),
        "hand",
        _("The receiver is asked. Until it answers you do."),
        _("Hand it over to another body"),
        "send",
        needs=lambda page: {"names": page.names(receiving=True)},
    ),
    "close": Act(
        forms.CloseForm,
        on_issue(closing.close),
        "close",
        _("It is closed without a solution."),
        _("Close it without a solution"),
        "cancelled",
        asks=_("Close this issue without a solution?"),
        follows=_("Everyone reads the reason. It is not counted as solved, and who asked for it is told."),
    ),
    "reopen": Act(
        forms.ReopenForm,
        on_issue(closing.reopen),
        "reopen",
        _("It is open again, with its old term."),
        _("Open it again"),
        "undo",
    ),
    "correct": Act(
        forms.CorrectForm,
        on_issue(working.correct),
        "correct",
        _("Corrected."),
        _("Correct texts and facts"),
        needs=lambda page: {"topics": work.topics_to_choose(page.issue), "is_asked": work.is_asked(page.issue)},
    ),
    "place": Act(
        forms.PlaceForm,
        on_issue(placing.correct_place),
        "place",
        _("The place is corrected; the one before stays in the life of the issue."),
        _("Correct the place"),
        "place",
        needs=lambda page: {"places": page.places()},
    ),
    "hide": Act(
        forms.HideForm,
        on_issue(hiding.hide_text),
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
        beside_forms.StepForm, on_issue(beside.add_step), "beside", _("The step is added."), _("Add a step"), "plus"
    ),
    "lay": Act(
        beside_forms.LayForm,
        on_issue(beside.lay),
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
        TakeAwayForm,
        on_issue(hiding.take_away_text),
        "take_away",
        _("The texts are taken away."),
        _("Take the texts away for good"),
        "trash",
        needs=lambda page: {"standing": standing_words(page.issue)},
        asks=_("Take the texts of this issue away for good?"),
        follows=_(
            "Title and text are emptied in every language and cannot be brought back, and so is what is ticked; all "
            "other words are read by everyone again. The issue itself stays."
        ),
    ),
    "show": Act(forms.TakeUpForm, on_issue(hiding.show_text), "show", _("Everyone reads it again.")),
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
    (
        _("Work on it"),
        ("claim", "unclaim", "news", "nothing", "inner", "term", "change_assigned", "plan", "control", "take_up"),
    ),
    (_("Whose it is, and how it ends"), ("hand", "close", "reopen")),
    (_("Texts and facts"), ("correct", "place", "hide")),
)
