"""What somebody types who asks a question, supports one, or looks one up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Territory
from portal.kit import asked, forms
from portal.questions.choices import PUBLIC_STATES, State, Topic
from portal.questions.forms.pictures import PictureField
from portal.questions.models import LONGEST_TEXT

_LONGEST_MAIL = 254
#: What comes back in hidden fields and is longer was made by nobody here.
_LONGEST_MARK = 300


class MarkField(forms.CharField):
    """A hidden text that the page put there; one that is no such text is as good as none."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> str:
        text = value if isinstance(value, str) else ""
        return text if len(text) <= _LONGEST_MARK and text.isprintable() else ""


def mail_field(help_text: Any) -> forms.EmailField:
    box = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    return forms.EmailField(
        label=_("E-mail"),
        help_text=help_text,
        max_length=_LONGEST_MAIL,
        widget=box,
        error_messages={
            "required": _("Write your address of e-mail: the letter with the button goes there."),
            "invalid": _("This is no address of e-mail. An example: name@mail.kz"),
        },
    )


class AskForm(forms.Form):
    """A question to a meeting. `places` are those it may be about."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_(
            "One question, up to 1,000 characters. Leave out identification numbers, telephones and addresses."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your question.")},
    )
    territory = forms.ChoiceField(label=_("About which place"), widget=forms.RememberedSelect)
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=forms.RememberedSelect)
    photo = PictureField(
        label=pgettext_lazy("question", "Photo"),
        required=False,
        help_text=_("Up to 10 MB, without faces. A small copy is kept, without the place and time the camera wrote."),
    )
    email = mail_field(_("To confirm the question and to tell you of the answer. It is never published."))
    consent = forms.BooleanField(
        label=_(
            "I agree that the text is published without my name, and that my e-mail and the text are kept until a year "
            "after the meeting; if an issue is made of it, the e-mail until a year after the issue is solved or closed"
        ),
        error_messages={"required": _("Without your consent the question cannot be taken.")},
    )
    stamp = MarkField()
    seen = MarkField()

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, places: list[Territory], **options: Any) -> None:
        super().__init__(data, files, **options)
        self._places = {place.kato: place for place in places}
        forms.choices_of(self, "territory").choices = [(place.kato, place.name) for place in places]
        forms.choices_of(self, "topic").choices = [
            ("", _("told by the text")),
            *((value, str(label).capitalize()) for value, label in Topic.choices),
        ]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST_TEXT:
            sentence = _("The question has %(long)d characters, and at most %(count)d are taken: write the main thing.")
            raise ValidationError(sentence, code="long", params={"long": len(text), "count": LONGEST_TEXT})
        return text

    def place(self) -> Territory:
        """Of a valid form."""
        return self._places[self.cleaned_data["territory"]]


class SupportForm(forms.Form):
    """A voice for a question or a demand."""

    email = mail_field(_("One mailbox, one voice: you confirm it by a button on the page behind the letter."))
    consent = forms.BooleanField(
        label=_(
            "I agree that my e-mail is kept until a year after the meeting, to tell me of the answer; if an issue is "
            "made of it, until a year after the issue is solved or closed"
        ),
        error_messages={"required": _("Without your consent the voice cannot be taken.")},
    )
    stamp = MarkField()

    use_required_attribute = False


class FindForm(forms.Form):
    """A number from a slip of paper."""

    number = forms.CharField(
        label=_("Number of the question"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    use_required_attribute = False


#: What the address of the list says, told by its shape.
LIST_READERS: Mapping[str, asked.Reader] = {
    "place": asked.shaped("[0-9]{9}"),
    "topic": asked.one_of(Topic.values),
    "state": asked.one_of(PUBLIC_STATES),
    "meeting": asked.shaped("[0-9]{4}-[0-9]{6}"),
    **asked.PAGED,
}


class ListForm(forms.Form):
    """The filter of published questions. Nothing is required; `regions` are offered, with the place that is chosen."""

    place = forms.ChoiceField(label=_("Place"), required=False, widget=forms.RememberedSelect)
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=forms.RememberedSelect)
    state = forms.ChoiceField(label=_("What became of it"), required=False, widget=forms.RememberedSelect)
    meeting = MarkField()

    use_required_attribute = False

    def __init__(self, data: Any, *, places: list[Territory]) -> None:
        super().__init__(data, auto_id="%s")
        forms.choices_of(self, "place").choices = [
            ("", pgettext_lazy("filter", "all places")),
            *((place.kato, place.name) for place in places),
        ]
        forms.choices_of(self, "topic").choices = [("", pgettext_lazy("filter", "all topics")), *Topic.choices]
        states = [(state.value, state.label) for state in State if state in PUBLIC_STATES]
        forms.choices_of(self, "state").choices = [("", pgettext_lazy("filter", "all")), *states]
