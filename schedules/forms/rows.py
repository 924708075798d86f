"""The form of one meeting of a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Official, Territory
from portal.kernel.periods import Period
from portal.kit import forms
from portal.kit.fields import DateListField, DateTextField, in_both
from portal.kit.formats import month_name, period_name
from portal.kit.forms import choices_of, rows_of
from portal.kit.texts import columns_of, longest
from schedules.choices import MeetingFormat
from schedules.models import ProposalRow
from schedules.services.rows_data import RowData

_TEXTS = columns_of(ProposalRow)


class _Officials(forms.ModelChoiceField):
    def label_from_instance(self, obj: Official) -> str:
        return f"{obj.title}, {obj.full_name}" if obj.full_name else str(obj.title)


class _Places(forms.ModelChoiceField):
    def label_from_instance(self, obj: Territory) -> str:
        return str(obj.name)


class _Districts(_Places):
    """Choices grouped by region, so that the list is usable without JavaScript."""

    def grouped_by(self, regions: list[Territory], districts: list[Territory]) -> None:
        """Choices from rows already loaded: no statement of its own when the page is printed."""
        of_region: dict[int, list[tuple[int, str]]] = {region.pk: [] for region in regions}
        for district in districts:
            if district.parent_id in of_region:
                of_region[district.parent_id].append((district.pk, str(district.name)))
        groups = [(str(region.name), of_region[region.pk]) for region in regions if of_region[region.pk]]
        self.choices = [("", str(_("the whole region or its centre"))), *groups]


class RowForm(forms.Form):
    """One meeting of a proposal. The day may be known, or only its month, quarter or half-year."""

    DAY, MONTH, QUARTER, HALF = "day", "month", "quarter", "half"
    #: Names of fields by what services call them.
    NAMES: ClassVar = {"month_key": MONTH, "quarter_key": QUARTER, "half_key": HALF, "territory": "district"}

    official = _Officials(queryset=Official.objects.none(), label=_("Who meets the people"), empty_label=None)
    region = _Places(queryset=Territory.objects.none(), label=_("Region"), empty_label=_("Choose a region"))
    district = _Districts(
        queryset=Territory.objects.none(),
        required=False,
        label=_("District or city"),
        help_text=_("Only if the meeting is not for the whole region. The lists are grouped by region."),
    )
    when = forms.ChoiceField(
        label=_("When"),
        choices=[
            (DAY, pgettext_lazy("when a meeting is", "on a day")),
            (MONTH, pgettext_lazy("when a meeting is", "in a month, the day will be set later")),
            (QUARTER, pgettext_lazy("when a meeting is", "in a quarter, the day will be set later")),
            (HALF, pgettext_lazy("when a meeting is", "in a half-year, the day will be set later")),
        ],
        widget=forms.RadioSelect,
        initial=DAY,
    )
    day = DateTextField(required=False, label=_("Day"))
    more_days = DateListField(
        required=False,
        label=_("Further days"),
        help_text=_("If the meeting lasts several days: 16.07.2027, 17.07.2027"),
    )
    start_time = forms.TimeField(
        required=False,
        label=_("Begins at"),
        help_text=_("Kazakhstan time, for example 15:00. Needs a day."),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "class": "in--4"}),
        error_messages={"invalid": _("Write the time as hours and minutes, for example 15:00.")},
    )
    month = forms.ChoiceField(required=False, label=_("Month"))
    quarter = forms.ChoiceField(required=False, label=_("Quarter"))
    half = forms.ChoiceField(required=False, label=_("Half-year"))
    format = forms.ChoiceField(
        label=_("Format"), choices=MeetingFormat.choices, widget=forms.RadioSelect, initial=MeetingFormat.ON_SITE
    )
    subject_kk, subject_ru = in_both(
        _("Subject in Kazakh"),
        _("Subject in Russian"),
        required=False,
        max_length=longest(ProposalRow, "subject"),
    )
    venue_kk, venue_ru = in_both(
        _("Venue in Kazakh"), _("Venue in Russian"), required=False, max_length=longest(ProposalRow, "venue")
    )
    ground_kk, ground_ru = in_both(
        _("Why this region, in Kazakh"),
        _("Why this region, in Russian"),
        required=False,
        max_length=longest(ProposalRow, "ground"),
        lines=3,
    )
    subject_en = forms.CharField(
        required=False, max_length=longest(ProposalRow, "subject"), label=_("Subject in English")
    )
    venue_en = forms.CharField(required=False, max_length=longest(ProposalRow, "venue"), label=_("Venue in English"))
    ground_en = forms.CharField(
        required=False,
        max_length=longest(ProposalRow, "ground"),
        label=_("Why this region, in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    change_reason_kk, change_reason_ru = in_both(
        _("Why it is changed, in Kazakh"),
        _("Why it is changed, in Russian"),
        required=False,
        max_length=longest(ProposalRow, "change_reason"),
        lines=3,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    #: Of a new row: made when the page was given, so that the form sent twice is one row.
    key = forms.RegexField(r"[0-9a-f-]{36}", required=False, max_length=36, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        period: Period,
        officials: list[Official],
        regions: list[Territory],
        districts: list[Territory],
        groups: Sequence[Territory] = (),
        initial: Mapping[str, Any] | None = None,
        asks_reason: bool = False,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self._period = period
        days = forms.ShownFor("when", (self.DAY,))
        parts = {name: forms.ShownFor("when", (name,)) for name in (self.MONTH, self.QUARTER, self.HALF)}
        forms.show_for(self, {"day": days, "start_time": days, "more_days": days, **parts})
        if not asks_reason:
            del self.fields["change_reason_kk"], self.fields["change_reason_ru"]
        for name, field in self.fields.items():
            if name in _TEXTS:
                # Read aloud and spell-checked in the language it is written in, not in that of the page.
                field.widget.attrs["lang"] = name.rpartition("_")[2]
        official, region, district = rows_of(self, "official"), rows_of(self, "region"), self.fields["district"]
        assert isinstance(district, _Districts)
        official.queryset = Official.objects.filter(pk__in=[row.pk for row in officials])
        official.choices = [(row.pk, official.label_from_instance(row)) for row in officials]
        region.queryset = Territory.objects.filter(pk__in=[row.pk for row in regions])
        region.choices = [("", str(_("Choose a region"))), *((row.pk, str(row.name)) for row in regions)]
        district.queryset = Territory.objects.filter(pk__in=[row.pk for row in districts])
        district.grouped_by([*groups] or regions, districts)
        if groups:
            # Of one region, and every unit of it can be chosen.
            region.empty_label, region.initial = None, regions[0].pk
            region.choices = [(row.pk, str(row.name)) for row in regions]
            district.label = _("Place")
            district.help_text = _("Each unit stands under the one it lies in.")
        choices_of(self, "month").choices = [
            ("", "—"),
            *((month.key, capfirst(month_name(month.start))) for month in period.parts("month")),
        ]
        choices_of(self, "quarter").choices = [
            ("", "—"),
            *((quarter.key, period_name(quarter)) for quarter in period.parts("quarter")),
        ]
        choices_of(self, "half").choices = [
            ("", "—"),
            *((half.key, period_name(half)) for half in period.parts("half")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        region, district = data.get("region"), data.get("district")
        if region and district and district.region.pk != region.pk:
            self.add_error("district", _("This district or city is in another region."))
        chosen = data.get("when")
        if chosen and chosen not in self.errors and not data.get(chosen):
            self.add_error(chosen, _("Fill this in, or choose another way to say when."))
        return data

    @property
    def row_data(self) -> RowData:
        """Typed content. Of the ways to say when only the chosen one counts: others may hold an earlier thought."""
        data = self.cleaned_data
        chosen = data["when"]
        texts = {name: data[name].strip() for name in data if name in _TEXTS}
        return RowData(
            official=data["official"],
            territory=data["district"] or data["region"],
            day=data["day"] if chosen == self.DAY else None,
            more_days=data["more_days"] if chosen == self.DAY else (),
            month_key=data["month"] if chosen == self.MONTH else "",
            quarter_key=data["quarter"] if chosen == self.QUARTER else "",
            half_key=data["half"] if chosen == self.HALF else "",
            start_time=data["start_time"] if chosen == self.DAY else None,
            format=data["format"],
            **texts,
        )

    @classmethod
    def initial_of(cls, row: ProposalRow) -> dict[str, Any]:
        """What the form shows of a row."""
        place = row.territory
        return {
            "official": row.official_id,
            "region": place.region.pk,
            "district": None if place.is_first_rank else place.pk,
            "when": row.when.period.kind if row.when.period else cls.DAY,
            "day": row.day,
            "more_days": row.more_days,
            "month": row.month_key,
            "quarter": row.quarter_key,
            "half": row.half_key,
            "start_time": row.start_time,
            "format": row.format,
            "version": row.version,
            **{name: getattr(row, name) for name in _TEXTS},
        }
