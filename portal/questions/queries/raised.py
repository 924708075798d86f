"""What the floor above tells of issues that questions became: told at the start, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class RaisedLine:
    """A public issue: its number, title and address, and its state as `components/tag.html` prints it."""

    number: str
    title: str
    url: str
    kind: str
    icon: str
    text: str


#: Finds public issues by their numbers.
FindCalled = Callable[[Collection[str]], Mapping[str, RaisedLine]]
_FIND: list[FindCalled] = []


def told_by(find: FindCalled) -> None:
    """The floor above says so when the portal starts."""
    if find not in _FIND:
        _FIND.append(find)


def issue_called(number: str) -> RaisedLine | None:
    """The public issue of that number, if there is one. One statement; none without a number."""
    if not number:
        return None
    return next((found[number] for found in (find([number]) for find in _FIND) if number in found), None)
