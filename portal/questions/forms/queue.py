"""What of the list of questions and demands somebody wants to see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Territory
from portal.kit import forms
from portal.kit.forms import choices_of
from portal.questions.choices import Topic
from portal.questions.queries.queue import Asked, Tab


class QueueForm(forms.Form):
    """What is not understood asks for nothing: the list is shown whole."""

    q = forms.CharField(label=_("Number of a question, a demand or a meeting"), required=False, max_length=40)
    what = forms.ChoiceField(
        label=_("Questions or demands"),
        required=False,
        choices=[
            ("", pgettext_lazy("all of a list", "all")),
            ("question", _("questions")),
            ("demand", _("demands")),
        ],
    )
    place = forms.ChoiceField(label=_("Place"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, data: Any, *, places: Sequence[Territory]) -> None:
        super().__init__(data)
        everything = ("", pgettext_lazy("all of a list", "all"))
        choices_of(self, "place").choices = [everything, *((str(place.pk), place.name) for place in places)]
        choices_of(self, "topic").choices = [everything, *Topic.choices]
        self.is_valid()

    def asked(self, tab: Tab) -> Asked:
        typed = self.cleaned_data
        place = typed.get("place", "")
        return Asked(
            tab=tab,
            what=typed.get("what", ""),
            meeting=typed.get("q", "").strip(),
            place=int(place) if place else None,
            topic=typed.get("topic", ""),
        )
