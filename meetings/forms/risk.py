"""The meeting that a risk signal leads to, as its ministry types it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.choices import Attendee
from meetings.forms.moving_inside_approved import ClockField
from meetings.models import Meeting
from meetings.services.risk import RiskMeeting
from portal.bodies.models import Territory
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both, without_people
from portal.kit.forms import choices_of
from portal.kit.texts import longest
from schedules.choices import MeetingFormat

_NO_CHOICE = {"invalid_choice": _("There is no such choice. Choose one from the list.")}


class RiskMeetingForm(forms.Form):
    """Where, when and about what. Everything here becomes public."""

    territory = forms.ChoiceField(label=_("Place"), error_messages=_NO_CHOICE)
    day = DateTextField(label=_("Day"))
    start_time = ClockField(label=_("Time"))
    format = forms.ChoiceField(label=_("Format"), choices=MeetingFormat.choices, error_messages=_NO_CHOICE)
    venue_kk, venue_ru = in_both(
        _("Venue, in Kazakh"), _("Venue, in Russian"), required=False, max_length=longest(Meeting, "venue")
    )
    subject_kk, subject_ru = in_both(
        _("Subject, in Kazakh"), _("Subject, in Russian"), max_length=longest(Meeting, "subject")
    )
    ground_kk, ground_ru = in_both(
        _("Ground, in Kazakh"),
        _("Ground, in Russian"),
        lines=3,
        max_length=longest(Meeting, "ground"),
        validators=[without_people],
        help_text=_("What everybody reads as the ground of the meeting; that of the signal stays internal."),
    )

    is_deputy_required = forms.BooleanField(
        label=_("A deputy Prime Minister is to take part"),
        required=False,
        help_text=_("At a high risk. It is shown to everyone."),
    )

    def __init__(self, data: Any, *, places: Iterable[Territory], **more: Any) -> None:
        super().__init__(data, **more)
        self._places = {place.kato: place for place in places}
        choices_of(self, "territory").choices = [(kato, place.name) for kato, place in self._places.items()]

    def facts(self) -> RiskMeeting:
        """As the service takes it. Only of a valid form."""
        typed = dict(self.cleaned_data)
        typed["required"] = (Attendee.DEPUTY_PM.value,) if typed.pop("is_deputy_required") else ()
        return RiskMeeting(territory=self._places[typed.pop("territory")], **typed)
