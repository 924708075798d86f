"""When a schedule is published."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.forms.moving_inside_approved import ClockField
from portal.kernel import clock
from portal.kit import forms
from portal.kit.fields import DateTextField


class PublishForm(forms.Form):
    """Publish at once, or at a set time by Kazakhstan's clock."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label=pgettext_lazy("publication", "When"),
        choices=[
            (NOW, pgettext_lazy("publication", "At once")),
            (LATER, pgettext_lazy("publication", "At a set time")),
        ],
        widget=forms.RadioSelect,
    )
    day = DateTextField(required=False, label=pgettext_lazy("publication", "Day"))
    time = ClockField(
        required=False,
        label=pgettext_lazy("publication", "Time"),
        help_text=_("Kazakhstan time, for example 09:00."),
    )

    sure = forms.BooleanField(
        required=False, label=_("Yes, publish at once: it becomes public in this moment and cannot be undone")
    )

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        set_time = forms.ShownFor("when", (self.LATER,), is_needed=True)
        forms.show_for(self, {"day": set_time, "time": set_time})

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("when") == self.NOW and not typed.get("sure"):
            self.add_error("sure", _("Confirm that it is to be published at once."))
        if typed.get("when") == self.LATER:
            if "day" in typed and not typed["day"]:
                self.add_error("day", _("Enter the day of publication."))
            if "time" in typed and not typed["time"]:
                self.add_error("time", _("Enter the time of publication."))
        return typed

    @property
    def publish_at(self) -> datetime | None:
        """The instant set, None for "at once"."""
        if self.cleaned_data["when"] == self.NOW:
            return None
        set_time: time = self.cleaned_data["time"]
        return clock.at(self.cleaned_data["day"], set_time.hour, set_time.minute)
