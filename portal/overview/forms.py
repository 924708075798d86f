"""What readers of the chain choose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.audit.choices import Kind
from portal.kit.fields import DateTextField
from portal.overview.queries.chain import Asked


class ChainForm(forms.Form):
    """The filter of the chain; nothing is required."""

    kind = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("filter", "What happened"),
        choices=[("", pgettext_lazy("filter", "Any")), *Kind.choices],
        error_messages={"invalid_choice": _("There is no such choice. Choose one from the list.")},
    )
    first = DateTextField(required=False, label=pgettext_lazy("filter", "From day"))
    last = DateTextField(required=False, label=pgettext_lazy("filter", "To day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The end must not be before the beginning."))
        return cleaned

    def asked(self) -> Asked:
        """What was chosen. Only of a valid form."""
        chosen = self.cleaned_data
        return Asked(kind=chosen["kind"], first=chosen["first"], last=chosen["last"])
