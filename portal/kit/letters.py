"""What the fonts of documents can print, and what is printed instead of the rest.

One missing letter stops a tagged PDF, and an approved version cannot be changed: what was typed is printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

LETTERS = Path(settings.BASE_DIR) / "portal/web/static/kezdesu/fonts/letters.txt"
#: A visible box: a letter stood here that no font of ours has.
BOX = "□"
#: Marks of lists, as word processors keep them in a range of their own; an ideographic space.
_INSTEAD = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a8": "◊", "\uf02d": "-", "\u3000": " "}
#: Shown by nothing of their own: marks of direction, selectors of a look, tags, colours of skin.
_SILENT = ("Cc", "Cf", "Cs")
_SELECTORS = (("\ufe00", "\ufe0f"), ("\U0001f3fb", "\U0001f3ff"), ("\U000e0000", "\U000e0fff"))


def printable(value: Any) -> Any:
    """The data of a document with every text in it as the fonts can print it."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else printed(value)
    if isinstance(value, Mapping):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


def printed(text: str) -> str:
    """The text without what prints nothing, and with a box for each letter that no font has."""
    known = _known()
    return "".join(letter if letter in known else _instead(letter) for letter in text)


@lru_cache(maxsize=4096)
def _instead(letter: str) -> str:
    if letter in _INSTEAD:
        return _INSTEAD[letter]
    if unicodedata.category(letter) in _SILENT or _is_selector(letter):
        return ""
    plain = unicodedata.normalize("NFKC", letter)
    # A wide or mathematical letter is the letter itself; a ligature is its parts.
    return plain if plain != letter and all(each in _known() for each in plain) else BOX


def _is_selector(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _SELECTORS)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Read once a process; `vendor_assets` writes the list from the fonts."""
    codes = {"\n", "\t"}
    for line in LETTERS.read_text(encoding="ascii").split():
        first, _dash, last = line.partition("-")
        codes |= set(map(chr, range(int(first, 16), int(last, 16) + 1)))
    # What the standard of tagged documents does not suffer, though a font has it.
    return frozenset(codes - {"\x00", "\r", "\ufeff"})
