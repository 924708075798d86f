"""Kinds of plans as data, one file each. A new kind is a file here and its line in `KINDS`."""

from __future__ import annotations

from schedules.kinds.graph import GRAPH
from schedules.kinds.kind import Kind, Letter, Page, Tasks, Text, Who, filled
from schedules.kinds.plan import PLAN

#: By the value that rows keep.
KINDS: dict[str, Kind] = {kind.key: kind for kind in (GRAPH, PLAN)}


def kind_of(key: str) -> Kind:
    """Raises KeyError for a kind nobody has described."""
    return KINDS[key]


def kind_choices() -> list[tuple[str, Text]]:
    return [(kind.key, kind.label) for kind in KINDS.values()]


def own_kinds() -> list[Kind]:
    """Of which each body has a plan of its own."""
    return [kind for kind in KINDS.values() if not kind.is_common]


__all__ = [
    "GRAPH",
    "KINDS",
    "PLAN",
    "Kind",
    "Letter",
    "Page",
    "Tasks",
    "Text",
    "Who",
    "filled",
    "kind_choices",
    "kind_of",
    "own_kinds",
]
