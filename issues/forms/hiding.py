"""Which words of a hidden issue go for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from issues.forms.working import ActForm
from issues.models import Issue
from issues.queries.taking_away import Said
from portal.kit import forms
from portal.kit.forms import choices_of


class TakeAwayForm(ActForm):
    """All words that stand there, each with where it does; what is not ticked is read again."""

    words = forms.MultipleChoiceField(
        label=_("Words that go for good"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Title and text go in any case. Tick whatever else belongs to one person alone: what is not ticked, "
            "everyone reads again."
        ),
        error_messages={"invalid_choice": _("Choose of the words that stand there now.")},
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, issue: Issue, standing: Sequence[Said], **begun: Any
    ) -> None:
        super().__init__(data, files, issue=issue, **begun)
        if standing:
            choices_of(self, "words").choices = [(said.key, _in_all(said)) for said in standing]
        else:
            del self.fields["words"]


def _in_all(said: Said) -> SafeString:
    """In each language it is written in: a name may stand in one of them alone."""
    written = [(language, text) for language, text in said.words.items() if text]
    words = format_html_join(" / ", '<span lang="{}">{}</span>', written)
    return format_html("{}: {}", said.label, words)
