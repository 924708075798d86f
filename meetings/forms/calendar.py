"""What readers of the public calendar choose: its filter."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.queries import MEETING_KINDS, CalendarFilter
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period, WrongPeriod
from portal.kit import forms
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
