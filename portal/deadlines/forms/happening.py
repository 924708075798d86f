"""What people record that happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body, Territory
from portal.deadlines.models import Obligation
from portal.deadlines.queries.why.happening import event_label
from portal.deadlines.services.happening_by_hand import Occasion
from portal.kernel.wording import Lines
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both, without_people
from portal.law.counting.events import Event

_NO_CHOICE = {"invalid_choice": _("There is no such choice. Choose one from the list.")}
_ABOUT = 150
#: A new matter is said in both languages.
_SAID = ("about_kk", "about_ru")


class EventForm(forms.Form):
    """What happened, when, at which body, and what it is about. It is previewed before it is recorded."""

    event = forms.ChoiceField(label=pgettext_lazy("event", "What happened"), error_messages=_NO_CHOICE)
    body = forms.ChoiceField(label=pgettext_lazy("filter", "Body"), error_messages=_NO_CHOICE)
    on = DateTextField(label=_("On which day"))
    subject = forms.ChoiceField(
        required=False,
        label=_("To which matter it belongs"),
        help_text=_(
            "Some days are counted from the latest of several events: choose the matter that waits for this one."
        ),
        error_messages=_NO_CHOICE,
    )
    about_kk, about_ru = in_both(
        _("What it is about, in Kazakh"),
        _("What it is about, in Russian"),
        required=False,
        max_length=_ABOUT,
        validators=[without_people],
        help_text=_("A few words or the number of a document; no names, telephones or addresses of people."),
    )
    place = forms.ChoiceField(required=False, label=_("Region, city"), error_messages=_NO_CHOICE)

    def __init__(
        self,
        data: Any,
        *,
        events: Iterable[Event],
        bodies: Iterable[Body],
        matters: Iterable[Obligation],
        places: Iterable[Territory],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self._bodies = {body.slug: body for body in bodies}
        self._matters = {f"{row.body_id} {row.subject}": row for row in matters}
        self._places = {place.kato: place for place in places}
        self._offer("event", [("", "–"), *((event.value, event_label(event)) for event in events)])
        unchosen = [("", _("Choose a body"))] if len(self._bodies) > 1 else []
        self._offer("body", [*unchosen, *((slug, body.plain) for slug, body in self._bodies.items())])
        self._offer("place", [("", "–"), *((kato, place.name) for kato, place in self._places.items())])
        if self._matters:
            named = ((key, f"{row.about} ({row.body.plain})") for key, row in self._matters.items())
            self._offer("subject", [("", _("A new matter")), *named])
        else:
            del self.fields["subject"]
            for name in _SAID:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = gettext("Write what it is about.")
        if len(self._bodies) == 1:
            self.initial.setdefault("body", next(iter(self._bodies)))

    def _offer(self, name: str, options: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(options)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        matter = self._matters.get(typed.get("subject", ""))
        if matter is None:
            for name in _SAID:
                if name not in self.errors and not typed.get(name, "").strip():
                    self.add_error(name, gettext("Write what it is about."))
        elif (body := self._bodies.get(typed.get("body", ""))) is not None and matter.body_id != body.pk:
            self.add_error("subject", gettext("This matter is of another body."))
        return typed

    def occasion(self) -> Occasion:
        """What was typed. Only of a valid form."""
        typed = self.cleaned_data
        matter = self._matters.get(typed.get("subject", ""))
        return Occasion(
            event=Event(typed["event"]),
            body=self._bodies[typed["body"]],
            on=typed["on"],
            about=self._about(matter),
            subject=matter.subject if matter is not None else "",
        )

    def _about(self, matter: Obligation | None) -> Lines:
        if matter is not None:
            return Lines(matter.about_kk, matter.about_ru, matter.about_en)
        typed = self.cleaned_data
        kk, ru = typed["about_kk"].strip(), typed["about_ru"].strip()
        place = self._places.get(typed["place"])
        if place is None:
            return Lines(kk, ru, "")
        return Lines(f"{kk}; {place.name_kk}", f"{ru}; {place.name_ru}", "")


class CallOffForm(forms.Form):
    """Why what was recorded does not take place."""

    reason = forms.CharField(
        max_length=500,
        label=_("Reason"),
        help_text=_("It is shown to everyone beside the duties: do not name people."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[without_people],
    )


class NotHeldForm(CallOffForm):
    """Why what a duty waits for will not be."""
