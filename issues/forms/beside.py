"""What is typed of hand-overs, of bodies beside the holder, of steps and of sessions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.forms.working import ActForm, reason
from issues.models import Issue, Laid
from issues.services.beside import LONGEST_STEP
from issues.services.words import LONGEST_POSITION, LONGEST_WHY
from portal.bodies.models import Body
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import choices_of
from portal.kit.named import NamedField, Names, named

_NAME = _("Begin to write its name; it is offered as you write.")


class HandForm(ActForm):
    to_body = NamedField(label=_("To which body"), help_text=_NAME)
    why_kk, why_ru = reason(_("Why it is theirs, in Kazakh"), _("Why it is theirs, in Russian"), max_length=LONGEST_WHY)

    def __init__(self, data: Any = None, files: Any = None, *, issue: Issue, names: Names, **begun: Any) -> None:
        super().__init__(data, files, issue=issue, **begun)
        named(self, "to_body").offer(names)


class AcceptForm(ActForm):
    position_kk, position_ru = in_both(
        _("Who exactly: the office, in Kazakh"),
        _("Who exactly: the office, in Russian"),
        required=False,
        max_length=LONGEST_POSITION,
        help_text=_("An office, no person."),
    )

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}


class ReturnForm(ActForm):
    reason_kk, reason_ru = reason(
        _("Why you do not take it, in Kazakh"), _("Why you do not take it, in Russian"), max_length=LONGEST_WHY
    )

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}


class CoExecutorForm(ActForm):
    body = NamedField(label=_("Body that works beside"), help_text=_NAME)

    def __init__(self, data: Any = None, files: Any = None, *, issue: Issue, names: Names, **begun: Any) -> None:
        super().__init__(data, files, issue=issue, **begun)
        named(self, "body").offer(names)


class StepForm(ActForm):
    text_kk, text_ru = in_both(
        _("Step, in Kazakh"), _("Step, in Russian"), max_length=LONGEST_STEP, help_text=_("Everyone reads it.")
    )
    due_on = DateTextField(label=_("Until when"))

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}


class LayForm(ActForm):
    maslikhat = forms.ChoiceField(label=_("Maslikhat"))
    session_on = DateTextField(label=_("Day of the session"))
    note_kk, note_ru = reason(
        _("What is asked of it, in Kazakh"),
        _("What is asked of it, in Russian"),
        required=False,
        max_length=LONGEST_WHY,
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, issue: Issue, maslikhats: list[Body], **begun: Any
    ) -> None:
        self.maslikhats = {str(body.pk): body for body in maslikhats}
        super().__init__(data, files, issue=issue, **begun)
        choices_of(self, "maslikhat").choices = [(key, body.name) for key, body in self.maslikhats.items()]

    def said(self) -> dict[str, Any]:
        typed = super().said()
        return {**typed, "maslikhat": self.maslikhats[typed["maslikhat"]]}


class DecideForm(ActForm):
    laid = forms.ChoiceField(label=_("Session"))
    decided_on = DateTextField(label=_("Day of the decision"))
    decision_kk, decision_ru = reason(
        _("What was decided, in Kazakh"), _("What was decided, in Russian"), max_length=LONGEST_WHY
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, issue: Issue, undecided: list[Laid], **begun: Any
    ) -> None:
        self.undecided = {str(laid.pk): laid for laid in undecided}
        super().__init__(data, files, issue=issue, **begun)
        choices_of(self, "laid").choices = [
            (key, f"{laid.maslikhat.name}, {laid.session_on:%d.%m.%Y}") for key, laid in self.undecided.items()
        ]

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}

    def said(self) -> dict[str, Any]:
        typed = super().said()
        return {**typed, "laid": self.undecided[typed["laid"]]}
