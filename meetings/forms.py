"""What readers of the calendar and publishers of a schedule type."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import Meeting
from meetings.queries import MEETING_KINDS, CalendarFilter
from portal.bodies.models import Body, Territory
from portal.kernel import clock
from portal.kernel.periods import Period, WrongPeriod
from portal.kit import formats, forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import rows_of
from schedules.choices import MeetingFormat

TEXT_LENGTH = 100
#: Years an address may ask for: a page of the year 1 or 9999 has no neighbour to lead to.
_FIRST_YEAR, _LAST_YEAR = 2000, 2999


def _in_calendar(day: date) -> bool:
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


def _check_in_calendar(day: date) -> None:
    if not _in_calendar(day):
        raise ValidationError(_("There is no such day in the calendar."), code="outside")


class MonthField(forms.CharField):
    """A month as "2027-03"."""

    default_error_messages = {"invalid": _("Choose a month from the list.")}

    def to_python(self, value: Any) -> Period | None:  # type: ignore[override]
        key = super().to_python(value)
        if not key:
            return None
        try:
            period = Period.parse(key)
        except WrongPeriod as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong
        if period.kind != "month" or not _in_calendar(period.start):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return period


class ByCode(forms.ModelChoiceField):
    """A row named in the address by its lasting code; options are given by the view, in the reader's order."""

    def __init__(self, *, code: str, **options: Any) -> None:
        super().__init__(to_field_name=code, required=False, blank=True, **options)

    def to_python(self, value: Any) -> Any:
        # A NUL or an endless text is nobody's code, and need not be asked of the database.
        if value and not re.fullmatch(r"[a-z0-9-]{1,60}", str(value), re.ASCII):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class CalendarForm(forms.Form):
    """The filter of the calendar and of its feed. Nothing is required."""

    view = forms.ChoiceField(required=False, choices=[("month", "month"), ("list", "list")], widget=forms.HiddenInput)
    place = ByCode(
        code="kato",
        queryset=Territory.objects.none(),
        label=pgettext_lazy("filter", "Place"),
        error_messages={"invalid_choice": _("There is no such place. Choose one from the list.")},
    )
    body = ByCode(
        code="slug",
        queryset=Body.objects.filter(kind__in=MEETING_KINDS),
        label=pgettext_lazy("filter", "Body"),
        error_messages={"invalid_choice": _("There is no such body. Choose one from the list.")},
    )
    month = MonthField(required=False, label=pgettext_lazy("filter", "Month"), widget=forms.Select)
    format = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("filter", "Format"),
        choices=[("", pgettext_lazy("format of a meeting", "Any")), *MeetingFormat.choices],
    )
    q = forms.CharField(
        required=False,
        max_length=TEXT_LENGTH,
        label=pgettext_lazy("filter", "Keywords"),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    day = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput, validators=[_check_in_calendar]
    )

    use_required_attribute = False

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, auto_id="%s")
        # A code may be given to another place later; an address means the place that bears it now.
        rows_of(self, "place").queryset = Territory.objects.in_force(today).select_related("parent")

    def asked(self) -> CalendarFilter:
        """The filter of a valid form."""
        typed = self.cleaned_data
        return CalendarFilter(
            place=typed["place"],
            body=typed["body"],
            format=typed["format"],
            text=typed["q"],
            month=typed["month"],
            day=typed["day"],
        )

    @property
    def is_list(self) -> bool:
        """A list was asked for, or a search or a day, which are answered by a list."""
        typed = self.cleaned_data
        return typed["view"] == "list" or (not typed["view"] and bool(typed["q"] or typed["day"]))


class ClockField(forms.TimeField):
    """A time of the day typed as text: 9:00, 09.30."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 8})
    default_error_messages = {"invalid": _("Write the time as hours and minutes, for example 09:00.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M"], **options)


class DayForm(forms.Form):
    """The day of a meeting, inside the time that was approved."""

    day = DateTextField(label=pgettext_lazy("of a meeting", "Day"))
    start_time = ClockField(
        required=False,
        label=pgettext_lazy("of a meeting", "Beginning"),
        help_text=_("Kazakhstan time, for example 09:00. It may be set later."),
    )
    more_days = forms.CharField(
        required=False,
        max_length=200,
        label=_("Further days"),
        help_text=_("Only if the same meeting goes on: days with commas between them."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason_kk, reason_ru = in_both(
        _("Why the day changes, in Kazakh"),
        _("Why the day changes, in Russian"),
        required=False,
        max_length=300,
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

    def clean_more_days(self) -> tuple[date, ...]:
        parts = [part.strip() for part in re.split(r"[,;]", self.cleaned_data["more_days"]) if part.strip()]
        read = DateTextField()
        days = [read.clean(part) for part in parts]
        return tuple(day for day in days if day is not None)

    def cleaned(self) -> dict[str, Any]:
        """Arguments of the service."""
        typed = dict(self.cleaned_data)
        typed["expected_sequence"] = typed.pop("sequence")
        return typed


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

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
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
