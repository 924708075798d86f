"""What readers of the record choose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Territory
from portal.deadlines.choices import Level, StateKind
from portal.deadlines.queries import Asked, Offer
from portal.deadlines.queries.words import in_words
from portal.kernel.periods import Period, WrongPeriod
from portal.kit import formats, forms
from portal.kit.fields import DateTextField
from portal.law import catalogue, registry

TABLE, LIST = "table", "list"
CONFIRMED, APART = "confirmed", "apart"
STANDING = "standing"
#: States a public record can hold, in the order of a filter.
_STATES = (
    StateKind.OVERDUE,
    StateKind.RETURNED_LATE,
    StateKind.RETURNED,
    StateKind.DUE_SOON,
    StateKind.UPCOMING,
    StateKind.EXTENDED,
    StateKind.WAITING,
    StateKind.MET,
    StateKind.CONFIRMED,
    StateKind.CLAIMED,
    StateKind.MET_LATE,
    StateKind.WAIVED,
    StateKind.EXEMPT,
    StateKind.GONE,
    StateKind.STANDING,
)
#: Few enough at any time to be asked for over all years.
_OPEN = (
    StateKind.OVERDUE,
    StateKind.RETURNED_LATE,
    StateKind.RETURNED,
    StateKind.DUE_SOON,
    StateKind.UPCOMING,
    StateKind.EXTENDED,
    StateKind.WAITING,
)
_ANY = pgettext_lazy("filter", "Any")
_UNKNOWN = {"invalid_choice": _("There is no such choice. Choose one from the list.")}


def _choice(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, label=label, error_messages=_UNKNOWN)


class BoardForm(forms.Form):
    """The filter of the record. Options are given by the view, in the reader's order; nothing is required."""

    body = _choice(pgettext_lazy("filter", "Body"))
    duty = _choice(pgettext_lazy("filter", "Duty"))
    year = _choice(pgettext_lazy("filter", "Year"))
    period = _choice(pgettext_lazy("filter", "Period"))
    state = _choice(pgettext_lazy("filter", "State"))
    region = _choice(pgettext_lazy("filter", "Region"))
    level = _choice(pgettext_lazy("filter", "Level"))
    act = _choice(pgettext_lazy("filter", "Act"))
    text = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("filter", "Text of the duty"),
        choices=[
            ("", _ANY),
            (CONFIRMED, pgettext_lazy("text of a duty", "Confirmed, or ordered by a decision")),
            (APART, pgettext_lazy("text of a duty", "Not confirmed")),
        ],
        error_messages=_UNKNOWN,
    )
    q = forms.CharField(
        required=False, max_length=100, label=pgettext_lazy("filter", "Name of a body or code of a place")
    )
    as_of = DateTextField(required=False, label=_("The record as it stood on"))
    view = forms.ChoiceField(
        required=False, choices=[(TABLE, TABLE), (LIST, LIST)], widget=forms.HiddenInput, error_messages=_UNKNOWN
    )

    def __init__(self, *args: Any, offered: Offer, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self._bodies = {body.slug: body for body in offered.bodies}
        self._regions: dict[str, Territory] = {region.kato: region for region in offered.regions}
        self._offer("body", ((slug, body.plain) for slug, body in self._bodies.items()))
        self._offer("duty", ((key, in_words(registry.duty(key).title)) for key in registry.KEYS))
        years = [*((str(year), str(year)) for year in offered.years), (STANDING, _("At all times"))]
        self._offer("year", years, first=self._no_year())
        self._offer("period", ((period.key, formats.period_name(period)) for period in self._periods()))
        self._offer("state", ((kind.value, kind.label) for kind in _STATES))
        self._offer("region", ((kato, place.name) for kato, place in self._regions.items()))
        self._offer("level", Level.choices)
        self._offer("act", _acts())

    def _offer(self, name: str, options: Iterable[tuple[str, Any]], first: Any = _ANY) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", first), *options]

    def _no_year(self) -> Any:
        """How the record is read when no year is chosen; see `_year`."""
        asked = self.data
        if asked.get("period"):
            return pgettext_lazy("filter", "Year of the period")
        if asked.get("as_of"):
            return pgettext_lazy("filter", "Year of that day")
        is_list = asked.get("view") == LIST or asked.get("state") or asked.get("q")
        if is_list and (asked.get("state") in _OPEN or asked.get("body")):
            return pgettext_lazy("filter", "All years")
        return pgettext_lazy("filter", "This year")

    def _periods(self) -> list[Period]:
        """Of the year of the period asked for, else of the year asked for, else of this one."""
        asked = self.data.get("period") or self.data.get("year") or ""
        try:
            year = Period.parse(asked[:4]).start.year
        except WrongPeriod:
            year = self.today.year
        whole = Period.year(year)
        return [whole, *whole.parts("half"), *whole.parts("quarter"), *whole.parts("month")]

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"]).strip()

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > self.today:
            raise ValidationError(_("This day has not come yet."), code="ahead")
        # Of today the record tells as it is.
        return None if day == self.today else day

    @property
    def is_list(self) -> bool:
        """Rows in the place of a table: asked for, or the only way to show a state. Only of a valid form."""
        chosen = self.cleaned_data
        return bool(chosen["view"] == LIST or chosen["state"] or chosen["q"] or chosen["text"])

    def asked(self) -> Asked:
        """What was chosen. Only of a valid form.

        Without a year it is that of the period, else the year of the day asked about; a list of what is still open, or
        of one body, is over all years.
        """
        chosen = self.cleaned_data
        return Asked(
            body=self._bodies.get(chosen["body"]),
            duty=chosen["duty"],
            act=chosen["act"],
            period_key=chosen["period"],
            year=self._year(),
            state=chosen["state"],
            region=self._regions.get(chosen["region"]),
            level=chosen["level"],
            as_of=chosen["as_of"],
            q=chosen["q"],
            apart={APART: True, CONFIRMED: False}.get(chosen["text"]),
        )

    def _year(self) -> int | None:
        chosen = self.cleaned_data
        if chosen["year"]:
            return 0 if chosen["year"] == STANDING else int(chosen["year"])
        if chosen["period"]:
            return int(chosen["period"][:4])
        if self.is_list and chosen["as_of"] is None and (chosen["state"] in _OPEN or chosen["body"]):
            return None
        return (chosen["as_of"] or self.today).year


def _acts() -> list[tuple[str, Any]]:
    """Regimes by their letter, with the short name of their latest edition."""
    names = {act.regime: in_words(act.short) for act in catalogue.ACTS}
    return list(names.items())
