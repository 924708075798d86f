"""Kinds of plans as data, one file each. A new kind is a file here and its line in `KINDS`."""

from __future__ import annotations

from schedules.kinds.akim_calendar import AKIM_CALENDAR
from schedules.kinds.graph import GRAPH
from schedules.kinds.kind import Kind, Letter, Page, Tasks, Who, filled
from schedules.kinds.plan import PLAN
from schedules.kinds.words import OwnWords, Text

#: By the value that rows keep.
KINDS: dict[str, Kind] = {kind.key: kind for kind in (GRAPH, PLAN, AKIM_CALENDAR)}


def kind_of(key: str) -> Kind:
    """Raises KeyError for a kind nobody has described."""
    return KINDS[key]


def kind_choices() -> list[tuple[str, Text]]:
    return [(kind.key, kind.label) for kind in KINDS.values()]


def own_kinds() -> list[Kind]:
    """Of which each body has a plan of its own."""
    return [kind for kind in KINDS.values() if not kind.is_common]


def own_words(kind: Kind) -> OwnWords:
    """What the pages say of a kind of which each body has its own."""
    assert kind.own is not None
    return kind.own


__all__ = [
    "AKIM_CALENDAR",
    "GRAPH",
    "KINDS",
    "PLAN",
    "Kind",
    "Letter",
    "OwnWords",
    "Page",
    "Tasks",
    "Text",
    "Who",
    "filled",
    "kind_choices",
    "kind_of",
    "own_kinds",
    "own_words",
]
