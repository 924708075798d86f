"""What is done to many rows at once: by how many days, and which of the rows that were shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.kit import forms

#: A longer move is another year.
_MOST_DAYS = 366
#: As a page sends them: "12:3,15:1" are ids of rows and their versions.
_PAIRS = r"[0-9]{1,9}:[0-9]{1,9}(?:,[0-9]{1,9}:[0-9]{1,9})*"


class ShiftForm(forms.Form):
    """By how many days; forward, or back with a minus."""

    by = forms.IntegerField(
        min_value=-_MOST_DAYS,
        max_value=_MOST_DAYS,
        initial=1,
        label=_("By how many days"),
        help_text=_("With a minus the meetings move to earlier days."),
    )
    onto_working = forms.BooleanField(
        required=False,
        initial=True,
        label=_("From days off on to the next working day"),
    )


class ShiftApplyForm(ShiftForm):
    """The rows that were shown, with their versions; those whose box is empty stay."""

    rows = forms.RegexField(_PAIRS, max_length=40_000)
    onto_working = forms.BooleanField(required=False)

    def chosen(self, kept: list[str], *, boxes: bool) -> dict[int, int]:
        """By id of the row. With boxes only those that are ticked."""
        pairs = (pair.split(":") for pair in self.cleaned_data["rows"].split(","))
        rows = {int(pk): int(version) for pk, version in pairs}
        return {pk: version for pk, version in rows.items() if not boxes or str(pk) in kept}
