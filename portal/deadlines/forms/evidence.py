"""What people of a body type about evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.deadlines.choices import EvidenceKind
from portal.deadlines.models import Evidence, Obligation
from portal.deadlines.queries.evidence_asked import AskedReasons, genre_options, page_genre, version_of
from portal.deadlines.services import Proof
from portal.kit import forms
from portal.kit.fields import DateTextField
from portal.law.evidence import NEWSPAPER
from portal.law.evidence import Evidence as Genre

#: What a correction begins with.
_KEPT = ("genre", "kind", "address", "title", "number", "outlet", "signed_on", "signer")
_SHOWN = {
    "file": forms.ShownFor("kind", (EvidenceKind.FILE.value,), is_needed=True),
    "address": forms.ShownFor("kind", (EvidenceKind.LINK.value,), is_needed=True),
    "outlet": forms.ShownFor("genre", (NEWSPAPER,), is_needed=True),
}
#: Pages that can be recorded at once.
PAGES_LIMIT = 50


class EvidenceForm(forms.Form):
    """One document that shows a duty done: a file or a page. What must be there is checked by the service.

    `genres` are the kinds of document the duty accepts; a single one is not asked for.
    """

    genre = forms.ChoiceField(
        required=False,
        label=_("Kind of document"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("There is no such choice. Choose one from the list.")},
    )
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
    outlet = forms.CharField(
        required=False,
        max_length=200,
        label=_("Name of the newspaper"),
        help_text=_("When it was printed in a newspaper: attach a scan of the page and give the number of the issue."),
    )
    number = forms.CharField(required=False, max_length=60, label=_("Number of the document"))
    signed_on = DateTextField(label=_("Signed or published on"))
    signer = forms.CharField(required=False, max_length=200, label=_("Signed by"), help_text=_("Post and surname"))

    def __init__(self, *args: Any, genres: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["genre"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = genres
        self._first = genres[0][0] if genres else ""
        self.initial.setdefault("genre", self._first)
        if [genre for genre, _name in genres] == [Genre.LINK.value]:
            self.initial.setdefault("kind", EvidenceKind.LINK)
        if len(genres) < 2:
            del self.fields["genre"]
        else:
            field.required = True
        if all(genre != NEWSPAPER for genre, _name in genres):
            del self.fields["outlet"]
        forms.show_for(self, _SHOWN)

    def proof(self) -> Proof:
        """What was typed, without the file. Only of a valid form."""
        typed = self.cleaned_data
        genre = typed.get("genre") or self._first
        return Proof(
            kind=typed["kind"],
            title=typed["title"].strip(),
            address=typed["address"].strip() if typed["kind"] == EvidenceKind.LINK else "",
            number=typed["number"].strip(),
            signed_on=typed["signed_on"],
            signer=typed["signer"].strip(),
            genre=genre,
            outlet=typed["outlet"].strip() if genre == NEWSPAPER else "",
        )

    def upload(self) -> Any:
        """The file, when the evidence is one."""
        return self.cleaned_data["file"] if self.cleaned_data["kind"] == EvidenceKind.FILE else None


class _Reasons(forms.Form):
    """Asked of whoever closes the duty: why it is late, and why it was done outside although the portal has the act."""

    late_reason = forms.CharField(
        required=False,
        label=_("Why it was late"),
        help_text=_("Needed after the due day. It is shown to everyone: do not name people."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outside_reason = forms.CharField(
        required=False,
        label=_("Why it was done outside the portal"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def ask(self, asked: AskedReasons) -> None:
        if not asked.late:
            del self.fields["late_reason"]
        if not asked.outside:
            del self.fields["outside_reason"]
            return
        self.fields["outside_reason"].help_text = (
            _("The portal has this act. It is shown to everyone: do not name people.")
            if asked.must_say_outside
            else _(
                "Leave it empty to send the document on the portal now: it is then done today. Filled in, the day of"
                " the document counts. It is shown to everyone: do not name people."
            )
        )

    @property
    def reasons(self) -> dict[str, Any]:
        """What the service is given."""
        return {name: str(self.cleaned_data.get(name, "")) for name in ("late_reason", "outside_reason")}


class CloseForm(_Reasons):
    """The duty is closed by what is attached."""

    def __init__(self, *args: Any, asked: AskedReasons, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(asked)


class RecordForm(_Reasons, EvidenceForm):
    """Evidence of a duty: the first closes it, others stand beside. `given` are the kinds recorded already."""

    field_order = ("genre", "kind", "file", "address", "title", "outlet", "number", "signed_on", "signer")

    def __init__(
        self, *args: Any, obligation: Obligation, asked: AskedReasons, given: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, genres=genre_options(obligation, given), **kwargs)
        self.ask(asked)
        if version_of(obligation).is_held:
            self.fields["signed_on"].label = _("Day it was held")


class PagesForm(_Reasons):
    """Several pages on the internet at once: coverage in the media, announcements in accounts."""

    pages = forms.CharField(
        label=_("Addresses of the pages"),
        help_text=_("One a line: the address, then, after a space, its title. Up to fifty."),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        max_length=50_000,
    )
    signed_on = DateTextField(label=_("Published on"))

    field_order = ("pages", "signed_on", "late_reason", "outside_reason")

    def __init__(self, *args: Any, obligation: Obligation, asked: AskedReasons, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._genre = page_genre(obligation)
        self.ask(asked)

    def clean_pages(self) -> list[tuple[str, str]]:
        """Pairs of an address and a title; a page without one is called by its address."""
        lines = [line.strip() for line in str(self.cleaned_data["pages"]).splitlines() if line.strip()]
        if len(lines) > PAGES_LIMIT:
            raise forms.ValidationError(_("These are more than fifty pages. Record them in parts."))
        pairs: dict[str, str] = {}
        for number, line in enumerate(lines, start=1):
            address, _space, title = line.partition(" ")
            if not address.startswith("https://"):
                raise forms.ValidationError(
                    _("Line %(number)s does not begin with an address: %(line)s"),
                    params={"number": number, "line": line[:80]},
                )
            if len(address) > 500:
                raise forms.ValidationError(
                    _("The address in line %(number)s is longer than 500 characters."), params={"number": number}
                )
            pairs.setdefault(address, title.strip() or address)
        return list(pairs.items())

    def proofs(self) -> list[Proof]:
        """Only of a valid form."""
        day = self.cleaned_data["signed_on"]
        return [
            Proof(kind=EvidenceKind.LINK, address=address, title=title[:250], signed_on=day, genre=self._genre)
            for address, title in self.cleaned_data["pages"]
        ]


class CorrectionForm(EvidenceForm):
    """Another document in the place of a mistaken one."""

    reason = forms.CharField(
        label=_("What was wrong"),
        help_text=_("The old evidence stays visible with this reason."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("reason", "genre", "kind", "file", "address", "title", "outlet", "number", "signed_on", "signer")

    def __init__(self, *args: Any, evidence: Evidence, **kwargs: Any) -> None:
        begun = {name: getattr(evidence, name) for name in _KEPT}
        options = genre_options(evidence.obligation)
        # What was recorded stays as it is unless another kind is chosen, also where its kind was not said.
        options.sort(key=lambda option: option[0] != evidence.genre)
        super().__init__(*args, genres=options, initial=begun, **kwargs)


class ConfirmForm(forms.Form):
    """From what another body knows the day of a document. `met_on` is the day that was on the page."""

    met_on = forms.DateField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("From what you know the day"),
        help_text=_("It is shown to everyone: do not name people."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(forms.Form):
    """Why a fulfilment is withdrawn."""

    reason = forms.CharField(
        label=_("Reason for withdrawing"),
        help_text=_("It is shown to everyone. The duty is open again."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
