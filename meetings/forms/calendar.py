"""What readers of the public calendar choose: its filter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.queries import CalendarFilter, Part, body_called, place_called
from portal.kernel.periods import Period, WrongPeriod
from portal.kit import asked, forms

TEXT_LENGTH = 100
#: How the calendar may be looked at.
VIEWS = ("month", "list", "year")
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


class ByCode(forms.Field):
    """A row named in the address by its lasting code; options are given by the view, in the reader's order."""

    widget = forms.RememberedSelect

    def __init__(self, find: Callable[[str], Sequence[Any]], unknown: Any) -> None:
        super().__init__()
        self._find, self._unknown = find, unknown

    def to_python(self, value: Any) -> Any:
        if not value:
            return None
        # A NUL or an endless text is nobody's code, and need not be asked of the database.
        found = self._find(str(value)) if re.fullmatch(r"[a-z0-9-]{1,60}", str(value), re.ASCII) else ()
        if not found:
            raise ValidationError(self._unknown, code="invalid_choice")
        return found[0]


def _place(part: Part, today: date) -> forms.Field:
    unknown = _("There is no such place. Choose one from the list.")
    return ByCode(lambda kato: place_called(kato, today), unknown)


def _body(part: Part, today: date) -> forms.Field:
    return ByCode(body_called, _("There is no such body. Choose one from the list."))


def _choice(part: Part, today: date) -> forms.Field:
    return forms.ChoiceField(choices=[("", part.any_label), *part.choices], widget=forms.RememberedSelect)


def _words(part: Part, today: date) -> forms.Field:
    box = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    return forms.CharField(max_length=TEXT_LENGTH, widget=box)


def _month(part: Part, today: date) -> forms.Field:
    return MonthField(widget=forms.RememberedSelect)


def _day(part: Part, today: date) -> forms.Field:
    return forms.DateField(input_formats=["%Y-%m-%d"], validators=[_check_in_calendar])


#: How each sort of part is typed.
_FIELDS: dict[str, Callable[[Part, date], forms.Field]] = {
    "place": _place,
    "body": _body,
    "choice": _choice,
    "words": _words,
    "month": _month,
    "day": _day,
}


def _reader(part: Part) -> asked.Reader:
    """The same, told by its shape alone."""
    match part.of:
        case "place":
            return asked.shaped("[0-9]{9}")
        case "body":
            return asked.shaped("[a-z0-9-]{1,60}")
        case "choice":
            return asked.one_of(str(value) for value, _label in part.choices)
        case "words":
            return asked.words(TEXT_LENGTH)
        case "month":
            return asked.shaped("2[0-9]{3}-(0[1-9]|1[0-2])")
        case "day":
            return asked.day


#: What the address of a feed says; that of the page, and of a list of data.
FEED_READERS: Mapping[str, asked.Reader] = {name: _reader(part) for name, part in CalendarFilter.parts().items()}
PAGE_READERS: Mapping[str, asked.Reader] = {**FEED_READERS, "view": asked.one_of(VIEWS), **asked.PAGED}


class CalendarForm(forms.Form):
    """The filter of the calendar and of its feed, a field for each part of `CalendarFilter`. Nothing is required."""

    view = forms.ChoiceField(required=False, choices=[(view, view) for view in VIEWS], widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, auto_id="%s")
        for name, part in CalendarFilter.parts().items():
            field = _FIELDS[part.of](part, today)
            field.required, field.label = False, part.label
            if part.stands == "nowhere":
                field.widget = forms.HiddenInput()
            self.fields[name] = field

    def asked(self) -> CalendarFilter:
        """The filter of a valid form."""
        return CalendarFilter(**{name: self.cleaned_data[name] for name in CalendarFilter.parts()})

    @property
    def first(self) -> list[forms.BoundField]:
        return self._standing("first")

    @property
    def more(self) -> list[forms.BoundField]:
        return self._standing("more")

    def _standing(self, where: str) -> list[forms.BoundField]:
        return [self[name] for name, part in CalendarFilter.parts().items() if part.stands == where]

    @property
    def shown_as(self) -> str:
        """The view asked for; a search or a day without one is answered by a list."""
        typed = self.cleaned_data
        return typed["view"] or ("list" if typed["q"] or typed["day"] else "month")
