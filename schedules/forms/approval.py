"""Sending the schedule, and the Government's decision."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kit import forms
from portal.kit.fields import DateTextField
from schedules.forms.approval import ApprovalForm

from portal.kit import forms


class SendForm(forms.Form):
    """Sending to the Government. Reasons are asked for only when they are needed."""

    quarter_reason = forms.CharField(
        max_length=2000,
        label=_("Why the schedule is sent with a quarter missing"),
        help_text=_("The Government sees it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    late_reason = forms.CharField(
        max_length=1000,
        label=_("Why the schedule is sent late"),
        help_text=_("It is shown to everyone with the record of the deadline. Do not name people."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, has_gaps: bool, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_gaps:
            del self.fields["quarter_reason"]
        if not is_late:
            del self.fields["late_reason"]


class DecisionForm(ApprovalForm):
    """The Government's decision: approve with the act's number and date, or return with a comment."""

    EARLY = "act_precedes_sending"

    decision = forms.ChoiceField(
        label=_("Decision of the Government"),
        widget=forms.RadioSelect,
        choices=[
            (ApprovalForm.APPROVE, pgettext_lazy("decision on the schedule", "Approve")),
            (ApprovalForm.RETURN, pgettext_lazy("decision on the schedule", "Return for revision")),
        ],
    )
    act_number = forms.CharField(
        required=False, max_length=40, label=_("Number of the act"), help_text=_("Needed to approve.")
    )
    act_on = DateTextField(required=False, label=_("Date of the act"))
    act_scan = forms.FileField(
        required=False,
        label=_("Scan of the act"),
        help_text=_("PDF, up to 20 MB. It becomes public with the schedule."),
    )
    act_precedes_sending = forms.BooleanField(
        required=False, label=_("The date is right: the act was signed before the draft was sent on the portal")
    )
    comment = forms.CharField(
        required=False,
        max_length=2000,
        label=_("What has to be revised"),
        help_text=_("Needed to return. The authorised body sees it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == self.APPROVE and not data.get("act_on") and "act_on" not in self.errors:
            self.add_error("act_on", _("Write the date of the act."))
        return data
