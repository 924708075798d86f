"""What each figure of issues says, in words: the one place from which pages and files take them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.rules.times import CLAIM_DAYS

PERIOD = _("Counted are issues registered in the period, each as it stands today.")


@dataclass(frozen=True)
class Definition:
    """`key` is the name of the figure in files too. `days` stands in some of the sentences."""

    key: str
    name: Any
    says: Any

    @property
    def text(self) -> str:
        return str(self.says) % {"days": CLAIM_DAYS}


DEFINITIONS = (
    Definition(
        "registered",
        pgettext_lazy("figure of issues", "Registered"),
        _(
            "By the day on which the portal gave the number, whatever day it was raised. Counted are also those whose "
            "text is not public yet."
        ),
    ),
    Definition(
        "confirmed",
        pgettext_lazy("figure of issues", "Confirmed by residents"),
        _(
            "More residents confirmed that it is solved than disputed it, and nobody who asked disputed it. Only "
            "addresses that were confirmed before the claim, and are of neither the responsible body nor the one that "
            "judges answers, have a voice."
        ),
    ),
    Definition(
        "confirmed_share",
        pgettext_lazy("figure of issues", "Share of confirmed"),
        _(
            "Confirmed of all that were registered in the period, whatever became of them. Of a body also of those it "
            "handed on: neither a hand-over nor a refusal makes the share larger. Where nothing was registered there "
            "is no share."
        ),
    ),
    Definition(
        "claimed",
        pgettext_lazy("figure of issues", "Claimed as solved"),
        _("The body says that it is solved. Residents have not confirmed it, and it is not counted as confirmed."),
    ),
    Definition(
        "silent",
        pgettext_lazy("figure of issues", "Claimed, nobody answered"),
        _("Some of the claimed ones: nobody answered in %(days)s days. Silence is not a confirmation."),
    ),
    Definition(
        "open",
        pgettext_lazy("figure of issues", "Open"),
        _("Registered, in work, in the plan of a year or under control: nobody says that it is solved."),
    ),
    Definition(
        "disputed",
        pgettext_lazy("figure of issues", "Disputed"),
        _("Some of the open ones: residents said that it is not solved, and it was opened again."),
    ),
    Definition(
        "late",
        pgettext_lazy("figure of issues", "Late"),
        _("Some of the open ones: the last day of the term has passed."),
    ),
    Definition(
        "explained",
        pgettext_lazy("figure of issues", "Explained"),
        _("Closed with an explanation. It is never counted as solved."),
    ),
    Definition(
        "unsolved",
        pgettext_lazy("figure of issues", "Closed otherwise"),
        _(
            "Without a solution: outside the powers of the body, needs a budget or a law, refused with a reason, or "
            "joined with another issue. The file has each apart."
        ),
    ),
    Definition(
        "handed",
        pgettext_lazy("figure of issues", "Handed on"),
        _(
            "The body answered for them, and another one answers now. They are counted at that body, and stay in the "
            "base of the share here."
        ),
    ),
)
NAMES = {each.key: each.name for each in DEFINITIONS}
