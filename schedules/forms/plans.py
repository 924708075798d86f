"""What the head of a body decides on its own plan."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kit import forms
from portal.kit.fields import DateTextField, in_both
from portal.kit.forms import choices_of
from portal.kit.texts import longest
from schedules.forms.approval import ApprovalForm
from schedules.forms.proposals import VersionForm
from schedules.kinds import OwnWords
from schedules.models import ProposalRow, Schedule

#: A field for a remark, with the id of its row.
_REMARK = re.compile(r"row_([1-9][0-9]{0,8})", re.ASCII)


class PlanReviewForm(VersionForm, ApprovalForm):
    """Approve by an order with its number and date, or return with a comment and remarks to single meetings."""

    EARLY = "act_precedes_filing"

    _CHOICES = (
        (ApprovalForm.APPROVE, pgettext_lazy("decision on a plan", "Approve")),
        (ApprovalForm.RETURN, pgettext_lazy("decision on a plan", "Return for revision")),
    )

    decision = forms.ChoiceField(label=_("Decision of the head"), widget=forms.RadioSelect, choices=_CHOICES)
    act_number = forms.CharField(required=False, max_length=40, help_text=_("Needed to approve."))
    act_on = DateTextField(required=False)
    act_scan = forms.FileField(required=False)
    act_precedes_filing = forms.BooleanField(required=False)
    comment = forms.CharField(
        required=False,
        max_length=2000,
        label=_("What has to be revised"),
        help_text=_("Needed to return. The preparers see it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    use_required_attribute = False

    def __init__(
        self,
        words: OwnWords,
        *args: Any,
        rows: list[ProposalRow],
        elsewhere: Collection[int] = (),
        can_approve: bool,
        **kwargs: Any,
    ) -> None:
        """`elsewhere`: ids of rows on other pages of a long plan, whose remarks come along unseen."""
        super().__init__(*args, **kwargs)
        self._words = words
        named = {"act_number": words.number, "act_on": words.day, "act_scan": words.scan, self.EARLY: words.is_early}
        for name, label in named.items():
            if name in self.fields:
                self.fields[name].label = str(label)
        self.fields["act_scan"].help_text = str(words.scan_is_public)
        if not can_approve:
            choices = [(value, label) for value, label in self._CHOICES if value != self.APPROVE]
            choices_of(self, "decision").choices = choices
        self._rows = {f"row_{pk}": pk for pk in (*(row.pk for row in rows), *elsewhere)}
        for name, pk in self._rows.items():
            widget = forms.HiddenInput() if pk in elsewhere else forms.Textarea(attrs={"rows": 2})
            self.fields[name] = forms.CharField(required=False, max_length=1000, label=_("Remark"), widget=widget)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        remarks = any(data.get(name) for name in self._rows)
        if data.get("decision") != self.APPROVE:
            return data
        if data.get("comment") or remarks:
            self.add_error("decision", _("You have written remarks. Return the plan, or clear them to approve it."))
        if not data.get("act_number"):
            self.add_error("act_number", str(self._words.no_number))
        if not data.get("act_on") and "act_on" not in self.errors:
            self.add_error("act_on", str(self._words.no_day))
        return data

    @staticmethod
    def remarked(typed: Mapping[str, str]) -> set[int]:
        """Ids of rows to which something was typed, as the page names them."""
        names = (_REMARK.fullmatch(name) for name, text in typed.items() if text.strip())
        return {int(found[1]) for found in names if found}

    @property
    def row_comments(self) -> dict[int, str]:
        return {pk: self.cleaned_data[name] for name, pk in self._rows.items()}


class PlanAmendmentForm(forms.Form):
    """Why the head opens the published plan again."""

    reason_kk, reason_ru = in_both(
        "",
        "",
        required=False,
        max_length=longest(Schedule, "amendment_reason"),
        lines=3,
        help_text=_("It is published with the amendment."),
    )

    use_required_attribute = False

    def __init__(self, words: OwnWords, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason_kk"].label, self.fields["reason_ru"].label = str(words.why_kk), str(words.why_ru)
