"""State tables. A machine only looks up and refuses; services do the work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.kernel.errors import IllegalTransition, Invalid


@dataclass(frozen=True)
class Comment:
    """What has to be said with a verb. `sentence` stands at `field` of the form when nothing is."""

    sentence: Any
    field: str = "comment"


@dataclass(frozen=True)
class Transition:
    """One verb of an aggregate: from which states to which, and what has to be said with it."""

    name: str
    sources: frozenset[str]
    target: str
    comment: Comment | None = None


class Machine:
    """Look-up over the transitions of one aggregate. A verb may stand in the table once."""

    def __init__(self, refusal: Any, transitions: Iterable[Transition]) -> None:
        self.refusal = refusal
        self._by_name: dict[str, Transition] = {}
        for transition in transitions:
            if transition.name in self._by_name:
                raise ValueError(f"transition named twice: {transition.name}")
            self._by_name[transition.name] = transition

    @property
    def transitions(self) -> tuple[Transition, ...]:
        return tuple(self._by_name.values())

    def get(self, name: str) -> Transition:
        return self._by_name[name]

    def allows(self, name: str, state: str) -> bool:
        return state in self._by_name[name].sources

    def allowed(self, state: str) -> tuple[Transition, ...]:
        return tuple(step for step in self._by_name.values() if state in step.sources)

    def apply(self, name: str, state: str, *, comment: str = "") -> str:
        """Target state of `name` from `state`.

        Raises IllegalTransition with the machine's refusal text, then Invalid for a verb whose comment is blank.
        """
        if not self.allows(name, state):
            raise IllegalTransition(self.refusal, params={"transition": name, "state": state})
        step = self._by_name[name]
        if step.comment is not None and not comment.strip():
            raise Invalid.at(step.comment.field, step.comment.sentence)
        return step.target
