"""What people enter about risk, and choose of the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, Territory
from portal.calendars.choices import RiskLevel, RiskSign, RiskState
from portal.calendars.models import RiskSignal
from portal.calendars.queries.risk import AskedRisks
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both, without_people
from portal.kit.forms import choices_of
from portal.kit.texts import longest

_NO_CHOICE = {"invalid_choice": _("There is no such choice. Choose one from the list.")}
_ANY = pgettext_lazy("filter", "Any")
_REASON = 500


class RiskForm(forms.Form):
    """A signal: where, in which branch, how high, since when, and on what ground."""

    body = forms.ChoiceField(label=_("For which body you enter it"), error_messages=_NO_CHOICE)
    territory = forms.ChoiceField(label=_("Place"), error_messages=_NO_CHOICE)
    ministry = forms.ChoiceField(label=_("Ministry of the branch"), error_messages=_NO_CHOICE)
    sign = forms.ChoiceField(
        label=pgettext_lazy("risk signal", "Forecast or risen"),
        choices=RiskSign.choices,
        widget=forms.RadioSelect,
        error_messages=_NO_CHOICE,
    )
    level = forms.ChoiceField(
        label=pgettext_lazy("risk signal", "Level"),
        choices=RiskLevel.choices,
        widget=forms.RadioSelect,
        help_text=_("At a high level the Government is told, and a deputy Prime Minister may take part."),
        error_messages=_NO_CHOICE,
    )
    on = DateTextField(label=_("On which day it was forecast or noticed"))
    ground_kk, ground_ru = in_both(
        _("Ground, in Kazakh"),
        _("Ground, in Russian"),
        required=False,
        lines=4,
        max_length=longest(RiskSignal, "ground"),
        validators=[without_people],
        help_text=_("In one of the two languages at least. It stays internal; do not name people."),
    )

    def __init__(
        self,
        data: Any,
        *,
        bodies: Iterable[Body],
        ministries: Iterable[Body],
        places: Iterable[Territory],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self._bodies = {body.slug: body for body in bodies}
        self._ministries = {body.slug: body for body in ministries}
        self._places = {place.kato: place for place in places}
        for name, known in (("body", self._bodies), ("ministry", self._ministries)):
            unchosen = [("", _("Choose a body"))] if len(known) > 1 else []
            choices_of(self, name).choices = [*unchosen, *((slug, body.plain) for slug, body in known.items())]
        choices_of(self, "territory").choices = [
            ("", _("Choose a place")),
            *((kato, _indented(place)) for kato, place in self._places.items()),
        ]
        if len(self._bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.initial.setdefault("body", next(iter(self._bodies)))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        has_no_ground = not any(typed.get(name, "").strip() for name in ("ground_kk", "ground_ru"))
        if has_no_ground and not {"ground_kk", "ground_ru"} & set(self.errors):
            self.add_error("ground_kk", gettext("Say the ground in Kazakh or in Russian."))
        body, ministry = self._bodies.get(typed.get("body", "")), self._ministries.get(typed.get("ministry", ""))
        if body is not None and ministry is not None and body.kind == BodyKind.MINISTRY and body != ministry:
            self.add_error("ministry", gettext("A ministry registers signals of its own branch."))
        return typed

    def cleaned(self) -> dict[str, Any]:
        """As the service takes it. Only of a valid form."""
        typed = self.cleaned_data
        return {
            "body": self._bodies[typed["body"]],
            "ministry": self._ministries[typed["ministry"]],
            "territory": self._places[typed["territory"]],
            **{name: typed[name] for name in ("level", "sign", "on", "ground_kk", "ground_ru")},
        }


def _indented(place: Territory) -> str:
    """A list shows by its beginning what lies in what."""
    return f"{'– ' * len(place.above)}{place.name}"


class RiskFilterForm(forms.Form):
    """The filter of the register; nothing is required."""

    state = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("filter", "State"),
        choices=[("", _ANY), *RiskState.choices],
        error_messages=_NO_CHOICE,
    )
    level = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("risk signal", "Level"),
        choices=[("", _ANY), *RiskLevel.choices],
        error_messages=_NO_CHOICE,
    )
    ministry = forms.ChoiceField(required=False, label=_("Ministry of the branch"), error_messages=_NO_CHOICE)
    place = forms.ChoiceField(required=False, label=_("Region, city"), error_messages=_NO_CHOICE)

    def __init__(self, data: Any, *, ministries: Iterable[Body], places: Iterable[Territory], **more: Any) -> None:
        super().__init__(data, **more)
        self._places = {place.kato: place for place in places}
        choices_of(self, "ministry").choices = [("", _ANY), *((body.slug, body.short) for body in ministries)]
        choices_of(self, "place").choices = [("", _ANY), *((kato, place.name) for kato, place in self._places.items())]

    def asked(self) -> AskedRisks:
        """What was chosen. Only of a valid form."""
        chosen = self.cleaned_data
        return AskedRisks(
            state=chosen["state"],
            level=chosen["level"],
            ministry=chosen["ministry"],
            place=self._places.get(chosen["place"]),
        )


class WithdrawRiskForm(forms.Form):
    reason = forms.CharField(
        max_length=_REASON,
        label=_("Reason"),
        help_text=_("It stays with the signal and is not published; do not name people."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[without_people],
    )


class PublishRiskForm(forms.Form):
    """What everybody will read."""

    statement_kk, statement_ru = in_both(
        _("What everybody reads, in Kazakh"),
        _("What everybody reads, in Russian"),
        lines=4,
        max_length=longest(RiskSignal, "statement"),
        validators=[without_people],
        help_text=_("The ground as it was entered stays internal."),
    )
