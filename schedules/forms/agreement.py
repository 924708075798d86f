"""Agreement on the draft schedule: answers, remarks, taking it back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kit import forms
from portal.kit.forms import choices_of


class SlotForm(forms.Form):
    """What a ministry says to the draft schedule."""

    AGREE, REMARKS = "agree", "remarks"

    _CHOICES = (
        (AGREE, pgettext_lazy("answer on the draft schedule", "Agreed")),
        (REMARKS, pgettext_lazy("answer on the draft schedule", "There are remarks")),
    )

    decision = forms.ChoiceField(label=_("Answer of the ministry"), widget=forms.RadioSelect, choices=_CHOICES)
    remarks = forms.CharField(
        required=False,
        max_length=4000,
        label=_("Remarks"),
        help_text=_("Name the meeting and what should change."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, can_agree: bool, can_give_remarks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = {self.AGREE: can_agree, self.REMARKS: can_give_remarks}
        choices = [(value, label) for value, label in self._CHOICES if allowed[value]]
        choices_of(self, "decision").choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == self.AGREE and data.get("remarks", "").strip():
            self.add_error("decision", _("You have written remarks. Choose “There are remarks”, or clear them."))
        return data


class AnswerForm(forms.Form):
    answer = forms.CharField(
        max_length=4000,
        label=_("Answer to the remarks"),
        help_text=_("Why they are not taken up. The ministry and the Government see it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReopenForm(forms.Form):
    comment = forms.CharField(
        max_length=2000,
        label=_("Why the schedule is taken back to draft"),
        help_text=_("Every ministry that was asked is told."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
