"""What somebody answers to a claim, and the address of who wants to follow."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.choices import Says
from issues.models import LONGEST_ANSWER, Answer, Claim
from portal.kit import forms
from portal.questions.forms.asking import MarkField, mail_field
from portal.questions.forms.pictures import PictureField


class AnswerForm(forms.Form):
    """Begins with what was answered before. Words and photo belong to a dispute alone.

    `claim` is the number of the claim that was read: an answer is of no other one.
    """

    claim = forms.IntegerField(required=False, widget=forms.HiddenInput)
    says = forms.ChoiceField(
        label=_("Is the issue solved?"),
        choices=[(Says.YES, ""), (Says.NO, ""), (Says.NOT_MINE, "")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")},
    )
    text = forms.CharField(
        label=_("What is not done"),
        help_text=_("Up to 500 characters. It is published without your name once another body has read it."),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photo = PictureField(
        label=pgettext_lazy("question", "Photo"),
        required=False,
        help_text=_("Up to 10 MB, without faces. A small copy is kept, without the place and time the camera wrote."),
    )
    drops_photo = forms.BooleanField(label=_("Take off the photo sent before"), required=False)

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, given: Answer | None, claim: Claim) -> None:
        begun: dict[str, Any] = {"says": given.says, "text": given.own_text} if given else {}
        begun["claim"] = claim.number
        super().__init__(data, files, initial=begun)
        if given is None or given.picture_id is None:
            del self.fields["drops_photo"]


class FollowForm(forms.Form):
    email = mail_field(_("You confirm it by a button on the page behind the letter."))
    stamp = MarkField()

    use_required_attribute = False
