"""What stands beside a plan of its kind, on the page of its year and beside its table: told from above at the start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from schedules.choices import ProposalState
from schedules.models import Proposal


@dataclass(frozen=True)
class Beside:
    """What is shown, and by which template, as `panel`."""

    template: str
    panel: object


#: Finds what stands beside the plan of a body and year on a day.
Find = Callable[[Proposal, date], object]
_BESIDE: dict[str, tuple[str, Find]] = {}


def stands_beside(kind: str, template: str, find: Find) -> None:
    """Upper floors say so when the portal starts."""
    _BESIDE[kind] = template, find


def has_beside(proposal: Proposal) -> bool:
    """While it is worked on or judged: afterwards it says nothing that the plan itself does not."""
    return proposal.kind in _BESIDE and proposal.state != ProposalState.ACCEPTED


def beside(proposal: Proposal, on: date) -> Beside | None:
    """Nothing of a kind of which nobody has said so, and of what is accepted."""
    if not has_beside(proposal):
        return None
    template, find = _BESIDE[proposal.kind]
    return Beside(template, find(proposal, on))
