"""For which days an evidence file is made."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.deadlines.queries.evidence_file import Stretch
from portal.kernel.periods import Period, WrongPeriod
from portal.kit import formats, forms
from portal.kit.fields import DateTextField


class PeriodForm(forms.Form):
    """Two days, both included. `?period=2026`, `2026-H1` or `2026-Q1` fills them; nothing, the running year."""

    since = DateTextField(label=pgettext_lazy("first day", "From"))
    until = DateTextField(label=pgettext_lazy("last day", "To"))

    def __init__(self, asked: Any, *, today: date) -> None:
        period = _period(asked.get("period", ""), today)
        given = {name: asked[name] for name in ("since", "until") if asked.get(name)}
        days = {"since": formats.day_digits(period.start), "until": formats.day_digits(period.last_day)}
        super().__init__({**days, **given})
        for field in self.fields.values():
            field.help_text = ""

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("since") and typed.get("until") and typed["until"] < typed["since"]:
            self.add_error("until", _("The last day must not be before the first."))
        return typed

    def stretch(self) -> Stretch:
        """Only of a valid form."""
        return Stretch(self.cleaned_data["since"], self.cleaned_data["until"])


def _period(key: str, today: date) -> Period:
    """The period named; a name of none is passed over, as any other unknown part of an address."""
    try:
        return Period.parse(key)
    except WrongPeriod:
        return Period.containing("year", today)
