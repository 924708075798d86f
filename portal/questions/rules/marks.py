"""A text cut into pieces, each with why a moderator should look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from portal.kernel.private import find_private
from portal.questions.rules.names import find_names

PRIVATE: Final = "private"
NAME: Final = "name"


@dataclass(frozen=True)
class Piece:
    """`mark` is "" of what needs no look."""

    text: str
    mark: str = ""


def marked(text: str) -> list[Piece]:
    """Joined again the pieces are the text. What is private counts before a name."""
    private = _where(text, find_private(text))
    names = [span for span in find_names(text) if not any(span[0] < end and start < span[1] for start, end in private)]
    spans = sorted([*((*span, PRIVATE) for span in private), *((*span, NAME) for span in names)])
    pieces, done = [], 0
    for start, end, mark in spans:
        pieces += [Piece(text[done:start]), Piece(text[start:end], mark)]
        done = end
    return [piece for piece in (*pieces, Piece(text[done:])) if piece.text]


def _where(text: str, found: Iterable[str]) -> list[tuple[int, int]]:
    """Every place in which one of the pieces stands; of pieces that touch each other, one span."""
    spans: list[tuple[int, int]] = []
    for piece in found:
        at = text.find(piece)
        while at >= 0:
            spans.append((at, at + len(piece)))
            at = text.find(piece, at + len(piece))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
