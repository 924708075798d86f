"""What an office types to claim that an issue is solved: what was done, photos before and after, a document."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.choices import ProofKind
from issues.forms.working import ActForm, reason
from issues.models import LONGEST_CLAIM, LONGEST_NO_PROOF, Issue, Proof
from issues.services.claiming import NewProof
from portal.kit import forms
from portal.kit.fields import in_both
from portal.kit.texts import longest
from portal.questions.forms.pictures import PictureField

#: The kinds of proof, by the field of the file; each has its words beside it.
_FILES = {"before": ProofKind.BEFORE, "after": ProofKind.AFTER, "document": ProofKind.DOCUMENT}


def _said_of(kk: Any, ru: Any) -> Any:
    return in_both(kk, ru, required=False, max_length=longest(Proof, "alt"))


class ClaimForm(ActForm):
    text_kk, text_ru = reason(
        gettext_lazy("What was done, in Kazakh"), gettext_lazy("What was done, in Russian"), max_length=LONGEST_CLAIM
    )
    before = PictureField(label=gettext_lazy("Photo, before"), required=False)
    before_alt_kk, before_alt_ru = _said_of(
        gettext_lazy("What the first photo shows, in Kazakh"), gettext_lazy("What the first photo shows, in Russian")
    )
    after = PictureField(label=gettext_lazy("Photo, after"), required=False)
    after_alt_kk, after_alt_ru = _said_of(
        gettext_lazy("What the second photo shows, in Kazakh"), gettext_lazy("What the second photo shows, in Russian")
    )
    document = forms.FileField(label=gettext_lazy("Document"), required=False)
    document_alt_kk, document_alt_ru = _said_of(
        gettext_lazy("What document it is, in Kazakh"), gettext_lazy("What document it is, in Russian")
    )
    no_proof_kk, no_proof_ru = in_both(
        gettext_lazy("Why there is neither photo nor document, in Kazakh"),
        gettext_lazy("Why there is neither photo nor document, in Russian"),
        required=False,
        max_length=LONGEST_NO_PROOF,
    )

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}

    def clean(self) -> dict[str, Any]:
        """Whatever is shown is said in both languages: who does not see it reads that."""
        typed: dict[str, Any] = super().clean() or {}
        for name in _FILES:
            for language in ("kk", "ru"):
                field = f"{name}_alt_{language}"
                if typed.get(name) and not typed.get(field) and field not in self.errors:
                    self.add_error(field, _("Write it in both languages."))
        return typed

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        texts = {name: typed[name] for name in ("text_kk", "text_ru", "no_proof_kk", "no_proof_ru")}
        proofs = [
            NewProof(kind=kind, content=typed[name], alt_kk=typed[f"{name}_alt_kk"], alt_ru=typed[f"{name}_alt_ru"])
            for name, kind in _FILES.items()
            if typed[name]
        ]
        return {"texts": texts, "proofs": proofs}


class ProofForm(ActForm):
    """One more, while people are being asked."""

    photo = PictureField(label=gettext_lazy("Photo"), required=False)
    is_before = forms.BooleanField(label=gettext_lazy("It shows how it was before"), required=False)
    document = forms.FileField(label=gettext_lazy("Document"), required=False)
    alt_kk, alt_ru = in_both(
        gettext_lazy("What it shows or is, in Kazakh"),
        gettext_lazy("What it shows or is, in Russian"),
        max_length=longest(Proof, "alt"),
    )

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if bool(typed.get("photo")) == bool(typed.get("document")) and not self.errors:
            self.add_error("photo", _("Choose a photo or a document."))
        return typed

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        photo = ProofKind.BEFORE if typed["is_before"] else ProofKind.AFTER
        kind = ProofKind.DOCUMENT if typed["document"] else photo
        content = typed["document"] or typed["photo"]
        return {"proof": NewProof(kind=kind, content=content, alt_kk=typed["alt_kk"], alt_ru=typed["alt_ru"])}


class UnclaimForm(ActForm):
    note_kk, note_ru = reason(
        gettext_lazy("Why the claim is taken back, in Kazakh"), gettext_lazy("Why the claim is taken back, in Russian")
    )

    def of(self, issue: Issue) -> dict[str, Any]:
        return {}

    def said(self) -> dict[str, Any]:
        return {"note": {language: self.cleaned_data[f"note_{language}"] for language in ("kk", "ru")}}
