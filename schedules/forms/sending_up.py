"""Sending a calendar, and all calendars, on: a reason is asked for when it is late."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kit import forms


class SendUpForm(forms.Form):
    late_reason = forms.CharField(
        max_length=1000,
        required=False,
        label=_("Why it is sent late"),
        help_text=_("It is shown to everyone with the record of the deadline. Do not name people."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    use_required_attribute = False

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]

    @property
    def late_reason_given(self) -> str:
        said: str = self.cleaned_data.get("late_reason", "")
        return said
