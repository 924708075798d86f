"""Who asked, as an office writes them down, and why somebody looks at them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import Language
from portal.kit import forms
from portal.questions.choices import ReadReason
from portal.questions.forms.asking import mail_field


class AskerForm(forms.Form):
    """Somebody who agreed to be told, as the office writes them down."""

    email = mail_field(_("One letter asks to confirm it. Nobody but this office sees it."))
    name = forms.CharField(label=pgettext_lazy("person", "Name"), required=False, max_length=150)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=60)
    language = forms.ChoiceField(label=_("Language of the letters"), choices=Language)
    agreed = forms.BooleanField(
        label=_("The person agreed that the address is kept until a year after the issue is solved or closed"),
        error_messages={"required": _("Without the person's consent nothing is written down.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="asker_%s")
        self.fields["email"].required = False

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("email", "name", "phone", "language")}


class LookForm(forms.Form):
    why = forms.ChoiceField(label=_("Why you look at who asked"), choices=ReadReason, widget=forms.RadioSelect)

    use_required_attribute = False
