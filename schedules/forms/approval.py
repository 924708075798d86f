"""Sending the schedule; approving by an act, or returning: what the decisions of the Government and of a head share."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kit import forms
from portal.kit.fields import DateTextField


class ApprovalForm(forms.Form):
    """Each decision adds its choice, its act with number, date and scan, and its comment, in its own words."""

    APPROVE, RETURN = "approve", "return"
    #: The box which confirms that the act is older than what it approves.
    EARLY: ClassVar[str]

    late_reason = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Why the approval is late"),
        help_text=_("Needed to approve. It is shown to everyone with the record of the deadline. Do not name people."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = (
        "version",
        "decision",
        "act_number",
        "act_on",
        "act_scan",
        "act_precedes_sending",
        "act_precedes_filing",
        "late_reason",
        "comment",
    )

    def __init__(self, *args: Any, is_late: bool, sent_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]
        if not self._asks_about_early_act(sent_on):
            del self.fields[self.EARLY]
        approving = forms.ShownFor("decision", (self.APPROVE,), is_needed=True)
        asked = dict.fromkeys(("act_number", "act_on", self.EARLY, "late_reason"), approving)
        forms.show_for(self, {**asked, "act_scan": approving._replace(is_needed=False)})

    def _asks_about_early_act(self, sent_on: date | None) -> bool:
        """The box appears once a date before the sending was typed, beside the question about it."""
        if not self.is_bound or sent_on is None:
            return False
        try:
            typed = self.fields["act_on"].clean(self.data.get("act_on", ""))
        except forms.ValidationError:
            return False
        return typed is not None and typed < sent_on

    @property
    def act(self) -> dict[str, Any]:
        """Arguments of the approval."""
        data = self.cleaned_data
        return {
            "act_number": data["act_number"],
            "act_on": data["act_on"],
            "act_scan": data.get("act_scan"),
            self.EARLY: data.get(self.EARLY, False),
            "late_reason": data.get("late_reason", ""),
        }


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
