"""What the maslikhat says to a calendar it was sent; by a link, also who says it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kit import forms


class HearingForm(forms.Form):
    """Agree or refuse with words; of a notice, remarks alone."""

    AGREE, REFUSE = "agree", "refuse"

    decision = forms.ChoiceField(
        label=_("Answer of the maslikhat"),
        widget=forms.RadioSelect,
        choices=[
            (AGREE, pgettext_lazy("answer of the maslikhat", "Agreed")),
            (REFUSE, pgettext_lazy("answer of the maslikhat", "Not agreed")),
        ],
    )
    remarks = forms.CharField(
        required=False, max_length=4000, label=_("Remarks"), widget=forms.Textarea(attrs={"rows": 5})
    )

    use_required_attribute = False

    def __init__(self, *args: Any, asks_agreement: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_agreement:
            self.fields["remarks"].help_text = _("Needed to refuse: name the meeting and what should change.")
        else:
            del self.fields["decision"]
            self.fields["remarks"].help_text = _("They are kept and shown to the akimat; they bind nobody.")

    @property
    def answer(self) -> dict[str, Any]:
        """Arguments of the answer."""
        data = self.cleaned_data
        return {"agrees": data.get("decision", self.AGREE) == self.AGREE, "remarks": data["remarks"]}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == self.AGREE and data.get("remarks", "").strip():
            self.add_error("decision", _("You have written remarks. Choose “Not agreed”, or clear them."))
        return data


class LinkForm(HearingForm):
    """The same of somebody who came by a link."""

    name = forms.CharField(max_length=200, label=_("Full name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    post = forms.CharField(
        max_length=200,
        label=_("Post"),
        help_text=_("The akimat sees the name and the post; nobody else does."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )

    field_order = ("name", "post", "decision", "remarks")
