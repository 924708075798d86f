"""What readers of the chain and of the history choose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.audit.choices import Kind, Operation
from portal.kit.fields import DateTextField
from portal.overview.queries.chain import Asked
from portal.overview.queries.history import Wanted, table_choices


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


_NO_SUCH_CHOICE = {"invalid_choice": _("There is no such choice. Choose one from the list.")}
#: The largest number a record can have.
_LAST_ID = 2**63 - 1


class HistoryForm(forms.Form):
    """The filter of the history; nothing is required."""

    table = forms.ChoiceField(
        required=False, label=pgettext_lazy("filter", "Records of"), error_messages=_NO_SUCH_CHOICE
    )
    row = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=_LAST_ID,
        label=pgettext_lazy("filter", "Number of the record"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Write the number in digits."),
            "min_value": _("Write the number in digits."),
            "max_value": _("Write the number in digits."),
        },
    )
    person = forms.CharField(required=False, max_length=200, label=pgettext_lazy("filter", "By whom"), strip=True)
    operation = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("filter", "What was done"),
        choices=[("", pgettext_lazy("filter", "Any")), *Operation.choices],
        error_messages=_NO_SUCH_CHOICE,
    )
    first = DateTextField(required=False, label=pgettext_lazy("filter", "From day"))
    last = DateTextField(required=False, label=pgettext_lazy("filter", "To day"))
    # Behind the name of a person in a row: everything of the same person.
    user = forms.IntegerField(required=False, min_value=1, max_value=_LAST_ID, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        table = self.fields["table"]
        assert isinstance(table, forms.ChoiceField)
        table.choices = [("", pgettext_lazy("filter", "Any")), *table_choices(people=people)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The end must not be before the beginning."))
        if cleaned.get("row") and not cleaned.get("table"):
            self.add_error("table", _("Choose what the number belongs to."))
        return cleaned

    def wanted(self) -> Wanted:
        """What was chosen. Only of a valid form."""
        return Wanted(**self.cleaned_data)
