"""An address for news of a place."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.kit import forms
from portal.questions.forms.asking import MarkField, mail_field


class SubscribeForm(forms.Form):
    email = mail_field(_("You confirm it by a button on the page behind the letter."))
    stamp = MarkField()

    use_required_attribute = False
