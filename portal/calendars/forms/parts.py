"""Forms of parts: one meeting in place, a new one, the inner deadline, going on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Official, Territory
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import choices_of
from portal.kit.texts import longest
from schedules.models import ProposalRow
from schedules.services.rows_data import RowData

_TEXTS = ("venue_kk", "venue_ru", "subject_kk", "subject_ru", "change_reason_kk", "change_reason_ru")


class MeetingForm(forms.Form):
    """When and where one meeting is: what an akimat changes on a phone."""

    day = DateTextField(label=_("Day"))
    start_time = forms.TimeField(
        required=False,
        label=_("Begins at"),
        input_formats=["%H:%M", "%H.%M", "%H-%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "class": "in--4", "inputmode": "numeric"}),
        error_messages={"invalid": _("Write the time as hours and minutes, for example 15:00.")},
    )
    venue_kk, venue_ru = in_both(
        _("Venue in Kazakh"), _("Venue in Russian"), required=False, max_length=longest(ProposalRow, "venue")
    )
    change_reason_kk, change_reason_ru = in_both(
        _("Why it is changed, in Kazakh"),
        _("Why it is changed, in Russian"),
        required=False,
        max_length=longest(ProposalRow, "change_reason"),
        lines=2,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args: Any, asks_reason: bool = False, **options: Any) -> None:
        """`asks_reason`: of a correction, where each change says why."""
        super().__init__(*args, **options)
        if not asks_reason:
            del self.fields["change_reason_kk"], self.fields["change_reason_ru"]

    @property
    def texts(self) -> dict[str, Any]:
        return {name: text.strip() for name, text in self.cleaned_data.items() if name in _TEXTS}

    def data_for(self, row: ProposalRow) -> RowData:
        """The row with what was typed; everything else as it is."""
        kept = {name: getattr(row, name) for name in RowData.__dataclass_fields__}
        return RowData(
            **{
                **kept,
                "month_key": "",
                "quarter_key": "",
                "half_key": "",
                "more_days": tuple(day for day in row.more_days if day > self.cleaned_data["day"]),
                **{name: self.cleaned_data[name] for name in ("day", "start_time")},
                **self.texts,
            }
        )

    @classmethod
    def initial_of(cls, row: ProposalRow) -> dict[str, Any]:
        shown = ("day", "start_time", "venue_kk", "venue_ru", "change_reason_kk", "change_reason_ru", "version")
        return {name: getattr(row, name) for name in shown}


class NewMeetingForm(MeetingForm):
    """A meeting an akimat adds to its part."""

    official = forms.ChoiceField(label=_("Who meets the people"))
    territory = forms.ChoiceField(label=_("Place"))
    subject_kk, subject_ru = in_both(
        _("Subject in Kazakh"), _("Subject in Russian"), max_length=longest(ProposalRow, "subject")
    )
    key = forms.RegexField(r"[0-9a-f-]{36}", required=False, max_length=36, widget=forms.HiddenInput)

    field_order = ("official", "territory", "day", "start_time", "venue_kk", "venue_ru", "subject_kk", "subject_ru")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        akims: list[Official],
        places: list[Territory],
        initial: Mapping[str, Any] | None = None,
        asks_reason: bool = False,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), asks_reason=asks_reason)
        self._akims = {str(akim.pk): akim for akim in akims}
        self._places = {str(place.pk): place for place in places}
        choices_of(self, "official").choices = [(key, str(akim.title)) for key, akim in self._akims.items()]
        choices_of(self, "territory").choices = [(key, str(place.name)) for key, place in self._places.items()]

    @property
    def row_data(self) -> RowData:
        data = self.cleaned_data
        return RowData(
            official=self._akims[data["official"]],
            territory=self._places[data["territory"]],
            day=data["day"],
            start_time=data["start_time"],
            **self.texts,
        )


class GiveOutForm(forms.Form):
    """By which day the akimats below fill in their parts."""

    due_on = DateTextField(
        label=_("Inner deadline"), help_text=_("DD.MM.YYYY. By this day the akimats below mark their parts ready.")
    )

    use_required_attribute = False


class GoOnForm(forms.Form):
    reason = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Why you go on before the inner deadline"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    use_required_attribute = False
