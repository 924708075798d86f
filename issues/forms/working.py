"""What the holder types of one issue: who answers until when, what is new, how it is closed or opened again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.choices import Competence, Risk
from issues.models import LONGEST_MEASURE, LONGEST_TEXT, LONGEST_TITLE, Issue, IssueTopic
from issues.services.closing import CLOSINGS
from issues.services.words import LONGEST_INTERNAL, LONGEST_NOTE, LONGEST_POSITION
from issues.services.working import Assignment, Facts
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import choices_of
from portal.kit.named import NamedField, Names, named

NO_PEOPLE = _("No names, no telephones, no addresses of private people.")
_TERM = pgettext_lazy("issue", "Term")
#: No more people than live in the country.
_MOST_AFFECTED = 25_000_000


class ActForm(forms.Form):
    """An act upon one issue; `version` is what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, issue: Issue, **begun: Any) -> None:
        self.issue = issue
        super().__init__(data, files, initial={"version": issue.version, **self.of(issue), **begun}, auto_id=self.ids())

    @classmethod
    def ids(cls) -> str:
        """Forms stand beside each other on one page: each has ids of its own."""
        return f"{cls.__name__.removesuffix('Form').lower()}_%s"

    def of(self, issue: Issue) -> dict[str, Any]:
        """What stands there already."""
        return {name: getattr(issue, name) for name in self.base_fields if name != "version" and hasattr(issue, name)}

    def said(self) -> dict[str, Any]:
        """What was typed, as the service asks for it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def reason(kk: Any, ru: Any, **options: Any) -> Any:
    return in_both(kk, ru, **{"lines": 3, "help_text": NO_PEOPLE, "max_length": LONGEST_NOTE, **options})


class AssignForm(ActForm):
    """Once there is a term it is not asked for here: it changes apart, with a reason."""

    position_kk, position_ru = in_both(
        _("Who exactly: the office, in Kazakh"),
        _("Who exactly: the office, in Russian"),
        required=False,
        max_length=LONGEST_POSITION,
        help_text=_("An office, no person."),
    )
    measure_kk, measure_ru = in_both(
        _("What is done, in Kazakh"),
        _("What is done, in Russian"),
        required=False,
        lines=2,
        max_length=LONGEST_MEASURE,
        help_text=NO_PEOPLE,
    )
    due_on = DateTextField(label=_TERM)
    instruction_kk, instruction_ru = in_both(
        _("Written instruction, in Kazakh"),
        _("Written instruction, in Russian"),
        required=False,
        lines=2,
        max_length=LONGEST_MEASURE,
        help_text=_("For offices alone."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, issue: Issue, **begun: Any) -> None:
        super().__init__(data, files, issue=issue, **begun)
        if issue.due_on is not None:
            del self.fields["due_on"]

    def said(self) -> dict[str, Any]:
        return {"assignment": Assignment(**super().said())}


class TermForm(ActForm):
    due_on = DateTextField(label=_("New term"))
    reason_kk, reason_ru = reason(_("Why the term changes, in Kazakh"), _("Why the term changes, in Russian"))

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}


class NewsForm(ActForm):
    note_kk, note_ru = in_both(
        _("What is new, in Kazakh"),
        _("What is new, in Russian"),
        lines=3,
        max_length=LONGEST_NOTE,
        help_text=NO_PEOPLE,
    )
    internal = forms.CharField(
        label=_("For offices alone"),
        required=False,
        max_length=LONGEST_INTERNAL,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}


class InnerForm(ActForm):
    """A note that nobody outside reads."""

    internal = forms.CharField(
        label=_("For offices alone"),
        max_length=LONGEST_INTERNAL,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}


class NothingForm(ActForm):
    reason_kk, reason_ru = reason(_("Why there is nothing new, in Kazakh"), _("Why there is nothing new, in Russian"))

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}


class PlanForm(ActForm):
    year = forms.IntegerField(label=_("Year of the plan"))
    note_kk, note_ru = reason(_("Which plan, in Kazakh"), _("Which plan, in Russian"), required=False, lines=2)

    def of(self, issue: Issue) -> dict[str, Any]:
        return {"year": issue.plan_year}


class ControlForm(ActForm):
    level = forms.ChoiceField(label=_("Which level can solve it"), choices=Competence, widget=forms.RadioSelect)
    note_kk, note_ru = reason(_("Why, in Kazakh"), _("Why, in Russian"), required=False)


class TakeUpForm(ActForm):
    """Nothing is typed."""


class CloseForm(ActForm):
    """Four ways to close an issue without a solution."""

    how = forms.ChoiceField(
        label=_("Why it is closed without a solution"),
        choices=[(str(verb), verb.label) for verb in CLOSINGS],
        widget=forms.RadioSelect,
        help_text=_("None of these is ever counted as solved."),
    )
    reason_kk, reason_ru = reason(
        _("What everyone reads of the reason, in Kazakh"), _("What everyone reads of the reason, in Russian")
    )

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}


class ReopenForm(ActForm):
    reason_kk, reason_ru = reason(_("Why it is opened again, in Kazakh"), _("Why it is opened again, in Russian"))

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}


class CorrectForm(ActForm):
    """Texts for everybody, what was said, and what is known of it. While people answer a claim (`is_asked`) texts and
    topic are not offered; whoever had them open already is told, and keeps what was typed.
    """

    title_kk, title_ru = in_both(
        _("Title for everyone, in Kazakh"),
        _("Title for everyone, in Russian"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=NO_PEOPLE,
    )
    text_kk, text_ru = in_both(
        _("Text for everyone, in Kazakh"),
        _("Text for everyone, in Russian"),
        required=False,
        lines=4,
        max_length=LONGEST_TEXT,
    )
    internal = forms.CharField(
        label=_("As it was said, for offices alone"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    topic = forms.ChoiceField(label=_("Topic"))
    competence = forms.ChoiceField(label=_("Competence"), choices=Competence)
    affected = forms.IntegerField(
        label=_("How many people it concerns"), required=False, min_value=0, max_value=_MOST_AFFECTED
    )
    risk = forms.ChoiceField(label=_("Risk"), choices=Risk, required=False)

    _TEXTS = ("title_kk", "title_ru", "text_kk", "text_ru")

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        issue: Issue,
        topics: list[IssueTopic],
        is_asked: bool,
        **begun: Any,
    ) -> None:
        self.topics = {str(topic.pk): topic for topic in topics}
        super().__init__(data, files, issue=issue, topic=str(issue.topic_id), **begun)
        choices_of(self, "topic").choices = [(key, topic_label(topic)) for key, topic in self.topics.items()]
        # What was not offered is not sent either, and stays as it is.
        if is_asked if data is None else self._TEXTS[0] not in data:
            for name in (*self._TEXTS, "topic"):
                del self.fields[name]

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        texts = {name: typed[name] for name in self._TEXTS if name in typed}
        facts = Facts(
            topic=self.topics[typed["topic"]] if "topic" in typed else None,
            competence=typed["competence"],
            affected=typed["affected"],
            risk=typed["risk"],
        )
        return {"texts": texts, "internal": typed["internal"], "facts": facts}


class PlaceForm(ActForm):
    """Begins with the place that is written."""

    territory = NamedField(
        label=pgettext_lazy("issue", "Place"),
        help_text=_("Inside the territory of your body. The number of the issue stays."),
    )
    reason_kk, reason_ru = reason(_("Why it is corrected, in Kazakh"), _("Why it is corrected, in Russian"))

    def __init__(self, data: Any = None, files: Any = None, *, issue: Issue, places: Names, **begun: Any) -> None:
        super().__init__(data, files, issue=issue, **begun)
        named(self, "territory").offer(places)

    def of(self, issue: Issue) -> dict[str, Any]:
        return {"territory": issue.territory}


class HideForm(ActForm):
    why = forms.CharField(
        label=_("Why nobody may read it"),
        max_length=LONGEST_INTERNAL,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("For offices alone. Do not repeat the words that must not be read."),
    )


def topic_label(topic: IssueTopic) -> str:
    """A branch with its root before it."""
    return f"{topic.parent} – {topic}" if topic.parent is not None else str(topic)
