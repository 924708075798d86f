"""What people of a body type about evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models import Evidence, Obligation
from portal.deadlines.services import Proof
from portal.kit.fields import DateTextField


class EvidenceForm(forms.Form):
    """One document that shows a duty done: a file or a page. What must be there is checked by the service."""

    kind = forms.ChoiceField(
        label=_("What is the evidence?"),
        choices=[
            (EvidenceKind.FILE, pgettext_lazy("evidence", "A file")),
            (EvidenceKind.LINK, pgettext_lazy("evidence", "A page on the internet")),
        ],
        initial=EvidenceKind.FILE,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("When the evidence is a file: PDF, PNG, JPEG, DOCX or XLSX, up to 20 MB"),
    )
    address = forms.CharField(
        required=False,
        max_length=500,
        label=_("Address of the page"),
        help_text=_("When it is a page on the internet: the address begins with https://"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    title = forms.CharField(
        max_length=250, label=_("Name of the document"), help_text=_("For example: Order on the departmental plan")
    )
    number = forms.CharField(required=False, max_length=60, label=_("Number of the document"))
    signed_on = DateTextField(label=_("Signed or published on"))
    signer = forms.CharField(required=False, max_length=200, label=_("Signed by"), help_text=_("Post and surname"))

    def proof(self) -> Proof:
        """What was typed, without the file. Only of a valid form."""
        typed = self.cleaned_data
        return Proof(
            kind=typed["kind"],
            title=typed["title"].strip(),
            address=typed["address"].strip() if typed["kind"] == EvidenceKind.LINK else "",
            number=typed["number"].strip(),
            signed_on=typed["signed_on"],
            signer=typed["signer"].strip(),
        )

    def upload(self) -> Any:
        """The file, when the evidence is one."""
        return self.cleaned_data["file"] if self.cleaned_data["kind"] == EvidenceKind.FILE else None


class RecordForm(EvidenceForm):
    """Evidence that closes a duty. The reason is asked for only once it can be late."""

    late_reason = forms.CharField(
        required=False,
        label=_("Why it was late"),
        help_text=_(
            "Needed when the document is dated after the due day. It is shown to everyone: do not name people."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, obligation: Obligation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if obligation.due_on is None or today <= obligation.due_on:
            del self.fields["late_reason"]

    @property
    def late_reason_given(self) -> str:
        return str(self.cleaned_data.get("late_reason", ""))


class CorrectionForm(EvidenceForm):
    """Another document in the place of a mistaken one."""

    reason = forms.CharField(
        label=_("What was wrong"),
        help_text=_("The old evidence stays visible with this reason."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("reason",)

    @staticmethod
    def of(evidence: Evidence) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(evidence, name) for name in ("kind", "address", "title", "number", "signed_on", "signer")}


class WithdrawForm(forms.Form):
    """Why a fulfilment is withdrawn."""

    reason = forms.CharField(
        label=_("Reason for withdrawing"),
        help_text=_("It is shown to everyone. The duty is open again."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
