"""What a meeting is and who is to take part, as its body types it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.choices import Attendee
from meetings.models import Meeting, MeetingEvent
from portal.bodies.choices import Post
from portal.kit import forms
from portal.kit.fields import in_both
from portal.kit.texts import longest


class DescribeForm(forms.Form):
    """Everything here becomes public."""

    is_report = forms.BooleanField(
        label=_("It is the report to the population"),
        required=False,
        help_text=_("Ministers and akims report once a year. Only of a first head."),
    )
    required = forms.MultipleChoiceField(
        label=_("Who is to take part"), choices=Attendee, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason_kk, reason_ru = in_both(
        _("Reason, in Kazakh"),
        _("Reason, in Russian"),
        max_length=longest(MeetingEvent, "reason"),
        help_text=_("It is shown to everyone."),
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any, *, meeting: Meeting) -> None:
        stands = {"is_report": meeting.is_report, "required": meeting.required, "sequence": meeting.sequence}
        super().__init__(data, initial=stands)
        if meeting.official.post != Post.FIRST_HEAD:
            del self.fields["is_report"]

    def said(self) -> dict[str, Any]:
        """Arguments of the service."""
        typed = dict(self.cleaned_data)
        sequence = typed.pop("sequence")
        return {"is_report": False, **typed, "expected_sequence": sequence}
