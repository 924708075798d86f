"""What people type of a meeting that was held, and of where they were told of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import MeetingAnnouncement, MeetingEvent, MeetingHeld
from meetings.services.announcing import Told
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.texts import longest
from schedules.choices import AnnouncementChannel


class ToldForm(forms.Form):
    """Where people were told of a meeting beside this portal."""

    channel = forms.ChoiceField(
        label=pgettext_lazy("of an announcement", "Channel"), choices=AnnouncementChannel, widget=forms.Select
    )
    announced_on = DateTextField(label=_("Day of the announcement"))
    where_kk, where_ru = in_both(
        _("Name of the newspaper, channel or place, in Kazakh"),
        _("Name of the newspaper, channel or place, in Russian"),
        max_length=longest(MeetingAnnouncement, "where"),
    )
    link = forms.CharField(
        required=False,
        max_length=500,
        label=_("Link"),
        help_text=_("The address of the announcement, beginning with https://"),
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    use_required_attribute = False

    def told(self) -> Told:
        return Told(**self.cleaned_data)


class NotTakenPlaceForm(forms.Form):
    """Why a meeting did not take place, or why that was said by mistake."""

    reason_kk, reason_ru = in_both(
        _("Reason, in Kazakh"),
        _("Reason, in Russian"),
        max_length=longest(MeetingEvent, "reason"),
        help_text=_("It is shown to everyone."),
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput)

    use_required_attribute = False

    def said(self) -> dict[str, Any]:
        """Arguments of the service."""
        typed = self.cleaned_data
        return {"expected_sequence": typed["sequence"], **{name: typed[name] for name in ("reason_kk", "reason_ru")}}


class TakeBackForm(forms.Form):
    """Why a record was a mistake."""

    reason_kk, reason_ru = in_both(
        _("What is wrong with it, in Kazakh"),
        _("What is wrong with it, in Russian"),
        max_length=longest(MeetingHeld, "withdrawn_reason"),
        help_text=_("It is shown to everyone."),
    )

    use_required_attribute = False
