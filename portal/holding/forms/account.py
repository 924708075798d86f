"""What people type on the pages of the close-out, one section a form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.choices import Attendee
from portal.holding.choices import Obtained, VisitPart
from portal.holding.models import Account, Part
from portal.holding.models.account import DAY_MINUTES
from portal.holding.services.filling import PartFacts
from portal.holding.services.steps import Said
from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.texts import longest

_LONGEST_NOTE = 500
_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 6}
_YES, _NO = "yes", "no"


def _number(label: Any, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs=_DIGITS)
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False, widget=widget)


class SectionForm(forms.Form):
    """One section. Of published results it asks what is corrected; the note of the body corrects nothing."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    use_required_attribute = False
    is_private = False

    def __init__(self, data: Any = None, files: Any = None, *, account: Account, **options: Any) -> None:
        self.account = account
        initial = {**self.of(account), "version": account.version}
        super().__init__(data, files, initial=initial, **options)
        if account.is_published and not self.is_private:
            self.fields["correction_kk"], self.fields["correction_ru"] = in_both(
                _("What you corrected and why, in Kazakh"),
                _("What you corrected and why, in Russian"),
                required=False,
                lines=2,
                max_length=_LONGEST_NOTE,
                help_text=_("It is shown to everyone, with its day."),
            )

    def of(self, account: Account) -> dict[str, Any]:
        return {name: getattr(account, name) for name in self.base_fields if hasattr(account, name)}

    def said(self) -> Said:
        typed = self.cleaned_data
        return Said(typed.get("correction_kk", ""), typed.get("correction_ru", ""))

    def typed(self) -> dict[str, Any]:
        """What is typed, without what the page keeps for itself."""
        ours = {"version", "correction_kk", "correction_ru"}
        return {name: value for name, value in self.cleaned_data.items() if name not in ours}


class TimesForm(SectionForm):
    talk_minutes = _number(pgettext_lazy("of a meeting", "Talk, minutes"), DAY_MINUTES)
    questions_minutes = _number(pgettext_lazy("of a meeting", "Questions, minutes"), DAY_MINUTES)
    obtained = forms.ChoiceField(
        label=_("How the minutes are known"), choices=Obtained, required=False, widget=forms.RadioSelect
    )
    split_note_kk, split_note_ru = in_both(
        _("Why the talk took more than a quarter, in Kazakh"),
        _("Why the talk took more than a quarter, in Russian"),
        required=False,
        lines=2,
        max_length=longest(Account, "split_note") or _LONGEST_NOTE,
        help_text=_("Asked when it did. It is shown to everyone."),
    )


class AudienceForm(SectionForm):
    attendees = forms.MultipleChoiceField(
        label=_("Who took part"), choices=Attendee, required=False, widget=forms.CheckboxSelectMultiple
    )
    asked_in_all = _number(_("Questions asked in all"), 2000)
    viewers = _number(_("People who watched online"), 100_000)
    stream_link = forms.LinkField(
        label=_("Link to the broadcast or its recording"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    comments_open = forms.ChoiceField(
        label=_("Could people write beside the broadcast?"),
        required=False,
        choices=[
            (_YES, pgettext_lazy("answer", "Yes")),
            (_NO, pgettext_lazy("answer", "No")),
            ("", pgettext_lazy("answer", "There was no broadcast")),
        ],
        widget=forms.RadioSelect,
    )
    stream_none_kk, stream_none_ru = in_both(
        _("Why there was no broadcast, in Kazakh"),
        _("Why there was no broadcast, in Russian"),
        required=False,
        max_length=longest(Account, "stream_none"),
    )
    venue_kk, venue_ru = in_both(
        _("Venue, in Kazakh"),
        _("Venue, in Russian"),
        required=False,
        max_length=longest(Account, "venue"),
        help_text=_("When it was held elsewhere than announced."),
    )

    def of(self, account: Account) -> dict[str, Any]:
        answer = {None: "", True: _YES, False: _NO}[account.comments_open]
        return {**super().of(account), "comments_open": answer}

    def clean_comments_open(self) -> bool | None:
        return {_YES: True, _NO: False}.get(self.cleaned_data["comments_open"])


class WordsForm(SectionForm):
    summary_kk, summary_ru = in_both(
        _("Summary, in Kazakh"),
        _("Summary, in Russian"),
        required=False,
        lines=5,
        max_length=longest(Account, "summary"),
        help_text=_("What was spoken of and decided. No names of private people, no telephones, no addresses."),
    )
    report_kk, report_ru = in_both(
        _("Text of the report, in Kazakh"),
        _("Text of the report, in Russian"),
        required=False,
        lines=8,
        max_length=longest(Account, "report"),
    )


class ProtocolForm(SectionForm):
    protocol_number = forms.CharField(label=_("Number of the protocol"), required=False, max_length=40)
    secretary_kk, secretary_ru = in_both(
        _("Secretary: office and name, in Kazakh"),
        _("Secretary: office and name, in Russian"),
        required=False,
        max_length=longest(Account, "secretary"),
    )
    file = forms.FileField(
        required=False, label=_("Signed copy"), help_text=_("PDF or JPEG, up to 20 MB. It is public with the results.")
    )
    signed_on = DateTextField(required=False, label=_("Day it was signed"))

    def arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        names = ("secretary_kk", "secretary_ru", "signed_on")
        return {
            "number": typed["protocol_number"],
            "upload": typed["file"],
            **{name: typed[name] for name in names},
        }


class NoteForm(SectionForm):
    internal_note = forms.CharField(
        label=_("Note for the body alone"),
        help_text=_("Never public: only people of your body read it."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    is_private = True


class VisitForm(SectionForm):
    """Three parts of the visit: each held on a day, or not and why."""

    def __init__(self, data: Any = None, files: Any = None, *, account: Account, **options: Any) -> None:
        self.stand = {part.kind: part for part in account.parts.all()}
        super().__init__(data, files, account=account, **options)
        said = {name: self.fields.pop(name) for name in ("correction_kk", "correction_ru") if name in self.fields}
        for kind in VisitPart:
            for name, field in _part_fields().items():
                self.fields[f"{kind}-{name}"] = field
                part = self.stand.get(kind)
                self.initial[f"{kind}-{name}"] = None if part is None else getattr(part, name)
        for name, field in said.items():
            self.fields[name] = field

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """Title and fields of each part, for the page."""
        return [(kind.label, [self[f"{kind}-{name}"] for name in _part_fields()]) for kind in VisitPart]

    def facts(self) -> list[PartFacts]:
        typed = self.cleaned_data
        return [
            PartFacts(kind=str(kind), **{name: typed[f"{kind}-{name}"] for name in _part_fields()})
            for kind in VisitPart
        ]


def _part_fields() -> dict[str, Any]:
    missed = in_both(
        _("If it did not take place, why, in Kazakh"),
        _("If it did not take place, why, in Russian"),
        required=False,
        max_length=longest(Part, "missed_reason"),
        help_text=_("It is shown to everyone."),
    )
    note = in_both(
        _("What came of it, in Kazakh"), _("What came of it, in Russian"), required=False, max_length=_LONGEST_NOTE
    )
    link = forms.LinkField(
        label=pgettext_lazy("part of a visit", "Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    return {
        "held_on": DateTextField(required=False, label=pgettext_lazy("part of a visit", "Day it was held")),
        "people": _number(pgettext_lazy("part of a visit", "People"), 100_000),
        "link": link,
        "note_kk": note[0],
        "note_ru": note[1],
        "missed_reason_kk": missed[0],
        "missed_reason_ru": missed[1],
    }


class ReasonForm(forms.Form):
    """Why a publication or a signed copy is taken back, or a closed account opened."""

    reason_kk, reason_ru = in_both(
        _("Reason, in Kazakh"), _("Reason, in Russian"), max_length=300, help_text=_("It is shown to everyone.")
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, *, is_public: bool = True) -> None:
        super().__init__(data)
        for field in self.fields.values() if not is_public else ():
            field.help_text = ""
