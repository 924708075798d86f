"""A file of a held meeting, or a link to its recording."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.holding.choices import AttachmentKind
from portal.holding.forms.account import SectionForm
from portal.holding.models import Account, Attachment
from portal.holding.services.attachments import Attached
from portal.kit import forms
from portal.kit.fields import in_both
from portal.kit.texts import longest


class AttachmentForm(SectionForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=AttachmentKind, widget=forms.RadioSelect)
    title_kk, title_ru = in_both(
        _("Name, in Kazakh"), _("Name, in Russian"), required=False, max_length=longest(Attachment, "title")
    )
    file = forms.FileField(required=False, label=_("File"), help_text=_("PDF, PNG, JPEG, DOCX or XLSX, up to 20 MB."))
    link = forms.CharField(
        required=False,
        max_length=500,
        label=_("Or a link"),
        help_text=_("The address of the recording or document, beginning with https://"),
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    is_public = forms.BooleanField(required=False, label=_("For everybody, with the results"))

    def of(self, account: Account) -> dict[str, Any]:
        return {"kind": AttachmentKind.REPORT, "is_public": True}

    def attached(self) -> Attached:
        typed = self.cleaned_data
        names = ("kind", "title_kk", "title_ru", "link", "is_public")
        return Attached(upload=typed["file"], **{name: typed[name] for name in names})


class RemoveForm(SectionForm):
    """Taking a file off; of published results with what is corrected."""

    def of(self, account: Account) -> dict[str, Any]:
        return {}
