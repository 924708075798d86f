"""The log of announcements."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.texts import longest
from schedules.choices import SCHEDULE_CHANNELS
from schedules.models import ScheduleAnnouncement


class AnnouncementForm(forms.Form):
    """Where and when people were told, with a proof."""

    channel = forms.ChoiceField(
        label=pgettext_lazy("of an announcement", "Channel"),
        choices=[(each.value, each.label) for each in SCHEDULE_CHANNELS],
        widget=forms.Select,
    )
    announced_on = DateTextField(label=_("Day of the announcement"))
    link = forms.CharField(
        required=False,
        max_length=500,
        label=_("Link"),
        help_text=_("The address of the announcement, beginning with https://. A link or a photo is needed."),
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    photo = forms.FileField(
        required=False,
        label=_("Photo or scan"),
        help_text=_("JPEG, PNG or PDF. Everyone can see it: no faces of private people, no personal data."),
    )
    note_kk, note_ru = in_both(
        _("Name of the newspaper, channel or place, in Kazakh"),
        _("Name of the newspaper, channel or place, in Russian"),
        required=False,
        max_length=longest(ScheduleAnnouncement, "note"),
    )

    use_required_attribute = False


class WithdrawalForm(forms.Form):
    """Taking a line back."""

    reason_kk, reason_ru = in_both(
        _("What is wrong with it, in Kazakh"),
        _("What is wrong with it, in Russian"),
        required=False,
        max_length=longest(ScheduleAnnouncement, "withdrawn_reason"),
        help_text=_("It is shown to everyone beside the line."),
    )

    use_required_attribute = False
