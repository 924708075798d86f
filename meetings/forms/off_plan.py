"""A meeting outside the plan, as its body types it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.choices import Origin
from meetings.forms.moving_inside_approved import ClockField
from meetings.models import Meeting
from meetings.services.off_plan import OFF_PLAN, OffPlan
from portal.bodies.models import Official, Territory
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both, without_people
from portal.kit.forms import choices_of
from portal.kit.texts import longest
from schedules.choices import MeetingFormat

_NO_CHOICE = {"invalid_choice": _("There is no such choice. Choose one from the list.")}


class OffPlanForm(forms.Form):
    """Who, where, when and why. Everything here becomes public."""

    official = forms.ChoiceField(label=_("Who meets the people"), error_messages=_NO_CHOICE)
    territory = forms.ChoiceField(label=_("Place"), error_messages=_NO_CHOICE)
    day = DateTextField(label=pgettext_lazy("of a meeting", "Day"))
    start_time = ClockField(label=pgettext_lazy("of a meeting", "Beginning"))
    format = forms.ChoiceField(label=_("Format"), choices=MeetingFormat.choices, error_messages=_NO_CHOICE)
    is_report = forms.BooleanField(
        label=_("It is the report to the population"),
        required=False,
        help_text=_("Ministers and akims report once a year. Only of a first head."),
    )
    venue_kk, venue_ru = in_both(
        _("Venue, in Kazakh"), _("Venue, in Russian"), required=False, max_length=longest(Meeting, "venue")
    )
    subject_kk, subject_ru = in_both(
        _("Subject, in Kazakh"), _("Subject, in Russian"), max_length=longest(Meeting, "subject")
    )
    origin = forms.ChoiceField(
        label=_("Why outside the plan"),
        choices=[(each.value, each.label) for each in Origin if each in OFF_PLAN],
        error_messages=_NO_CHOICE,
    )
    ground_kk, ground_ru = in_both(
        _("Ground, in Kazakh"),
        _("Ground, in Russian"),
        lines=3,
        max_length=longest(Meeting, "ground"),
        validators=[without_people],
        help_text=_("It is shown to everyone."),
    )

    def __init__(
        self, data: Any, *, officials: Iterable[Official], places: Mapping[str, Territory], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self._officials, self._places = {str(each.pk): each for each in officials}, places
        choices_of(self, "official").choices = [(key, str(each.title)) for key, each in self._officials.items()]
        choices_of(self, "territory").choices = [(kato, str(place.name)) for kato, place in places.items()]

    def facts(self) -> OffPlan:
        """As the service takes it. Only of a valid form."""
        typed = dict(self.cleaned_data)
        return OffPlan(
            official=self._officials[typed.pop("official")], territory=self._places[typed.pop("territory")], **typed
        )

    def said(self) -> list[tuple[Any, str]]:
        """What is shown before it is saved: the label of each field that was filled in, and what stands there."""
        shown = []
        for field in self:
            value = field.value()
            choices = dict(getattr(field.field, "choices", ()))
            if value:
                is_mark = isinstance(field.field, forms.BooleanField)
                shown.append((field.label, str(_("Yes")) if is_mark else str(choices.get(value, value))))
        return shown
