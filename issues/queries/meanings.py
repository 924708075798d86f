"""What each state of an issue means, in words for everybody."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from issues.choices import State

MEANINGS: Final[dict[State, Promise]] = {
    State.REGISTERED: _("It has a number; the responsible body and the term are not set yet."),
    State.WORK: _("The responsible body and the term are set, and it is being worked on. Open."),
    State.PLANNED: _("It stands in the plan of a named year. Open."),
    State.CONTROL: _("It is beyond the level of the body, and the level that can solve it is named. Open."),
    State.CLAIMED: _("The body says with proof that it is solved, and residents have not confirmed it."),
    State.CONFIRMED: _("Whoever asked or follows it has confirmed the claim. Only this is counted as confirmed."),
    State.EXPLAINED: _("The body has explained the matter. It is closed, and never counted as solved."),
    State.OUTSIDE: _("The body cannot decide it, and says who can. Closed without a solution."),
    State.NEEDS: _("It cannot be solved without money in the budget or another law. Closed without a solution."),
    State.DUPLICATE: _("The same is told of under another number, and whoever asked hears of that one."),
    State.REFUSED: _("The body will not do it, and says why. Closed without a solution."),
}


def meanings() -> list[tuple[str, str]]:
    """State and meaning, in the order of a life."""
    return [(str(state.label), str(MEANINGS[state])) for state in State]
