"""What readers of the list of issues choose: its filter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.models import IssueTopic
from issues.queries.listing import NEWS, ORDERS, TERM, IssueFilter, orders_for
from issues.querysets import OPEN_SET, STATE_SETS
from meetings.forms import TEXT_LENGTH, ByCode
from meetings.queries import place_called
from portal.bodies.models import Body
from portal.kit import asked, forms

_UNKNOWN = {"invalid_choice": _("There is no such choice. Choose one from the list.")}

#: What the address of the list says, and of its files and feed.
READERS: Mapping[str, asked.Reader] = {
    "q": asked.words(TEXT_LENGTH),
    "place": asked.shaped("[0-9]{9}"),
    "body": asked.shaped("[a-z0-9-]{1,60}"),
    "topic": asked.shaped("[a-z][a-z0-9-]{0,39}"),
    "state": asked.one_of(STATE_SETS),
    "year": asked.shaped("2[0-9]{3}"),
    "order": asked.one_of(ORDERS),
}
PAGE_READERS: Mapping[str, asked.Reader] = {**READERS, **asked.PAGED}


def _hidden(field: forms.Field) -> forms.Field:
    field.required, field.widget = False, forms.HiddenInput()
    return field


class IssueListForm(forms.Form):
    """One box for words, a number or a place; everything else is asked for by links, and kept beside it."""

    q = forms.CharField(
        required=False,
        max_length=TEXT_LENGTH,
        label=pgettext_lazy("filter", "Issue, place or number"),
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "placeholder": pgettext_lazy("search example", "Kyzylorda, water"),
            }
        ),
    )

    use_required_attribute = False

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, auto_id="%s")
        self.fields["place"] = _hidden(
            ByCode(lambda kato: place_called(kato, today), _("There is no such place. Choose one from the list."))
        )
        self.fields["body"] = _hidden(
            ByCode(
                lambda slug: list(Body.objects.filter(slug=slug)), _("There is no such body. Choose one from the list.")
            )
        )
        topics = IssueTopic.objects.select_related("parent")
        self.fields["topic"] = _hidden(
            ByCode(lambda slug: list(topics.filter(slug=slug)), _("There is no such topic. Choose one from the list."))
        )
        self.fields["state"] = _hidden(
            forms.ChoiceField(choices=[(word, word) for word in STATE_SETS], error_messages=_UNKNOWN)
        )
        self.fields["year"] = _hidden(
            forms.RegexField(r"\A2[0-9]{3}\Z", error_messages={"invalid": _("Give a year of four digits.")})
        )
        self.fields["order"] = _hidden(
            forms.ChoiceField(choices=[(word, word) for word in ORDERS], error_messages=_UNKNOWN)
        )

    def clean(self) -> dict[str, Any]:
        """By their term only issues are listed that are open: without a state it is those that are meant."""
        typed: dict[str, Any] = self.cleaned_data
        if typed.get("order") == TERM and "state" in typed:
            typed["state"] = typed["state"] or OPEN_SET
            if TERM not in orders_for(IssueFilter(state=typed["state"])):
                said = _("Only issues that are not solved or closed are listed by their term.")
                self.add_error("order", ValidationError(said, code="closed"))
        return typed

    def asked(self) -> IssueFilter:
        """The filter of a valid form."""
        typed = self.cleaned_data
        return IssueFilter(
            q=typed["q"].strip(),
            place=typed["place"],
            body=typed["body"],
            topic=typed["topic"],
            state=typed["state"],
            year=int(typed["year"]) if typed["year"] else None,
            order=typed["order"] or NEWS,
        )

    @property
    def kept(self) -> list[forms.BoundField]:
        """What stands beside the box, so that a search stays within it."""
        return [self[name] for name in self.fields if name != "q" and self[name].value()]
