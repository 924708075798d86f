"""What administrators type about days that differ from the plain week."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.deadlines.choices import DayKind
from portal.deadlines.models import CalendarDay
from portal.deadlines.services.working_days import DayEdit, moved_day_off
from portal.kernel.wording import Lines
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.texts import columns_of, longest


class SourceForm(forms.Form):
    """By which document the calendar is changed."""

    source_kk, source_ru = in_both(
        _("Source in Kazakh"),
        _("Source in Russian"),
        max_length=300,
        help_text=_("The document: whose it is, its number and day"),
    )
    source_en = forms.CharField(label=_("Source in English"), max_length=300, required=False)
    address = forms.CharField(
        label=_("Address of the document"),
        required=False,
        max_length=200,
        help_text=_("A page on the internet; the address begins with https://"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def source(self) -> Lines:
        given = self.cleaned_data
        return Lines(given["source_kk"], given["source_ru"], given["source_en"])

    @abstractmethod
    def edits(self) -> Sequence[DayEdit]:
        """The days as they are to be. Only of a valid form."""


class DayForm(SourceForm):
    """One day: a holiday, a day off, a working day."""

    date = DateTextField(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("What kind of day it is"),
        choices=[(kind.value, capfirst(str(kind.label))) for kind in DayKind if kind != DayKind.PLAIN],
        widget=forms.RadioSelect,
    )
    name_kk, name_ru = in_both(_("Name in Kazakh"), _("Name in Russian"), max_length=longest(CalendarDay, "name"))
    name_en = forms.CharField(label=_("Name in English"), max_length=longest(CalendarDay, "name"), required=False)
    field_order = ("date", "kind", "name_kk", "name_ru", "name_en")

    def __init__(self, *args: Any, day: CalendarDay | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(each.value, capfirst(str(each.label))) for each in DayKind if each != DayKind.PLAIN]
        if day is not None:
            self.fields["date"].disabled = True
            self.initial.setdefault("date", day.date)

    @staticmethod
    def of(day: CalendarDay) -> dict[str, Any]:
        """What the form begins with: of a day from the library the source is asked anew."""
        texts = [*columns_of(CalendarDay, "name"), "source_kk", "source_ru", "source_en"]
        address = "" if day.is_seeded else day.source
        return {**{name: getattr(day, name) for name in ("date", "kind", *texts)}, "address": address}

    def edits(self) -> Sequence[DayEdit]:
        given = self.cleaned_data
        name = Lines(given["name_kk"], given["name_ru"], given["name_en"])
        return [DayEdit(given["date"], given["kind"], name, self.source(), given["address"])]


class MoveDayForm(SourceForm):
    """A day off that is moved: one day becomes a working day, another one a day off."""

    works_on = DateTextField(label=_("This day off becomes a working day"))
    rests_on = DateTextField(label=_("This working day becomes a day off"))
    field_order = ("works_on", "rests_on")

    def edits(self) -> Sequence[DayEdit]:
        given = self.cleaned_data
        return moved_day_off(
            works_on=given["works_on"], rests_on=given["rests_on"], source=self.source(), address=given["address"]
        )


class RemoveDayForm(SourceForm):
    """A day taken out of the list: it follows the week again."""

    def __init__(self, *args: Any, day: CalendarDay, **options: Any) -> None:
        super().__init__(*args, **options)
        self.day = day

    def edits(self) -> Sequence[DayEdit]:
        day = self.day
        name = Lines(day.name_kk, day.name_ru, day.name_en)
        return [DayEdit(day.date, DayKind.PLAIN, name, self.source(), self.cleaned_data["address"])]


def parsed_day(text: str) -> date | None:
    """A day written in an address; nothing when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
