"""What of the list somebody wants to see, and what the ticked issues get."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.choices import State
from issues.forms.working import NO_PEOPLE, topic_label
from issues.models import NUMBER, IssueTopic
from issues.queries.office import SCOPES, Asked, Scope, Tab
from issues.services.words import LONGEST_NOTE
from portal.bodies.models import Territory
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import ShownFor, choices_of, show_for

NEWS, NOTHING, TERM = "news", "nothing", "term"
_KEY = re.compile(rf"{NUMBER}:[0-9]{{1,9}}", re.ASCII)


class ListForm(forms.Form):
    """What is not understood asks for nothing: the list is shown whole."""

    q = forms.CharField(label=_("Number or words of the title"), required=False, max_length=60)
    scope = forms.ChoiceField(label=_("Whose issues"), required=False, choices=SCOPES.items())
    state = forms.ChoiceField(label=_("State"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, data: Any, *, topics: list[IssueTopic], regions: list[Territory], usual: Scope) -> None:
        """`usual` is whose issues are meant where nothing is said; who has none of their own is not asked."""
        super().__init__(data)
        self.usual = usual
        everything = ("", pgettext_lazy("all of a list", "all"))
        choices_of(self, "state").choices = [everything, *State.choices]
        choices_of(self, "topic").choices = [everything, *((str(topic.pk), topic_label(topic)) for topic in topics)]
        choices_of(self, "region").choices = [everything, *((str(each.pk), each.name) for each in regions)]
        if usual == Scope.READ:
            del self.fields["scope"]
        if not regions:
            del self.fields["region"]
        self.is_valid()

    def asked(self, tab: Tab) -> Asked:
        typed = self.cleaned_data
        return Asked(
            tab=tab,
            scope=Scope(typed.get("scope") or self.usual),
            words=typed.get("q", "").strip(),
            state=typed.get("state", ""),
            topic=int(typed["topic"]) if typed.get("topic") else None,
            region=int(typed["region"]) if typed.get("region") else None,
        )


class ManyForm(forms.Form):
    """The same for all issues that are ticked; a tick carries the number and the version that was read."""

    what = forms.ChoiceField(
        label=_("What the ticked issues get"),
        widget=forms.RadioSelect,
        choices=[
            (NEWS, _("the same news")),
            (NOTHING, _("“nothing new”, with one reason")),
            (TERM, _("the same new term, with one reason")),
        ],
    )
    due_on = DateTextField(label=_("New term"), required=False)
    words_kk, words_ru = in_both(
        _("News or reason, in Kazakh"),
        _("News or reason, in Russian"),
        required=False,
        lines=2,
        max_length=LONGEST_NOTE,
        help_text=NO_PEOPLE,
    )
    numbers = forms.TypedMultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="many_%s")
        ticked = data.getlist("numbers") if data is not None else []
        choices_of(self, "numbers").choices = [(each, each) for each in ticked if _is_key(each)]
        show_for(self, {"due_on": ShownFor("what", (TERM,), is_needed=True)})

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("what") == TERM and not typed.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Say until when it is to be done."))
        return typed

    def versions(self) -> dict[str, int]:
        pairs = (each.split(":") for each in self.cleaned_data["numbers"])
        return {number: int(version) for number, version in pairs}


def _is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None
