"""How long the talk and the questions are planned."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from portal.holding.models.account import DAY_MINUTES
from portal.kit import forms

_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}


class ProgrammeForm(forms.Form):
    talk_minutes = forms.IntegerField(
        label=pgettext_lazy("of a meeting", "Talk, minutes"),
        min_value=0,
        max_value=DAY_MINUTES,
        widget=forms.TextInput(attrs=_DIGITS),
    )
    questions_minutes = forms.IntegerField(
        label=pgettext_lazy("of a meeting", "Questions, minutes"),
        min_value=0,
        max_value=DAY_MINUTES,
        widget=forms.TextInput(attrs=_DIGITS),
    )

    use_required_attribute = False
