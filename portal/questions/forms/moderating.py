"""What a moderator types of a text of somebody: the public one, why there is none, with what it is joined."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel.wording import Lines
from portal.kit import forms
from portal.kit.fields import in_both
from portal.kit.forms import choices_of
from portal.kit.texts import longest
from portal.questions.choices import ReadReason, Refusal, Topic
from portal.questions.models import LONGEST_TEXT, AskedQuestion, Demand
from portal.questions.rules.reasons import TOLD
from portal.questions.services.moderating import Public

Sent = AskedQuestion | Demand


class _Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": False}))

    use_required_attribute = False


class PublicForm(_Versioned):
    """Begins with the person's own words in the language they were written in."""

    text_kk, text_ru = in_both(
        _("Text for everyone, in Kazakh"),
        _("Text for everyone, in Russian"),
        lines=6,
        max_length=LONGEST_TEXT,
        help_text=_("No names, no telephones, no addresses of private people."),
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic)
    shows_picture = forms.BooleanField(label=_("Show the picture to everyone"), required=False)
    picture_alt_kk, picture_alt_ru = in_both(
        _("What the picture shows, in Kazakh"),
        _("What the picture shows, in Russian"),
        required=False,
        max_length=longest(AskedQuestion, "picture_alt"),
    )

    def __init__(self, data: Any = None, *, sent: Sent) -> None:
        begun: dict[str, Any] = {"version": sent.version, "topic": sent.topic}
        for language in ("kk", "ru"):
            own = sent.own_text.strip() if sent.own_language == language and not sent.is_public else ""
            begun[f"text_{language}"] = getattr(sent, f"text_{language}") or own
        if isinstance(sent, AskedQuestion):
            begun |= {name: getattr(sent, name) for name in ("shows_picture", "picture_alt_kk", "picture_alt_ru")}
        super().__init__(data, initial=begun)
        if not isinstance(sent, AskedQuestion) or sent.picture is None:
            for name in ("shows_picture", "picture_alt_kk", "picture_alt_ru"):
                del self.fields[name]

    def public(self) -> Public:
        return Public(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class RefuseForm(_Versioned):
    """Each reason stands with the very sentence its author is told."""

    refusal = forms.ChoiceField(
        label=_("Why it is not published"),
        choices=Refusal,
        widget=forms.RadioSelect,
        help_text=_("Below each reason stands what the author is told. Your own words follow it."),
    )
    note_kk, note_ru = in_both(
        _("Your own words to the author, in Kazakh"),
        _("Your own words to the author, in Russian"),
        required=False,
        lines=2,
        max_length=longest(AskedQuestion, "note"),
    )

    def __init__(self, data: Any = None, *, sent: Sent) -> None:
        super().__init__(data, initial={"version": sent.version})

    def told(self) -> list[tuple[Any, Lines]]:
        """The radio buttons, each with its sentence."""
        return [(option, TOLD[str(option.data["value"])]) for option in self["refusal"]]

    def note(self) -> Lines:
        return Lines(self.cleaned_data["note_kk"].strip(), self.cleaned_data["note_ru"].strip(), "")


class RemovalForm(_Versioned):
    reason = forms.ChoiceField(label=_("Why it should be removed"), choices=Refusal)

    def __init__(self, data: Any = None, *, sent: Sent) -> None:
        super().__init__(data, initial={"version": sent.version})


class WhyForm(forms.Form):
    """Why somebody looks at who asked."""

    why = forms.ChoiceField(label=_("Why you look at who asked"), choices=[], widget=forms.RadioSelect)

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        choices_of(self, "why").choices = ReadReason.choices
