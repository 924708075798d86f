"""The quick log: how a meeting went, on one page."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings.choices import Attendee
from meetings.forms.moving_inside_approved import ClockField
from meetings.models import Meeting, MeetingEvent, MeetingHeld
from meetings.services.held import Facts
from portal.bodies.choices import Post
from portal.bodies.models import Official
from portal.holding.choices import Obtained
from portal.holding.forms.agenda import AgendaRow, add_agenda, agenda_rows, told
from portal.holding.forms.questions import MENDED, Row
from portal.holding.models import Account
from portal.holding.services.logging import Asked, Log
from portal.kernel.folding import typed as as_text
from portal.kit import formats, forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import ShownFor, choices_of, show_for
from portal.kit.texts import longest
from portal.questions.models import AskedQuestion

_ANNOUNCED, _OTHERWISE, _SOMEBODY_ELSE = "announced", "otherwise", "0"
_NUMBER = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 6}
_UNKEPT = forms.HiddenInput(attrs={"autocomplete": "off"})
_OF_RECORD = (
    *("day", "held_on", "reason_kk", "reason_ru", "start_time", "end_time", "attendance"),
    *("held_by", "is_report"),
)


def _whole(label: Any, most: int | None = None, *, least: int = 0, needed: bool = False) -> forms.IntegerField:
    widget = forms.TextInput(attrs=_NUMBER)
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=needed, widget=widget)


class DropForm(forms.Form):
    """Throwing a draft away, as it was looked at."""

    version = forms.IntegerField(widget=_UNKEPT)


class LogForm(forms.Form):
    """As planned it takes the end, a number and the questions; everything else may be told later."""

    day = forms.ChoiceField(label=_("When and where"), widget=forms.RadioSelect)
    held_on = DateTextField(required=False, label=_("Day it was held"))
    venue_kk, venue_ru = in_both(
        _("Venue, in Kazakh"), _("Venue, in Russian"), required=False, max_length=longest(Account, "venue")
    )
    reason_kk, reason_ru = in_both(
        _("Why otherwise, in Kazakh"),
        _("Why otherwise, in Russian"),
        required=False,
        max_length=longest(MeetingEvent, "reason"),
        help_text=_("Needed when the day is another one: people were told. It is shown to everyone."),
    )
    is_report = forms.BooleanField(
        label=_("It was the report to the population"),
        required=False,
        help_text=_("It was not announced as one: the yearly report counts by the day on which you record it."),
    )
    start_time = ClockField(label=pgettext_lazy("of a meeting", "Beginning"))
    end_time = ClockField(label=pgettext_lazy("of a meeting", "End"))
    attendance = _whole(pgettext_lazy("people", "Came"), 100_000, least=1, needed=True)
    talk_minutes = _whole(pgettext_lazy("of a meeting", "Talk, minutes"), 24 * 60)
    questions_minutes = _whole(pgettext_lazy("of a meeting", "Questions, minutes"), 24 * 60)
    obtained = forms.ChoiceField(
        label=_("How the minutes are known"), choices=Obtained, initial=Obtained.STATED, required=False
    )
    held_by = forms.ChoiceField(label=_("Who held it"), widget=forms.RadioSelect)
    attendees = forms.MultipleChoiceField(
        label=_("Who took part"), choices=Attendee, required=False, widget=forms.CheckboxSelectMultiple
    )
    questions = forms.CharField(
        label=_("One question a line"),
        help_text=_("Type them or paste them from a worksheet."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=_UNKEPT)
    # Names this very page among all that are open: a browser that copies a window must not fill it in.
    page = forms.UUIDField(widget=_UNKEPT, required=False)

    use_required_attribute = False

    def __init__(
        self,
        data: Any,
        *,
        meeting: Meeting,
        holders: Sequence[Official],
        record: MeetingHeld | None,
        initial: Mapping[str, Any],
        agenda: Sequence[AskedQuestion] = (),
    ) -> None:
        self._holders, self._meeting = {str(holder.pk): holder for holder in holders}, meeting
        start = "" if meeting.start_time is None else f"{meeting.start_time:%H:%M}"
        begun: dict[str, Any] = {
            "day": _ANNOUNCED if meeting.on else _OTHERWISE,
            "start_time": start,
            "held_by": str(holders[0].pk) if holders else _SOMEBODY_ELSE,
            "sequence": meeting.sequence,
            "obtained": Obtained.STATED,
            "key": str(uuid.uuid4()),
            "version": 0,
            "page": str(uuid.uuid4()),
        }
        super().__init__(data, initial={**begun, **initial})
        days = ", ".join(formats.day_weekday(day) for day in meeting.days)
        announced = [(_ANNOUNCED, gettext("As announced: %(days)s") % {"days": days})] if meeting.on else []
        choices_of(self, "day").choices = [*announced, (_OTHERWISE, gettext("It went otherwise"))]
        choices_of(self, "held_by").choices = [
            *((key, str(holder.title)) for key, holder in self._holders.items()),
            (_SOMEBODY_ELSE, gettext("Somebody else in their place")),
        ]
        names = ("held_on", "venue_kk", "venue_ru", "reason_kk", "reason_ru")
        show_for(self, {name: ShownFor("day", (_OTHERWISE,)) for name in names})
        self.record = record
        if meeting.is_report or meeting.official.post != Post.FIRST_HEAD:
            del self.fields["is_report"]
        if record is not None:
            # Recorded already: only what was not told yet is asked.
            for name in _OF_RECORD:
                self.fields.pop(name, None)
        self._agenda = agenda
        add_agenda(self, agenda)

    def agenda(self) -> list[AgendaRow]:
        """Questions that were asked before, with their fields."""
        return list(agenda_rows(self, self._agenda))

    def typed(self) -> dict[str, str | list[str]]:
        """Whatever was sent, as it was typed, for the draft."""
        assert isinstance(self.data, QueryDict)
        own = self.fields.keys() - {"sequence", "key", "version", "page", "attendees", "photos"}
        kept: dict[str, str | list[str]] = {
            name: as_text(str(self.data[name])) for name in self.data if name in own or name.partition("-")[0] in MENDED
        }
        kept["attendees"] = [each for each in self.data.getlist("attendees") if each in Attendee.values]
        return kept

    def facts(self) -> Facts:
        """Arguments of the record. Only of a valid form."""
        record, typed = self.record, self.cleaned_data
        if record is not None:
            return Facts(record.held_on, record.start_time, record.end_time, record.held_by, record.attendance)
        held_on: date = self._held_on()
        return Facts(
            held_on=held_on,
            held_by=self._holders.get(typed["held_by"]),
            is_report=typed.get("is_report", False),
            **{name: typed[name] for name in ("start_time", "end_time", "attendance")},
        )

    def reasons(self) -> dict[str, str]:
        otherwise = self.record is None and self.cleaned_data["day"] == _OTHERWISE
        return {name: self.cleaned_data[name] if otherwise else "" for name in ("reason_kk", "reason_ru")}

    def log(self, rows: Sequence[Row]) -> Log:
        typed = self.cleaned_data
        is_otherwise = typed.get("day") == _OTHERWISE
        return Log(
            talk_minutes=typed["talk_minutes"],
            questions_minutes=typed["questions_minutes"],
            obtained=typed["obtained"] or Obtained.STATED,
            attendees=tuple(typed["attendees"]),
            venue_kk=typed["venue_kk"] if is_otherwise else "",
            venue_ru=typed["venue_ru"] if is_otherwise else "",
            questions=(
                *told(self, self._agenda),
                *(Asked(row.text, row.place, row.topic, row.fate) for row in rows),
            ),
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        is_asked = self.record is None and self._meeting.on is None
        if is_asked and "held_on" in typed and typed["held_on"] is None:
            self.add_error("held_on", gettext("Give the day it was held."))
        return typed

    def _held_on(self) -> date:
        """Another hour or another hall on the announced day: the day needs not be typed again."""
        typed = self.cleaned_data
        day = (typed["held_on"] if typed["day"] == _OTHERWISE else None) or self._meeting.on
        assert day is not None
        return day
