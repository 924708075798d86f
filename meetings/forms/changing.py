"""Another time of a meeting, its cancellation, or that it takes place after all; and why a channel is left out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.forms.moving_inside_approved import ClockField, DaysField
from meetings.models import Meeting, MeetingEvent
from meetings.rules import Wanted
from portal.kit import formats, forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.texts import longest


class ChangeForm(forms.Form):
    """Why; that alone cancels a meeting, or lets it stand again."""

    reason_kk, reason_ru = in_both(
        _("Reason, in Kazakh"),
        _("Reason, in Russian"),
        max_length=longest(MeetingEvent, "reason"),
        help_text=_("It is shown to everyone and stands in the letters."),
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any, *, meeting: Meeting, is_off: bool = False) -> None:
        super().__init__(data, initial={"sequence": meeting.sequence, **self.now(meeting)})
        self.is_off = is_off

    def now(self, meeting: Meeting) -> dict[str, Any]:
        return {}

    def wanted(self) -> Wanted:
        typed = dict(self.cleaned_data)
        typed.pop("sequence")
        days = tuple(day for day in (typed.pop("day", None), *typed.pop("more_days", ())) if day is not None)
        return Wanted(**typed, days=days, is_off=self.is_off)


class MoveForm(ChangeForm):
    """Another day, or another hour."""

    day = DateTextField(label=pgettext_lazy("of a meeting", "New day"))
    start_time = ClockField(
        required=False,
        label=pgettext_lazy("of a meeting", "Beginning"),
        help_text=_("Kazakhstan time, for example 09:00. It may be set later."),
    )
    more_days = DaysField()

    field_order = ("day", "start_time", "more_days", "reason_kk", "reason_ru", "sequence")

    def now(self, meeting: Meeting) -> dict[str, Any]:
        later = ", ".join(formats.day_digits(day) for day in meeting.more_days)
        return {"start_time": meeting.start_time, "more_days": later}


class LeaveChannelForm(forms.Form):
    """Why people are not told of a change in a channel where they were told of the meeting."""

    channel = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why people are not told there"), max_length=300)

    use_required_attribute = False
