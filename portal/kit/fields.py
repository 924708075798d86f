"""Form fields that browsers do not give in Kazakh: a date as text, read on the server."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.kit import formats
from portal.kit.forms import CharField

#: Telephones and identification numbers, and addresses of mail.
_PERSONAL = re.compile(r"(?:\d[ \-()]?){10,}|[^\s@]+@[^\s@]+")
#: Of what this portal speaks. Much is counted from a day: years ahead and back must be days, too.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_DAY_FIRST = re.compile(r"(\d{1,2})[.\-/, ]+(\d{1,2})[.\-/, ]+(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def without_people(text: str) -> None:
    """A validator of free words that stay on record: nobody is named in them by what belongs to one person alone."""
    if _PERSONAL.search(text):
        raise ValidationError(_("Leave telephones, identification numbers and addresses of mail out."), code="personal")


class DateTextField(forms.DateField):
    """A date typed as text: 10.01.2027, with other separators, or 2027-01-10.

    `input type=date` would show the reader's own format and speak the browser's language.
    """

    widget = forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off", "inputmode": "decimal", "maxlength": 20})
    default_error_messages = {
        "invalid": _("Write the date as day, month and year, for example 15.01.2027."),
        "impossible": _("There is no such day: %(value)s."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("DD.MM.YYYY"))
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = str(value).strip()
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year = map(int, found.groups())
        elif found := _YEAR_FIRST.fullmatch(text):
            year, month, day = map(int, found.groups())
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            typed = date(year, month, day)
        except ValueError:
            typed = None
        if typed is None or not _FIRST_YEAR <= typed.year <= _LAST_YEAR:
            raise ValidationError(self.error_messages["impossible"], code="impossible", params={"value": text})
        return typed

    def prepare_value(self, value: Any) -> Any:
        return formats.day_digits(value) if isinstance(value, date) else value


class DateListField(DateTextField):
    """Several dates typed as text with commas or semicolons between them; gives a tuple in the order of writing."""

    widget = forms.DateInput(attrs={"autocomplete": "off", "maxlength": 200})

    def to_python(self, value: Any) -> tuple[date, ...]:  # type: ignore[override]
        if value in self.empty_values:
            return ()
        days = (super(DateListField, self).to_python(part.strip()) for part in re.split("[,;\n]", str(value)))
        return tuple(day for day in days if day is not None)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return ", ".join(formats.day_digits(day) for day in value)
        return value


def in_both(kk: Any, ru: Any, *, lines: int = 0, help_text: Any = "", **options: Any) -> tuple[CharField, CharField]:
    """Fields of one text in Kazakh and in Russian, with the labels `kk` and `ru`; the help stands at the first.

    Each is spell-checked and read aloud in its own language, not in that of the page. `lines` makes room for so many.
    """

    def field(label: Any, language: str, hint: Any) -> CharField:
        attrs: dict[str, Any] = {"rows": lines, "lang": language} if lines else {"lang": language}
        widget = forms.Textarea(attrs) if lines else forms.TextInput(attrs)
        return CharField(label=label, help_text=hint, widget=widget, **options)

    return field(kk, "kk", help_text), field(ru, "ru", "")
