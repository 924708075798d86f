"""What stands beside the name of an issue wherever it is told of: its state, in a word with an icon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from issues.choices import Outcome, State
from issues.models import Issue
from portal.kit import formats

_LOOKS = {
    State.REGISTERED: ("info", "document"),
    State.WORK: ("info", "clock"),
    State.PLANNED: ("info", "calendar"),
    State.CONTROL: ("info", "eye"),
    State.CLAIMED: ("warn", "flag"),
    State.CONFIRMED: ("ok", "check"),
}
#: Closed without a solution: never in the colour of what is solved.
_CLOSED = ("", "dash")


@dataclass(frozen=True)
class Tag:
    """Of `components/tag.html`."""

    kind: str
    icon: str
    text: str


def days_late(issue: Issue, on: date) -> int:
    """Whole days after the last day of its term; none of one that is not open."""
    return (on - issue.due_on).days if issue.due_on is not None and issue.is_late(on) else 0


def tag_of(issue: Issue, on: date) -> Tag:
    """Lateness comes before the state: it is what a reader must know first."""
    late = days_late(issue, on)
    if late:
        text = ngettext("%(days)s day late", "%(days)s days late", late) % {"days": formats.number(late)}
        return Tag("danger", "warning", text)
    if issue.is_disputed:
        return Tag("warn", "warning", pgettext("tag of an issue", "disputed, in work again"))
    kind, icon = _LOOKS.get(State(issue.state), _CLOSED)
    return Tag(kind, icon, str(issue.get_state_display()))


def said_of(outcome: str) -> str:
    """What became of a claim, in a sentence of its own."""
    return {
        Outcome.CONFIRMED: _("Residents have confirmed that it is solved."),
        Outcome.DISPUTED: _("Residents say that it is not solved."),
        Outcome.SILENT: _("Nobody answered in time: it is claimed, and not confirmed."),
        Outcome.TAKEN_BACK: _("The body has taken its claim back."),
    }.get(Outcome(outcome), "")
