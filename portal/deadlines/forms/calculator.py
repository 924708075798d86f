"""What a reader asks the calculator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Body
from portal.deadlines.queries.calculator import Question, duty_groups, events_of, periods_around
from portal.deadlines.queries.why.happening import event_label
from portal.kernel.periods import Period, WrongPeriod
from portal.kit import formats, forms
from portal.kit.fields import DateTextField
from portal.law import catalogue
from portal.law.counting.events import Event

#: Years a question may speak of: from the first act of the catalogue on, and as far as anybody plans.
_FIRST_YEAR, _LAST_YEAR = 2016, 2099
_NO_CHOICE = {"invalid_choice": _("There is no such choice. Choose one from the list.")}


def _within_years(day: date) -> None:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValidationError(_("Write a day of the years from 2016 to 2099."), code="year")


class DutiesForm(forms.Form):
    """The day of which the catalogue is asked."""

    on = DateTextField(label=_("In force on the day"), validators=[_within_years])
    show = forms.ChoiceField(
        required=False,
        label=_("What to show"),
        choices=[
            ("", pgettext_lazy("duties", "What is in force on the day")),
            ("all", pgettext_lazy("duties", "Everything, including repealed acts")),
        ],
        error_messages=_NO_CHOICE,
    )


class CalculatorForm(forms.Form):
    """A duty and a day; a period, the days of its events and a body where they are asked for.

    Fields follow the duty: what it is counted from is known only once it is chosen.
    """

    duty = forms.ChoiceField(label=pgettext_lazy("filter", "Duty"), error_messages=_NO_CHOICE)
    on = DateTextField(
        label=pgettext_lazy("calculator", "Day"),
        validators=[_within_years],
        help_text=_("DD.MM.YYYY. The acts in force on this day are used."),
    )
    period = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("filter", "Period"),
        help_text=_("When a period is chosen, the day above is not used."),
        error_messages=_NO_CHOICE,
    )
    body = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("filter", "Body"),
        help_text=_("Whether this body owes the duty."),
        error_messages=_NO_CHOICE,
    )

    def __init__(self, data: Any, *, bodies: Iterable[Body], today: date) -> None:
        super().__init__(data, initial={"on": today})
        self._bodies = {body.slug: body for body in bodies}
        self._offer("duty", [("", "–"), *duty_groups()])
        self._offer("body", [("", pgettext_lazy("filter", "Any")), *((s, b.plain) for s, b in self._bodies.items())])
        key = (data or {}).get("duty", "")
        on = self._day((data or {}).get("on", "")) or today
        self.events: tuple[Event, ...] = events_of(key, on) if key in catalogue.KEYS else ()
        periods = periods_around(key, on) if key in catalogue.KEYS else []
        self._follow(periods, (data or {}).get("period", ""))

    def _follow(self, periods: list[Period], asked: str) -> None:
        """Fields of the chosen duty: its periods, or the days of its events."""
        if periods:
            kinds = {period.kind for period in periods}
            named = _period(asked)
            if named is not None and named.kind in kinds and named not in periods:
                periods = [named, *periods]
            self._offer("period", [("", "–"), *((one.key, formats.period_name(one)) for one in periods)])
        else:
            del self.fields["period"]
        if len(self.events) > 1:
            for event in self.events:
                self.fields[event.value] = DateTextField(
                    required=False, label=event_label(event), validators=[_within_years]
                )
            self.order_fields(["duty", "on", *(event.value for event in self.events), "body"])

    def _day(self, text: str) -> date | None:
        """The day as typed, when it is one: the fields to offer depend on it."""
        try:
            day: date | None = self.fields["on"].clean(text)
        except ValidationError:
            return None
        return day

    def _offer(self, name: str, options: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(options)

    def question(self) -> Question:
        """What is asked. Only of a valid form. Without days of events, all happened on the day itself."""
        chosen = self.cleaned_data
        happened: dict[Event, date | None] = {event: chosen.get(event.value) for event in self.events}
        if not any(happened.values()):
            happened = dict.fromkeys(self.events, chosen["on"])
        return Question(
            duty=chosen["duty"],
            on=chosen["on"],
            period=_period(chosen.get("period", "")),
            happened=happened,
            body=self._bodies.get(chosen["body"]),
        )


def _period(key: str) -> Period | None:
    try:
        period = Period.parse(key)
    except WrongPeriod:
        return None
    return period if _FIRST_YEAR <= period.start.year <= _LAST_YEAR else None
