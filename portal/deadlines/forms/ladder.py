"""Days of reminders, and which copies a person wants."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kit import forms
from portal.kit.fields import DateTextField

_SEPARATORS = re.compile(r"[,;\s]+")
_DIGITS = 3
_TEXT = {"autocomplete": "off", "maxlength": 200}


class DaysField(forms.Field):
    """Whole numbers of days between commas, as people write a list: "30, 14, 7"."""

    default_error_messages = {
        "not_days": _("Write whole numbers of days between commas, for example 30, 14, 7. Not understood: %(value)s."),
    }

    def __init__(self, *, smallest: int, **options: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs=_TEXT), **options)
        self.smallest = smallest

    def to_python(self, value: Any) -> list[int]:
        days = []
        for part in filter(None, _SEPARATORS.split(str(value or "").strip())):
            is_number = part.isascii() and part.isdigit() and len(part) <= _DIGITS
            if not is_number or int(part) < self.smallest:
                raise forms.ValidationError(self.error_messages["not_days"], code="not_days", params={"value": part})
            days.append(int(part))
        return days


class LadderForm(forms.Form):
    """Reminders of one duty. The day to try is only for the preview."""

    before = DaysField(
        label=_("Days before the last day"),
        help_text=_("Numbers between commas; 0 is the last day itself. A day off gives way to the working day before."),
        smallest=0,
    )
    after = DaysField(
        label=_("Days after the last day"),
        help_text=_(
            "1 and 2 tell the body itself, 3 to 6 the akimat above or the authorised body, 7 and more the overseers."
        ),
        smallest=1,
    )
    day = DateTextField(label=_("Last day to try it with"), required=False)

    def rungs(self) -> tuple[int, ...]:
        """Of a valid form."""
        return (*self.cleaned_data["before"], *(-days for days in self.cleaned_data["after"]))


class CopiesForm(forms.Form):
    """Which copies a person wants: all, none, or about the duties ticked. Own duties are no matter of choice."""

    ALL, CHOSEN, NONE = "all", "chosen", "none"

    wish = forms.ChoiceField(
        label=_("Copies"),
        choices=[
            (ALL, pgettext_lazy("copies", "All")),
            (CHOSEN, pgettext_lazy("copies", "Only about the duties ticked below")),
            (NONE, pgettext_lazy("copies", "None")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        groups: Iterable[tuple[str, list[tuple[str, str]]]],
        given_up: frozenset[str] = frozenset(),
        **options: Any,
    ) -> None:
        offered = list(groups)
        self._keys = [key for _act, duties in offered for key, _title in duties]
        wish = self.NONE if "" in given_up else self.CHOSEN if given_up else self.ALL
        wanted = [key for key in self._keys if key not in given_up]
        super().__init__(*args, **options)
        self.initial = {"wish": wish, "duties": wanted}
        self.fields["duties"] = forms.MultipleChoiceField(
            label=_("Duties"), required=False, choices=offered, widget=forms.CheckboxSelectMultiple
        )

    def given_up(self) -> set[str]:
        """Of a valid form."""
        wish, wanted = self.cleaned_data["wish"], set(self.cleaned_data["duties"])
        if wish == self.ALL:
            return set()
        unwanted = {key for key in self._keys if key not in wanted}
        return unwanted | {""} if wish == self.NONE else unwanted
