"""What people type of a meeting that was held, and of where they were told of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import MeetingAnnouncement, MeetingEvent, MeetingHeld
from meetings.services.announcing import Told
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import ShownFor, offer, show_for
from portal.kit.texts import longest
from schedules.choices import MEETING_CHANNELS, PRINTED_CHANNELS, AnnouncementChannel


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
    issue = forms.CharField(
        required=False,
        max_length=60,
        label=_("Number of the issue"),
        help_text=_("Of a newspaper: its number or day."),
    )
    link = forms.CharField(
        required=False,
        max_length=500,
        label=_("Link"),
        help_text=_("The address of the announcement, beginning with https://"),
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    photo = forms.FileField(
        required=False,
        label=_("Photo of the board"),
        help_text=_("JPEG, PNG or WebP, up to 12 MB. Everybody sees it once a second person has looked at it."),
    )
    nobody_in_photo = forms.BooleanField(required=False, label=_("Nobody can be recognised in the photo"))

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, known: Iterable[str] = ()) -> None:
        """`known`: channels of lines that stand, which may be of a kind that is not offered any more."""
        super().__init__(data, files)
        offered = [each for each in AnnouncementChannel if each in MEETING_CHANNELS or each in set(known)]
        offered.sort(key=lambda each: MEETING_CHANNELS.index(each) if each in MEETING_CHANNELS else len(offered))
        offer(self, "channel", [("", "–"), *((each.value, each.label) for each in offered)])
        board = ("place",)
        show_for(
            self,
            {
                "issue": ShownFor("channel", tuple(PRINTED_CHANNELS), is_needed=True),
                "photo": ShownFor("channel", board),
                "nobody_in_photo": ShownFor("channel", board),
            },
        )

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
