"""Approving by an act, or returning: what the decisions of the Government and of a head of a ministry share."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


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
