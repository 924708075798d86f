"""What administrators type of a topic of issues."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.models import IssueTopic
from portal.kit import forms
from portal.kit.forms import rows_of
from portal.kit.texts import longest

_NAMES = ("name_kk", "name_ru", "name_en")


class BranchForm(forms.Form):
    """Names in three languages."""

    name_kk = forms.CharField(
        label=_("Name in Kazakh"), max_length=longest(IssueTopic, "name"), widget=forms.TextInput({"lang": "kk"})
    )
    name_ru = forms.CharField(
        label=_("Name in Russian"), max_length=longest(IssueTopic, "name"), widget=forms.TextInput({"lang": "ru"})
    )
    name_en = forms.CharField(
        label=_("Name in English"), max_length=longest(IssueTopic, "name"), widget=forms.TextInput({"lang": "en"})
    )

    use_required_attribute = False

    def names(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in _NAMES}


class NewBranchForm(BranchForm):
    root = forms.ModelChoiceField(IssueTopic.objects.none(), label=_("Under which topic"))
    slug = forms.CharField(
        label=_("Word in addresses"),
        required=False,
        max_length=40,
        help_text=_("Small Latin letters; for ever. Left empty it is made of the English name."),
    )

    field_order = ("root",)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        rows_of(self, "root").queryset = IssueTopic.objects.roots()
