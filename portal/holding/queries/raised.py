"""Which issues the floor above has made of questions of a meeting: told at the start."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from portal.questions.queries.raised import RaisedLine

#: Finds public issues by the questions of meetings they were made of.
FindOf = Callable[[Collection[int]], Mapping[int, RaisedLine]]
_FIND: list[FindOf] = []


def told_by(find: FindOf) -> None:
    """The floor above says so when the portal starts."""
    if find not in _FIND:
        _FIND.append(find)


def issues_of(questions: Collection[int]) -> dict[int, RaisedLine]:
    """Public issues by the question they were made of. One statement; none without questions."""
    return {key: line for find in _FIND for key, line in find(questions).items()} if questions else {}
