"""What receivers of documents choose and write."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.deadlines.queries.evidence_asked import period_words
from portal.deadlines.queries.sending_received import Options, Sought
from portal.deadlines.queries.words import in_words
from portal.kit import forms
from portal.law import registry

_ANY = pgettext_lazy("filter", "Any")
_UNKNOWN = {"invalid_choice": _("There is no such choice. Choose one from the list.")}


class ReceivedForm(forms.Form):
    """The filter of the inbox. Nothing is required; what is not there finds nothing and is said at its field."""

    duty = forms.ChoiceField(required=False, label=pgettext_lazy("filter", "Duty"), error_messages=_UNKNOWN)
    period = forms.ChoiceField(required=False, label=pgettext_lazy("filter", "Period"), error_messages=_UNKNOWN)
    sender = forms.ChoiceField(required=False, label=pgettext_lazy("filter", "Sender"), error_messages=_UNKNOWN)

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("duty", [(key, in_words(registry.duty(key).title)) for key in options.duties])
        self._offer("period", [(key, period_words(key)) for key in options.periods])
        self._offer("sender", [(body.slug, body.plain) for body in options.senders])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _ANY), *choices]

    def sought(self) -> Sought:
        """What was chosen. Only of a valid form."""
        chosen = self.cleaned_data
        return Sought(duty=chosen["duty"], period_key=chosen["period"], sender=chosen["sender"])


class ReturnForm(forms.Form):
    """Why a document is returned to its sender."""

    reason = forms.CharField(
        label=_("Why it is returned"),
        help_text=_("The sender reads it and corrects the document. It is kept in the history: do not name people."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
