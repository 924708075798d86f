"""With which issue one is joined, why it stands apart again, and its place in the ranking."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from issues.forms.working import ActForm, reason
from issues.models import LONGEST_MEASURE
from issues.rules.score import MOST
from portal.kit import forms

_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 3}


class JoinForm(ActForm):
    to = forms.CharField(
        label=_("Number of the other issue"),
        max_length=17,
        help_text=_("For example KZ-43-2027-000045."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PartForm(ActForm):
    reason_kk, reason_ru = reason(
        _("Why it is another issue, in Kazakh"),
        _("Why it is another issue, in Russian"),
        max_length=LONGEST_MEASURE,
    )


class RankForm(ActForm):
    """Without a place the score counts again."""

    ranked = forms.IntegerField(
        label=_("Place set by hand"),
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs=_DIGITS),
        help_text=_("From 0 to 100, in place of the score. Left empty, the score counts again."),
    )
    ranked_why = forms.CharField(label=_("Why this place"), max_length=500, help_text=_("For offices alone."))
