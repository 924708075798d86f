"""The ground, the day and the document of a decision, carried over its two steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import Decision
from portal.deadlines.queries.ruling.words import proposed_wording
from portal.kernel.wording import LANGUAGES
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both


def _text(label: Any, *, rows: int = 2, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}))


class PapersForm(forms.Form):
    """The ground, the day and the document of a decision."""

    ground_kk, ground_ru = in_both(_("Ground in Kazakh"), _("Ground in Russian"), lines=2)
    ground_en = _text(_("Ground in English"), required=False)
    decided_on = DateTextField(label=_("Day of the decision"))
    document_number = forms.CharField(label=_("Number of the document"), max_length=60)
    file = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("PDF, PNG, JPEG or DOCX, up to 20 MB; or give its address below"),
    )
    document_address = forms.CharField(
        label=_("Address of the document"),
        required=False,
        max_length=500,
        help_text=_("A page on the internet; the address begins with https://"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    wording_kk, wording_ru = in_both(_("Wording in Kazakh"), _("Wording in Russian"), required=False, lines=3)
    wording_en = _text(_("Wording in English"), rows=3, required=False)

    wordings = ("wording_kk", "wording_ru", "wording_en")
    papers = ("ground_kk", "ground_ru", "ground_en", "decided_on", "document_number", "file", "document_address")

    def upload(self) -> UploadedFile | None:
        """The document, sent with this step or chosen in an earlier one. Only of a valid form."""
        return self.cleaned_data.get("file")

    def asked(self) -> list[forms.BoundField]:
        """Fields of the first step, in order."""
        own = [name for name in self.fields if name not in (*self.papers, *self.wordings)]
        return [self[name] for name in (*own, *self.papers)]

    def worded(self) -> list[forms.BoundField]:
        """Fields of the last step."""
        return [self[name] for name in self.wordings]

    def carried(self) -> Iterator[tuple[str, str]]:
        """What was typed in the first step, for hidden fields of the last one."""
        for field in self.asked():
            if field.name != "file" and field.html_name in self.data:
                yield field.html_name, str(self.data[field.html_name])

    def propose(self, draft: Decision) -> None:
        """Fill wordings left empty, so that they can be edited before they are saved."""
        proposed = proposed_wording(draft)
        lacking = [language for language in LANGUAGES if not str(self.data.get(f"wording_{language}", "")).strip()]
        self._write({f"wording_{language}": proposed.get(language) for language in lacking})

    def _write(self, values: dict[str, str]) -> None:
        """What was sent is not to be changed in place: a copy takes its place."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            data[name] = value
        self.data = data

    def fill(self, draft: Decision) -> Decision:
        """Put the papers into `draft`. Only of a valid form."""
        given = self.cleaned_data
        for name in ("ground_kk", "ground_ru", "ground_en", *self.wordings, "document_number", "document_address"):
            setattr(draft, name, given[name])
        draft.decided_on = given["decided_on"]
        return draft


class ReversalForm(PapersForm):
    """Why and by which document a decision is reversed."""
