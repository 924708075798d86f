"""What readers of the search, of the chain, of the history and of the control desk choose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.audit.choices import Kind, Operation
from portal.kernel.periods import Period
from portal.kit import formats, forms
from portal.kit.fields import DateTextField
from portal.law import registry
from portal.overview.queries.chain import Asked
from portal.overview.queries.control import Group
from portal.overview.queries.history import Wanted, table_choices
from portal.overview.queries.rehearsing import LONGEST_DAYS, days_between
from portal.overview.queries.summary import is_made

#: Of what somebody looks for; the rest would only cost time.
LONGEST_SEARCH = 100


class SearchForm(forms.Form):
    """The one box."""

    q = forms.CharField(
        label=_("Place, body, topic or number"),
        max_length=LONGEST_SEARCH,
        error_messages={"required": _("Write what you look for, or a number.")},
        widget=forms.TextInput(attrs={"type": "search"}),
    )


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


class RangeForm(forms.Form):
    """From which day to which the sweeps are rehearsed. Read from the address as `from` and `to`."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["from"] = DateTextField(label=pgettext_lazy("filter", "From day"))
        self.fields["to"] = DateTextField(label=pgettext_lazy("filter", "To day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and first < self._today:
            self.add_error("from", _("What is past is on the record; a rehearsal begins today or later."))
        elif first and last and last < first:
            self.add_error("to", _("The end must not be before the beginning."))
        elif first and last and days_between(first, last) > LONGEST_DAYS:
            self.add_error("to", _("A trial run covers a year at most."))
        return cleaned

    @property
    def first(self) -> date:
        found: date = self.cleaned_data["from"]
        return found

    @property
    def last(self) -> date:
        found: date = self.cleaned_data["to"]
        return found


class SummaryForm(forms.Form):
    """Which half-year is summed up, as which file, in which language."""

    half = forms.ChoiceField(label=_("Half-year"), error_messages=_NO_SUCH_CHOICE)
    ending = forms.ChoiceField(
        label=pgettext_lazy("summary", "File"),
        widget=forms.RadioSelect,
        choices=[
            ("docx", pgettext_lazy("summary", "DOCX, to work on")),
            ("pdf", pgettext_lazy("summary", "PDF, to print")),
            ("xlsx", pgettext_lazy("summary", "XLSX, with all the numbers")),
        ],
        initial="docx",
        error_messages=_NO_SUCH_CHOICE,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        widget=forms.RadioSelect,
        choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
        help_text=_("Official texts are in Kazakh and in Russian; there is a workbook in English too."),
        error_messages=_NO_SUCH_CHOICE,
    )

    def __init__(self, *args: Any, halves: Iterable[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        half = self.fields["half"]
        assert isinstance(half, forms.ChoiceField)
        half.choices = [(period.key, formats.period_name(period)) for period in halves]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ending, language = cleaned.get("ending"), cleaned.get("language")
        if ending and language and not is_made(ending, language):
            self.add_error("language", _("There is no official text in English. Choose the workbook, or a language."))
        return cleaned


class GroupForm(forms.Form):
    """What is to be reminded of: read from the address, and sent again by the button."""

    duty = forms.ChoiceField(widget=forms.HiddenInput)
    period = forms.CharField(max_length=8, widget=forms.HiddenInput)
    due = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        duty = self.fields["duty"]
        assert isinstance(duty, forms.ChoiceField)
        duty.choices = [(key, key) for key in registry.KEYS]

    def group(self) -> Group:
        """Only of a valid form."""
        chosen = self.cleaned_data
        return Group(chosen["duty"], chosen["period"], chosen["due"])
