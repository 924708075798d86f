"""What administrators type when they enter a decision: one form a kind. The services check what it may say."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.deadlines.choices import DayOffRule, NormReading, Term, Visibility
from portal.deadlines.forms.ruling_papers import PapersForm
from portal.deadlines.models import Decision, Obligation
from portal.deadlines.queries.ruling.words import act_title
from portal.deadlines.queries.words import in_words
from portal.kernel.periods import Period
from portal.kit import forms
from portal.kit.fields import DateTextField
from portal.kit.formats import month_name
from portal.law import catalogue, registry
from portal.law.counting.due import Bound
from portal.law.coverage import TWOFOLD_NORMS
from portal.law.duty import ByPeriod, OnEvents

#: Days from an event to a last day: more are a mistyped number.
_LONGEST_TERM = 366
_YES_NO = {"yes": True, "no": False}


def _acts() -> list[tuple[str, str]]:
    return [(act.key, f"{act.key}: {act_title(act.key)}") for act in catalogue.ACTS]


def duties_to_choose(
    opened_by: type | None = None, since: date | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Duties under their acts, those alone that are opened so, or ordered `since`; of several editions, the latest."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key in registry.KEYS:
        duty = registry.duty(key)
        ordered = duty.for_periods
        is_past = since is not None and ordered is not None and ordered.ends_on is not None and ordered.ends_on <= since
        if not is_past and (opened_by is None or isinstance(duty.opens, opened_by)):
            found.setdefault(in_words(duty.act.short), []).append((key, f"{key}: {in_words(duty.title)}"))
    return list(found.items())


class DecisionForm(PapersForm):
    """A decision about a duty or an act, for periods that begin in a range of days."""

    #: What opens the duties to choose from; nothing: whatever does.
    opened_by: type | None = None

    applies_from = DateTextField(label=_("For periods that begin from"))
    applies_to = DateTextField(
        label=_("and before"), required=False, help_text=_("DD.MM.YYYY; leave empty when there is no end")
    )

    def __init__(self, *args: Any, today: date, obligation: Obligation | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.obligation = obligation
        self.fields["decided_on"].initial = today
        duty = self.fields.get("duty")
        if isinstance(duty, forms.ChoiceField):
            choices: list[Any] = list(duties_to_choose(self.opened_by))
            duty.choices = [("", _("Choose a duty")), *choices]

    def draft(self) -> Decision:
        """The decision, not saved. Only of a valid form."""
        given = self.cleaned_data
        draft = Decision(applies_from=given["applies_from"], applies_to=given["applies_to"], duty=given.get("duty", ""))
        return self.fill(draft)


class DutyForm(DecisionForm):
    duty = forms.ChoiceField(label=pgettext_lazy("filter", "Duty"))


class ActForm(DecisionForm):
    """Whether an act is in force on the portal."""

    act = forms.ChoiceField(label=pgettext_lazy("law", "Act"), choices=lambda: [("", _("Choose an act")), *_acts()])
    stands = forms.ChoiceField(
        label=_("On the portal"),
        choices=[("yes", _("The act is in force")), ("no", _("The act is not in force"))],
        widget=forms.RadioSelect,
    )
    field_order = ("act", "stands", "applies_from", "applies_to")

    def fill(self, draft: Decision) -> Decision:
        draft.act, draft.stands = self.cleaned_data["act"], _YES_NO[self.cleaned_data["stands"]]
        return super().fill(draft)


class DueForm(DutyForm):
    """The day of a duty that is counted in periods."""

    opened_by = ByPeriod

    due_day = forms.IntegerField(label=_("Day of the month"), min_value=1, max_value=31)
    due_month = forms.TypedChoiceField(
        label=_("Month"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Only for a duty of a year. For a quarter, half-year or month it is the month after it."),
    )
    due_year_offset = forms.TypedChoiceField(
        label=_("Year of that month"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Not needed")),
            ("-1", _("The year before the one it is for")),
            ("0", _("The year it is for")),
            ("1", _("The year after the one it is for")),
        ],
    )
    due_bound = forms.ChoiceField(
        label=_("Is the day itself in time?"),
        choices=[
            (Bound.NOT_LATER.value, _("Yes, not later than this day")),
            (Bound.BEFORE.value, _("No, before this day")),
        ],
        widget=forms.RadioSelect,
        initial=Bound.NOT_LATER.value,
    )
    field_order = ("duty", "due_day", "due_month", "due_year_offset", "due_bound", "applies_from", "applies_to")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        month = self.fields["due_month"]
        assert isinstance(month, forms.ChoiceField)
        months = Period.year(self.today.year).parts("month")
        month.choices = [("", _("Not needed")), *((str(each.number), _month(each)) for each in months)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (given.get("due_month") is None) != (given.get("due_year_offset") is None):
            self.add_error("due_year_offset", _("Give the month and its year together, or neither."))
        return given

    def fill(self, draft: Decision) -> Decision:
        for name in ("due_day", "due_month", "due_year_offset", "due_bound"):
            setattr(draft, name, self.cleaned_data[name])
        return super().fill(draft)


class TermForm(DutyForm):
    """The day of a duty that events open, whether its act sets one or not."""

    opened_by = OnEvents

    due_counting = forms.ChoiceField(label=_("How the last day is counted"), choices=Term, widget=forms.RadioSelect)
    due_day = forms.IntegerField(
        label=_("Number of days"),
        min_value=0,
        max_value=_LONGEST_TERM,
        help_text=_("0 is the day of the event itself: by its end."),
    )
    field_order = ("duty", "due_counting", "due_day", "applies_from", "applies_to")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["applies_from"].label = _("For what happens from")

    def fill(self, draft: Decision) -> Decision:
        draft.due_counting, draft.due_day = self.cleaned_data["due_counting"], self.cleaned_data["due_day"]
        draft.due_bound = Bound.NOT_LATER
        return super().fill(draft)


class DayOffForm(DutyForm):
    """What a day off does to the last day of a duty."""

    day_off = forms.ChoiceField(
        label=_("When the last day is a day off, it"),
        choices=[(each.value, each.label) for each in DayOffRule],
        widget=forms.RadioSelect,
    )
    field_order = ("duty", "day_off", "applies_from", "applies_to")

    def fill(self, draft: Decision) -> Decision:
        draft.day_off = self.cleaned_data["day_off"]
        return super().fill(draft)


class VisibilityForm(DutyForm):
    """Who may see what is owed and done."""

    visibility = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[
            (Visibility.PUBLIC.value, _("Everyone")),
            (Visibility.INTERNAL.value, _("Only people in the workspace")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("duty", "visibility", "applies_from", "applies_to")

    def fill(self, draft: Decision) -> Decision:
        draft.visibility = self.cleaned_data["visibility"]
        return super().fill(draft)


class ReadingForm(DutyForm):
    """How a norm is read that can be read in two ways."""

    reading = forms.ChoiceField(
        label=_("Meetings are owed in"),
        choices=[(each.value, each.label) for each in NormReading],
        widget=forms.RadioSelect,
    )
    field_order = ("duty", "reading", "applies_from", "applies_to")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        read = [(key, f"{key}: {in_words(registry.duty(key).title)}") for key in TWOFOLD_NORMS]
        forms.choices_of(self, "duty").choices = [("", _("Choose a duty")), *read]

    def fill(self, draft: Decision) -> Decision:
        draft.reading = self.cleaned_data["reading"]
        return super().fill(draft)


class StandsForm(DutyForm):
    """Whether a duty is kept on the portal at all."""

    stands = forms.ChoiceField(
        label=_("On the portal"),
        choices=[("yes", _("The duty is kept")), ("no", _("The duty is not kept"))],
        widget=forms.RadioSelect,
    )
    field_order = ("duty", "stands", "applies_from", "applies_to")

    def fill(self, draft: Decision) -> Decision:
        draft.stands = _YES_NO[self.cleaned_data["stands"]]
        return super().fill(draft)


class DecisionFilterForm(forms.Form):
    """Which decisions to show; nothing is required."""

    act = forms.ChoiceField(
        label=pgettext_lazy("law", "Act"),
        required=False,
        choices=lambda: [("", pgettext_lazy("filter", "Any")), *_acts()],
    )
    duty = forms.ChoiceField(
        label=pgettext_lazy("filter", "Duty"),
        required=False,
        choices=lambda: [("", pgettext_lazy("filter", "Any")), *duties_to_choose()],
    )

    def chosen(self) -> dict[str, str]:
        """What is understood; empty for the rest."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("act", "duty")}


def _month(period: Period) -> str:
    return capfirst(month_name(period.start))
