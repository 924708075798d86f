"""Giving a workbook, and mending what was not understood in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bodies.models import Official, Territory
from portal.kit import forms
from portal.kit.texts import longest
from schedules.choices import MeetingFormat
from schedules.models import ImportRow, ProposalRow
from schedules.models.imports import WHOLE_ROW
from schedules.services.imports import Mend

_TEXTS = ("subject", "venue", "ground")


class Interpreter(Protocol):
    """Reads again what a person has written in place of a cell; gives columns of the row, or the code of a problem."""

    def place(self, text: str) -> tuple[dict[str, Any], str, Sequence[str]]: ...

    def when(self, text: str) -> tuple[dict[str, Any], str]: ...

    def time(self, text: str) -> tuple[dict[str, Any], str]: ...


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_("Excel file"),
        help_text=_("An .xlsx file of at most 10 MB. Nothing is saved before you have seen what was read."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class LeaveOutForm(forms.Form):
    """A row that was understood: it can be left out all the same, or taken back in."""

    is_left_out = forms.BooleanField(required=False, label=_("Skip this row"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: ImportRow) -> None:
        super().__init__(data, prefix=f"r{row.pk}", initial={"is_left_out": row.is_left_out})
        self.row = row

    def mend(self) -> Mend | None:
        """What the person settled; nothing when nothing was changed."""
        if not self.has_changed():
            return None
        return Mend({}, frozenset(), is_left_out=self.cleaned_data["is_left_out"])


class MendForm(LeaveOutForm):
    """A row with problems: one field for each cell that was not understood, holding what stands there."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        row: ImportRow,
        interpreter: Interpreter,
        officials: Sequence[Official],
        places: Mapping[str, Territory],
    ) -> None:
        super().__init__(data, row=row)
        self._interpreter = interpreter
        self._problems = {problem["field"]: problem for problem in row.problems}
        for name, problem in self._problems.items():
            self._add_fields(name, problem, officials, places)

    def _add_fields(
        self, name: str, problem: Mapping[str, Any], officials: Sequence[Official], places: Mapping[str, Territory]
    ) -> None:
        written = problem["written"]
        if name == "place":
            self._add_choices(problem, places)
            self.fields["place"] = forms.CharField(
                required=False,
                max_length=200,
                initial=written,
                label=_("Place"),
                help_text=_("A region, a city or a district with its region."),
                widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
            )
        elif name == WHOLE_ROW:
            self.fields["keep"] = forms.BooleanField(required=False, label=_("Import this row all the same"))
        elif name == "who":
            self.fields["who"] = forms.ChoiceField(
                required=False,
                label=_("Who meets the people"),
                choices=[("", "—"), *((str(row.pk), _official(row)) for row in officials)],
            )
        elif name == "format":
            self.fields["format"] = forms.ChoiceField(
                required=False, label=_("Format"), choices=[("", "—"), *MeetingFormat.choices]
            )
        elif name in _TEXTS:
            language = next((code for code in ("kk", "ru") if self.row.texts.get(f"{name}_{code}")), "ru")
            self.fields[name] = forms.CharField(
                required=False,
                max_length=longest(ProposalRow, name),
                initial=self.row.texts.get(f"{name}_{language}") or written,
                label=_TEXT_LABELS[name],
                widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
            )
        elif name in ("date", "time"):
            self.fields[name] = forms.CharField(
                required=False,
                max_length=200,
                initial=written,
                label=pgettext_lazy("of a meeting", "When") if name == "date" else _("Begins at"),
                help_text=(
                    _("Like 15.04.2027, 15-16.04.2027, April, 2nd quarter.") if name == "date" else _("Like 15:00.")
                ),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    def _add_choices(self, problem: Mapping[str, Any], places: Mapping[str, Territory]) -> None:
        known = [places[code] for code in problem["choices"] if code in places]
        if known:
            self.fields["which"] = forms.ChoiceField(
                required=False,
                label=_("Which place is meant"),
                choices=[*((place.kato, _place(place)) for place in known), ("", _("Another one, named below"))],
                widget=forms.RadioSelect,
            )

    def mend(self) -> Mend | None:
        """What was settled. An answer that is not understood either stays at its cell with the new reason."""
        if not self.has_changed():
            return None
        data, still = self.cleaned_data, []
        values: dict[str, Any] = {}
        settled: set[str] = set()
        for name, problem in self._problems.items():
            answer, code, choices = self._answer(name, data)
            if code:
                if code != "same":
                    settled.add(name)
                    still.append({**problem, "code": code, "written": data[name], "choices": list(choices)})
                continue
            settled.add(name)
            texts = {**values.get("texts", {}), **answer.pop("texts", {})}
            values.update(answer)
            if texts:
                values["texts"] = texts
        return Mend(values, frozenset(settled), tuple(still), is_left_out=data["is_left_out"])

    def _answer(self, name: str, data: Mapping[str, Any]) -> tuple[dict[str, Any], str, Sequence[str]]:
        if name == WHOLE_ROW:
            return {}, "" if data.get("keep") else "same", ()
        if name == "place" and data.get("which"):
            return self._interpreter.place(data["which"])
        said = data.get(name, "")
        if not said or (name in self.fields and name not in self.changed_data):
            return {}, "same", ()
        if name == "place":
            return self._interpreter.place(said)
        if name in ("date", "time"):
            return (*(self._interpreter.when if name == "date" else self._interpreter.time)(said), ())
        if name == "who":
            return {"official_id": int(said)}, "", ()
        if name == "format":
            return {"format": said}, "", ()
        language = self.fields[name].widget.attrs["lang"]
        return {"texts": {f"{name}_{language}": said.strip()}}, "", ()


_TEXT_LABELS = {
    "subject": pgettext_lazy("of a meeting", "Subject"),
    "venue": pgettext_lazy("of a meeting", "Venue"),
    "ground": _("Why this region"),
}


class ConfirmForm(forms.Form):
    """One answer for all rows with the same note."""

    code = forms.CharField(max_length=20)
    answer = forms.ChoiceField(choices=[("take", "take"), ("leave", "leave")])
    version = forms.IntegerField()


class ApplyForm(forms.Form):
    """Taking over. Rows that are not understood are left only when a person says so."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    leave_rest = forms.BooleanField(
        required=False,
        label=_("Import only what was recognised; skip the other rows"),
        error_messages={"required": _("Correct the rows that were not recognised, or confirm that they are skipped.")},
    )

    def __init__(self, *args: Any, has_puzzling: bool, inside: str = "", **kwargs: Any) -> None:
        """`inside` is the id of the form on the page that the answer goes with."""
        super().__init__(*args, **kwargs)
        if not has_puzzling:
            del self.fields["leave_rest"]
            return
        self.fields["leave_rest"].required = True
        if inside:
            self.fields["leave_rest"].widget.attrs["form"] = inside


def _official(row: Official) -> str:
    return f"{row.title}, {row.full_name}" if row.full_name else str(row.title)


def _place(place: Territory) -> str:
    return str(place.name) if place.parent is None else f"{place.name}, {place.parent.name}"
