"""Filing a proposal and reviewing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kit import forms
from portal.kit.forms import choices_of
from schedules.models import ProposalRow


class VersionForm(forms.Form):
    """Carries the version of what was read, for one-button pages."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def version_in(cls, data: Mapping[str, Any]) -> int:
        """The version that was sent; 0, which is no version of anything, when none was."""
        form = cls(data)
        return form.cleaned_data["version"] if form.is_valid() else 0


class SubmitForm(VersionForm):
    """Filing. The reason is asked for only when late."""

    late_reason = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Why the proposal is late"),
        help_text=_("It is shown to everyone with the record of the deadline. Do not name people."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_late:
            self.fields["late_reason"].required = True
        else:
            del self.fields["late_reason"]


class ReviewForm(VersionForm):
    """Accept or return, with a comment on the whole and one on each row."""

    ACCEPT, RETURN = "accept", "return"

    _CHOICES = (
        (ACCEPT, pgettext_lazy("decision on a proposal", "Accept")),
        (RETURN, pgettext_lazy("decision on a proposal", "Return for revision")),
    )

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect, choices=_CHOICES)
    comment = forms.CharField(
        required=False,
        max_length=2000,
        label=_("What has to be revised"),
        help_text=_("Needed to return. The ministry sees it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, rows: list[ProposalRow], can_accept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_accept:
            choices = [(value, label) for value, label in self._CHOICES if value != self.ACCEPT]
            choices_of(self, "decision").choices = choices
        self._rows = {f"row_{row.pk}": row.pk for row in rows}
        # Remarks of an earlier return are shown beside, not put in: they would have to be cleared before accepting.
        for name in self._rows:
            self.fields[name] = forms.CharField(
                required=False,
                max_length=1000,
                label=_("Remark"),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        remarks = any(data.get(name) for name in self._rows)
        if data.get("decision") == self.ACCEPT and (data.get("comment") or remarks):
            self.add_error("decision", _("You have written remarks. Return the proposal, or clear them to accept it."))
        return data

    def remark_to(self, row: ProposalRow) -> forms.BoundField:
        """The field for a remark to the row."""
        return self[f"row_{row.pk}"]

    @property
    def row_comments(self) -> dict[int, str]:
        return {pk: self.cleaned_data[name] for name, pk in self._rows.items()}
