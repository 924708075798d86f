"""What people type of a meeting that was held, and of where they were told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings.forms.moving_inside_approved import ClockField
from meetings.models import MOST_PEOPLE, Meeting, MeetingAnnouncement, MeetingEvent, MeetingHeld
from meetings.services.announcing import Told
from meetings.services.held import Facts
from portal.bodies.models import Official
from portal.kit import formats, forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import ShownFor, choices_of, show_for
from portal.kit.texts import longest
from schedules.choices import AnnouncementChannel

_ANNOUNCED, _OTHERWISE = "announced", "otherwise"
_SOMEBODY_ELSE = "0"
_LONGEST_NOTE = 500


class HeldForm(forms.Form):
    """How a meeting was held; as announced, it takes two hours and a number."""

    day = forms.ChoiceField(label=_("Which day"), widget=forms.RadioSelect)
    held_on = DateTextField(required=False, label=_("Day it was held"))
    reason_kk, reason_ru = in_both(
        _("Why on another day, in Kazakh"),
        _("Why on another day, in Russian"),
        required=False,
        max_length=longest(MeetingEvent, "reason"),
        help_text=_("It is shown to everyone."),
    )
    start_time = ClockField(label=pgettext_lazy("of a meeting", "Beginning"))
    end_time = ClockField(label=pgettext_lazy("of a meeting", "End"))
    attendance = forms.IntegerField(
        label=_("How many people came"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 6}),
    )
    held_by = forms.ChoiceField(label=_("Who held it"), widget=forms.RadioSelect)
    note_kk, note_ru = in_both(
        _("In short, in Kazakh"),
        _("In short, in Russian"),
        required=False,
        lines=3,
        max_length=longest(MeetingHeld, "note") or _LONGEST_NOTE,
        help_text=_("What was spoken of. It is public: no names of private people, no personal data."),
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any, *, meeting: Meeting, holders: Sequence[Official]) -> None:
        self._holders = {str(holder.pk): holder for holder in holders}
        self._meeting = meeting
        start = "" if meeting.start_time is None else f"{meeting.start_time:%H:%M}"
        first = str(holders[0].pk) if holders else _SOMEBODY_ELSE
        initial = {"start_time": start, "held_by": first, "sequence": meeting.sequence}
        super().__init__(data, initial={**initial, "day": _ANNOUNCED if meeting.on else _OTHERWISE})
        days = ", ".join(formats.day_weekday(day) for day in meeting.days)
        announced = [(_ANNOUNCED, gettext("As announced: %(days)s") % {"days": days})] if meeting.on else []
        choices_of(self, "day").choices = [*announced, (_OTHERWISE, gettext("On another day"))]
        choices_of(self, "held_by").choices = [
            *((key, str(holder.title)) for key, holder in self._holders.items()),
            (_SOMEBODY_ELSE, gettext("Somebody else in their place")),
        ]
        show_for(
            self,
            {name: ShownFor("day", (_OTHERWISE,), is_needed=True) for name in ("held_on", "reason_kk", "reason_ru")},
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("day") == _OTHERWISE and "held_on" in typed and typed["held_on"] is None:
            self.add_error("held_on", gettext("Give the day it was held."))
        return typed

    def said(self) -> dict[str, Any]:
        """Arguments of the service."""
        typed = self.cleaned_data
        as_announced = typed["day"] == _ANNOUNCED
        held_on = self._meeting.on if as_announced else typed["held_on"]
        assert held_on is not None
        facts = Facts(
            held_on=held_on,
            held_by=self._holders.get(typed["held_by"]),
            **{name: typed[name] for name in ("start_time", "end_time", "attendance", "note_kk", "note_ru")},
        )
        reasons = {name: "" if as_announced else typed[name] for name in ("reason_kk", "reason_ru")}
        return {"facts": facts, "expected_sequence": typed["sequence"], **reasons}


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
