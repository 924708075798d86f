"""Why rows have their days, where the portal proposed them: told from above at the start, by kind of plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from schedules.models import Proposal, ProposalRow

#: By row, a sentence in the active language.
Explain = Callable[[Sequence[ProposalRow]], dict[int, str]]
_EXPLAINERS: dict[str, Explain] = {}


def explained_by(kind: str, explain: Explain) -> None:
    """Upper floors say so when the portal starts."""
    _EXPLAINERS[kind] = explain


def explanations(proposal: Proposal, rows: Sequence[ProposalRow]) -> dict[int, str]:
    """Of rows whose day was proposed. One statement, none of a kind that proposes nothing."""
    explain = _EXPLAINERS.get(proposal.kind)
    return {} if explain is None else explain(rows)
