"""What the office writes down of somebody who asks by telephone, on paper or at the office."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import Language
from portal.bodies.models import Territory
from portal.kit import forms
from portal.kit.forms import choices_of, rows_of
from portal.questions.choices import Topic, Way
from portal.questions.models import LONGEST_TEXT
from portal.questions.services.entering import Caller


class _Place(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class EnterForm(forms.Form):
    """Nothing of the person is needed."""

    way = forms.ChoiceField(label=_("How the question came"), widget=forms.RadioSelect)
    own_language = forms.ChoiceField(label=_("Language of the question"), choices=Language, initial="kk")
    text = forms.CharField(
        label=_("The question, as the person puts it"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    territory = _Place(Territory.objects.none(), label=_("Place the question is about"))
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    name = forms.CharField(label=_("Name of the person"), required=False, max_length=150)
    phone = forms.CharField(label=_("Telephone of the person"), required=False, max_length=60)
    email = forms.EmailField(
        label=_("Mail of the person"),
        required=False,
        max_length=254,
        help_text=_("The person confirms it by a letter; then the fate of the question is told there."),
    )
    consents = forms.BooleanField(
        label=_("The person agrees that this is kept until a year after the meeting"),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, place: Territory) -> None:
        super().__init__(data, initial={"key": str(uuid4()), "territory": place.pk, "way": Way.PHONE})
        choices_of(self, "way").choices = [each for each in Way.choices if each[0] != Way.PORTAL]
        guessed = ("", pgettext_lazy("topic", "as the text says"))
        choices_of(self, "topic").choices = [guessed, *Topic.choices]
        rows_of(self, "territory").queryset = Territory.objects.lying_in(place).order_by("kato")

    def arguments(self) -> dict[str, Any]:
        """Of the service."""
        typed = self.cleaned_data
        caller = Caller(**{name: typed[name] for name in ("name", "phone", "email", "consents")})
        told = {name: typed[name] for name in ("text", "territory", "topic", "way", "key")}
        return {**told, "language": typed["own_language"], "caller": caller}
