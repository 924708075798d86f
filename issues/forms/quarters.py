"""What a body writes for its quarter: a row, one text for many, the time to publish, the newspaper that printed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.choices import NoteKind
from issues.models import LONGEST_NOTE, LONGEST_OUTLET, LONGEST_TAKEN_WHY, QuarterVersion
from issues.queries.quarters.writing import OpenRow
from issues.services.quarters.newspapers import LONGEST_NUMBER
from issues.services.quarters.notes import Said
from portal.kernel import clock
from portal.kit import formats, forms
from portal.kit.fields import DateTextField, in_both

NOW, SET = "now", "set"


class NoteForm(forms.Form):
    """Of one issue; empty it says nothing. Its names are those of the refusals of `services.quarters.notes`."""

    kind = forms.ChoiceField(
        label=_("What is said"),
        choices=NoteKind.choices,
        widget=forms.RadioSelect,
        initial=NoteKind.NEWS,
        error_messages={"required": _("Say whether there is progress, or nothing new.")},
    )
    kk, ru = in_both(_("In Kazakh"), _("In Russian"), required=False, max_length=LONGEST_NOTE, lines=2)
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    #: The line that told of the quarter when the row was read.
    line = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, row: OpenRow) -> None:
        self.row = row
        note = row.note
        initial: dict[str, Any] = {"version": 0, **row.offered}
        if note is not None:
            initial = {"kind": note.kind, "kk": note.text_kk, "ru": note.text_ru, "version": note.version}
        initial["line"] = row.line.pk if row.line is not None else ""
        super().__init__(data, prefix=f"note-{row.issue.pk}", initial=initial)

    @property
    def is_overtaken(self) -> bool:
        """Of a valid form: the row was told of since it was read."""
        line = self.row.line
        return line is not None and self.cleaned_data["line"] != line.pk

    @property
    def is_over(self) -> bool:
        """Of a valid form: overtaken, and nothing else is typed than what is told."""
        words = self.said().words
        return self.is_overtaken and (not any(words[1:]) or words == self.row.told)

    def said(self) -> Said:
        """Of a valid form."""
        given = self.cleaned_data
        return Said(self.row.issue.pk, given["kind"], given["kk"], given["ru"], given["version"])


class ManyForm(forms.Form):
    """The same for all that are ticked, or for all that are empty."""

    many_kind = forms.ChoiceField(
        label=_("What is said"),
        choices=NoteKind.choices,
        widget=forms.RadioSelect,
        initial=NoteKind.NEWS,
        required=False,
    )
    many_kk, many_ru = in_both(_("In Kazakh"), _("In Russian"), required=False, max_length=LONGEST_NOTE)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, is_meant: bool, has_rows: bool) -> None:
        """`is_meant`: one of its buttons was pressed; `has_rows`: there are rows that it is for."""
        self.is_meant, self.has_rows = is_meant, has_rows
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("many_kk", "many_ru"):
            if self.is_meant and not given.get(name) and name not in self.errors:
                self.add_error(name, _("Write it in both languages."))
        if self.is_meant and not self.has_rows:
            self.add_error(None, _("Tick the rows it is for."))
        return given

    def said(self, one: Said) -> Said:
        """Of a valid form: this row with the text for many."""
        given = self.cleaned_data
        return replace(one, kind=given["many_kind"] or one.kind, kk=given["many_kk"], ru=given["many_ru"])


class PublishForm(forms.Form):
    """At once, or at a set time; late with its reason."""

    when = forms.ChoiceField(
        label=pgettext_lazy("publication of a quarter", "When"),
        choices=((NOW, _("At once")), (SET, _("At a set time"))),
        widget=forms.RadioSelect,
        initial=NOW,
    )
    day = DateTextField(label=_("Day"), required=False)
    hour = forms.ChoiceField(
        label=_("Hour"), choices=[(str(hour), f"{hour:02d}:00") for hour in range(24)], initial="9", required=False
    )
    late_reason = forms.CharField(label=_("Why it is late"), required=False, max_length=500)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, number: int, may_set: bool, is_late: bool) -> None:
        super().__init__(data, initial={"number": number})
        if not may_set:
            for name in ("when", "day", "hour"):
                del self.fields[name]
        if not is_late:
            del self.fields["late_reason"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("when") == SET and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say on which day."))
        return given

    @property
    def publish_at(self) -> datetime | None:
        """Of a valid form; None at once."""
        given = self.cleaned_data
        return clock.at(given["day"], int(given["hour"] or 9)) if given.get("when") == SET else None


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_("The filled table"),
        help_text=_("XLSX, up to 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    use_required_attribute = False


class PrintForm(forms.Form):
    """In which newspaper it was printed; where there are several versions, which of them."""

    version = forms.ChoiceField(label=_("Version"))
    outlet = forms.CharField(
        label=_("Name of the newspaper"),
        max_length=LONGEST_OUTLET,
        error_messages={"required": _("Name the newspaper.")},
    )
    number = forms.CharField(
        label=pgettext_lazy("of a newspaper", "Issue"),
        help_text=_("As it stands on its first page, like 28 (1204)."),
        max_length=LONGEST_NUMBER,
        error_messages={"required": _("Give the number of the issue of the newspaper.")},
    )
    printed_on = DateTextField(label=pgettext_lazy("of a newspaper", "Day of the issue"))

    use_required_attribute = False

    def __init__(self, data: Any = None, *, versions: list[QuarterVersion]) -> None:
        """`versions`: the last one first."""
        super().__init__(data)
        self._versions = {str(version.number): version for version in versions}
        sentence = _("Version %(number)s, %(day)s")
        choices = [
            (key, sentence % {"number": key, "day": formats.day(each.published_on)})
            for key, each in self._versions.items()
        ]
        forms.choices_of(self, "version").choices = choices
        if len(choices) == 1:
            del self.fields["version"]

    def said(self) -> dict[str, Any]:
        """Of a valid form, by the names of the service."""
        given = self.cleaned_data
        only = next(iter(self._versions.values()))
        version = self._versions[given["version"]] if "version" in given else only
        return {name: given[name] for name in ("outlet", "number", "printed_on")} | {"version": version}


class TakePrintForm(forms.Form):
    why = forms.CharField(
        label=_("Why it is taken back"),
        help_text=_("It stays on record here; nobody outside reads it."),
        max_length=LONGEST_TAKEN_WHY,
        error_messages={"required": _("Say why.")},
    )

    use_required_attribute = False
