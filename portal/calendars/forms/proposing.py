"""On which days and at what time akims are proposed to meet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.calendars.rules.proposing import Days
from portal.kit import forms


class ProposeForm(forms.Form):
    days = forms.ChoiceField(
        label=_("Days"),
        choices=[(Days.WORKING.value, _("Working days")), (Days.OFF.value, _("Days off"))],
        widget=forms.RadioSelect,
        initial=Days.WORKING.value,
    )
    begins = forms.TimeField(
        label=_("Begins at"),
        required=False,
        help_text=_("For example 18:30, when people are home from work. Leave empty to set it later."),
    )
