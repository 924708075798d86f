"""How long a text each network takes, and how it counts: of the networks themselves, as they publish it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_ADDRESS = re.compile(r"https?://\S+")
#: X counts every address as so many, and letters outside these ranges as two.
_X_ADDRESS: Final = 23
_X_LIGHT: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


@dataclass(frozen=True)
class Network:
    """`limit` is that of what people post there with a picture: a caption, a status, a post."""

    key: str
    name: str
    limit: int
    has_weights: bool = False


NETWORKS: Final = (
    Network("telegram", "Telegram", 1024),
    Network("whatsapp", "WhatsApp", 700),
    Network("instagram", "Instagram", 2200),
    Network("facebook", "Facebook", 63_206),
    Network("x", "X", 280, has_weights=True),
)


@dataclass(frozen=True)
class Piece:
    """A line of a text. Of those that are `spare`, the greatest go first when a network takes no more; 0 stays."""

    text: str
    spare: int = 0


def length(text: str, network: Network) -> int:
    """As the network counts. Where it is not told how, as the strictest do: letters outside the first plane are two."""
    if not network.has_weights:
        return len(text.encode("utf-16-le")) // 2
    plain, addresses = _ADDRESS.subn("", text)
    return addresses * _X_ADDRESS + sum(1 if _is_light(letter) else 2 for letter in plain)


def _is_light(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _X_LIGHT)


def fitted(pieces: Sequence[Piece], network: Network) -> str:
    """All that the network takes of them, in order; whole lines are left out, and none is cut.

    What may not be left out stands even beyond the limit: the page shows that it is.
    """
    kept = [piece for piece in pieces if piece.text]
    while length(_joined(kept), network) > network.limit:
        spare = max((piece.spare for piece in kept), default=0)
        if not spare:
            break
        last = max(place for place, piece in enumerate(kept) if piece.spare == spare)
        del kept[last]
    return _joined(kept)


def _joined(pieces: Sequence[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces)
