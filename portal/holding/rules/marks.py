"""Which duties an account meets, and by which mark of the public page each is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MEETS: Final[Mapping[str, tuple[str, ...]]] = {
    "timing": ("B-1.3", "C-3.3"),
    "stream": ("B-1.2", "C-3.2"),
    "reception": ("C-3.5a", "A-2p"),
    "visit": ("B-1.5",),
    "invited": ("C-4",),
    "list": ("B-1.6",),
    "results": ("A-6", "C-3.5c", "B-10d"),
}
#: The list of issues is one of two proofs: the document of the maslikhat closes it.
BESIDE: Final[Mapping[str, tuple[str, ...]]] = {"issues": ("C-3.5b",)}
#: The mark of each duty.
MARKS: Final[Mapping[str, str]] = {
    key: mark for marks in (MEETS, BESIDE) for mark, each in marks.items() for key in each
}
