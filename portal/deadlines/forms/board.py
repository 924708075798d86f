"""What readers of the record choose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Body, Territory
from portal.deadlines.acts import registry
from portal.deadlines.choices import StateKind
from portal.deadlines.queries import Asked
from portal.deadlines.queries.wording import in_words
from portal.kit import formats

#: States a public record can hold, in the order of a filter.
_STATES = (
    StateKind.OVERDUE,
    StateKind.DUE_SOON,
    StateKind.UPCOMING,
    StateKind.MET,
    StateKind.MET_LATE,
    StateKind.EXTENDED,
    StateKind.WAIVED,
    StateKind.EXEMPT,
)
_ANY = pgettext_lazy("filter", "Any")
_UNKNOWN = {"invalid_choice": _("There is no such choice. Choose one from the list.")}


class BoardForm(forms.Form):
    """The filter of the record. Options are given by the view, in the reader's order; nothing is required."""

    body = forms.ChoiceField(required=False, label=pgettext_lazy("filter", "Body"), error_messages=_UNKNOWN)
    duty = forms.ChoiceField(required=False, label=pgettext_lazy("filter", "Duty"), error_messages=_UNKNOWN)
    period = forms.ChoiceField(required=False, label=pgettext_lazy("filter", "Period"), error_messages=_UNKNOWN)
    state = forms.ChoiceField(required=False, label=pgettext_lazy("filter", "State"), error_messages=_UNKNOWN)
    region = forms.ChoiceField(required=False, label=pgettext_lazy("filter", "Region"), error_messages=_UNKNOWN)

    def __init__(self, *args: Any, bodies: Iterable[Body], periods: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bodies = {body.slug: body for body in bodies}
        self._regions: dict[str, Territory] = {
            body.territory.kato: body.territory for body in self._bodies.values() if body.territory is not None
        }
        self._offer("body", ((slug, body.plain) for slug, body in self._bodies.items()))
        self._offer("duty", ((key, in_words(registry.duty(key).title)) for key in registry.KEYS))
        self._offer("period", ((key, formats.period_name(key)) for key in periods))
        self._offer("state", ((kind.value, kind.label) for kind in _STATES))
        self._offer("region", ((kato, place.name) for kato, place in self._regions.items()))

    def _offer(self, name: str, options: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _ANY), *options]

    def asked(self) -> Asked:
        """What was chosen. Only of a valid form."""
        chosen = self.cleaned_data
        return Asked(
            body=self._bodies.get(chosen["body"]),
            duty=chosen["duty"],
            period_key=chosen["period"],
            state=chosen["state"],
            region=self._regions.get(chosen["region"]),
        )
