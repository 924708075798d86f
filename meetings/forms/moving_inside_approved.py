"""The day of a meeting, as its body types it."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import Meeting, MeetingEvent
from portal.kit import formats, forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.texts import longest


class ClockField(forms.TimeField):
    """A time of the day typed as text: 9:00, 09.30."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 8})
    default_error_messages = {"invalid": _("Write the time as hours and minutes, for example 09:00.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M"], **options)

    def prepare_value(self, value: Any) -> Any:
        """As it is typed: what stands in the field is taken when it is sent back unchanged."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class DaysField(forms.CharField):
    """Further days of the same meeting, with commas between them."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            max_length=200,
            label=_("Further days"),
            help_text=_("Only if the same meeting goes on: days with commas between them."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def clean(self, value: Any) -> tuple[date, ...]:
        parts = [part.strip() for part in re.split(r"[,;]", super().clean(value)) if part.strip()]
        read = DateTextField()
        days = [read.clean(part) for part in parts]
        return tuple(day for day in days if day is not None)


class DayForm(forms.Form):
    """The day of a meeting, inside the time that was approved."""

    day = DateTextField(label=pgettext_lazy("of a meeting", "Day"))
    start_time = ClockField(
        required=False,
        label=pgettext_lazy("of a meeting", "Beginning"),
        help_text=_("Kazakhstan time, for example 09:00. It may be set later."),
    )
    more_days = DaysField()
    reason_kk, reason_ru = in_both(
        _("Why the day changes, in Kazakh"),
        _("Why the day changes, in Russian"),
        required=False,
        max_length=longest(MeetingEvent, "reason"),
        help_text=_("It is shown to everyone."),
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any, *, meeting: Meeting) -> None:
        later = ", ".join(formats.day_digits(day) for day in meeting.more_days)
        initial = {"day": meeting.on, "start_time": meeting.start_time, "more_days": later}
        super().__init__(data, initial={**initial, "sequence": meeting.sequence})
        if meeting.on is None:
            del self.fields["reason_kk"], self.fields["reason_ru"]

    def cleaned(self) -> dict[str, Any]:
        """Arguments of the service."""
        typed = dict(self.cleaned_data)
        typed["expected_sequence"] = typed.pop("sequence")
        return typed
