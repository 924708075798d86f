"""What another body types of answers to a claim: why one does not count, and the words everybody reads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.forms.working import NO_PEOPLE, reason
from issues.models import LONGEST_ANSWER, Answer
from issues.services.reviewing import PublicWords
from issues.services.words import LONGEST_WHY
from portal.kit import formats, forms
from portal.kit.fields import in_both
from portal.kit.texts import longest
from portal.questions.rules.languages import language_of


class AsideForm(forms.Form):
    """Why an answer does not count."""

    note_kk, note_ru = reason(
        _("Why it does not count, in Kazakh"), _("Why it does not count, in Russian"), max_length=LONGEST_WHY
    )

    use_required_attribute = False


class WordsForm(forms.Form):
    """What everybody reads of a dispute; begins with the person's own words, to be translated."""

    text_kk, text_ru = in_both(
        _("Text for everyone, in Kazakh"),
        _("Text for everyone, in Russian"),
        lines=3,
        max_length=LONGEST_ANSWER,
        help_text=NO_PEOPLE,
    )
    shows_picture = forms.BooleanField(label=_("Show the picture to everyone"), required=False)
    alt_kk, alt_ru = in_both(
        _("What the picture shows, in Kazakh"),
        _("What the picture shows, in Russian"),
        required=False,
        max_length=longest(Answer, "picture_alt"),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, *, answer: Answer) -> None:
        own = language_of(answer.own_text, formats.language())
        begun = {
            f"text_{code}": getattr(answer, f"text_{code}") or (answer.own_text if code == own else "")
            for code in ("kk", "ru")
        }
        begun |= {f"alt_{code}": getattr(answer, f"picture_alt_{code}") for code in ("kk", "ru")}
        super().__init__(data, initial=begun)
        if answer.picture is None:
            for name in ("shows_picture", "alt_kk", "alt_ru"):
                del self.fields[name]

    def words(self) -> PublicWords:
        return PublicWords(**self.cleaned_data)
