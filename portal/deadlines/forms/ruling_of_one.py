"""Decisions about one body: more time, or a release."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.forms import BodyField
from portal.bodies.models import Body
from portal.bodies.queries import bodies_by_name
from portal.deadlines.choices import Release
from portal.deadlines.forms.ruling import DutyForm, duties_to_choose
from portal.deadlines.models import Decision
from portal.kernel.periods import Period
from portal.kit import forms
from portal.kit.fields import DateTextField
from portal.kit.formats import period_name
from portal.kit.forms import choices_of, rows_of

#: Years whose periods can be chosen for one body, from the one to come back.
_YEARS = (1, 0, -1, -2, -3)


def _with_its_parts(year: Period) -> tuple[str, list[tuple[str, str]]]:
    parts = [part for kind in ("half", "quarter", "month") for part in year.parts(kind)]
    return str(year.start.year), [(period.key, capfirst(period_name(period))) for period in (year, *parts)]


class RulingForm(DutyForm):
    """About one body: chosen here, or given by the obligation the administrator came from."""

    body = BodyField(
        label=_("Body"), queryset=Body.objects.none(), to_field_name="slug", empty_label=_("Choose a body")
    )
    period_key = forms.ChoiceField(
        label=pgettext_lazy("filter", "Period"),
        help_text=_("Of the kind that the duty is counted in: a year, a half-year, a quarter or a month."),
    )
    field_order: tuple[str, ...] = ("body", "duty", "period_key")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("applies_from", "applies_to"):
            del self.fields[name]
        if self.obligation is not None:
            for name in ("body", "duty", "period_key"):
                del self.fields[name]
        else:
            rows_of(self, "body").queryset = bodies_by_name(self.today)
            years = [Period.year(self.today.year + ahead) for ahead in _YEARS]
            choices_of(self, "period_key").choices = [("", _("Choose a period")), *map(_with_its_parts, years)]
            choices_of(self, "duty").choices = [("", _("Choose a duty")), *duties_to_choose(since=years[-1].start)]

    def draft(self) -> Decision:
        row = self.obligation
        if row is not None:
            draft = Decision(duty=row.duty, body=row.body, period_key=row.period_key, subject=row.subject)
        else:
            given = self.cleaned_data
            draft = Decision(duty=given["duty"], body=given["body"], period_key=given["period_key"])
        period = row.period if row is not None else Period.parse(draft.period_key)
        draft.applies_from = period.start if period is not None else self.today
        draft.applies_to = period.end if period is not None else None
        return self.fill(draft)


class ExtensionForm(RulingForm):
    """A later last day for one body."""

    extended_to = DateTextField(label=_("New last day, inclusive"))
    field_order = ("body", "duty", "period_key", "extended_to")

    def fill(self, draft: Decision) -> Decision:
        draft.extended_to = self.cleaned_data["extended_to"]
        return super().fill(draft)


class ReleaseForm(RulingForm):
    """Nothing more is expected of one body."""

    released_as = forms.ChoiceField(
        label=_("How it is released"),
        choices=[
            (Release.WAIVED.value, _("The duty is waived this once")),
            (Release.EXEMPT.value, _("The body is exempt from it")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("body", "duty", "period_key", "released_as")

    def fill(self, draft: Decision) -> Decision:
        draft.released_as = self.cleaned_data["released_as"]
        return super().fill(draft)
