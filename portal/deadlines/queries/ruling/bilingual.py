"""Texts that are kept once and read in any language."""

from __future__ import annotations

from typing import Any

#: Letters of both official languages in the order of the Kazakh alphabet, in which the Russian ones keep theirs.
_ALPHABET = {letter: place for place, letter in enumerate("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", start=0x110000)}


def bilingual(row: Any, name: str) -> str:
    """Both official languages in one text, Kazakh first: for columns that have one language."""
    texts = (getattr(row, f"{name}_kk").strip(), getattr(row, f"{name}_ru").strip())
    return " / ".join(dict.fromkeys(text for text in texts if text))


def name_key(name: object) -> list[int]:
    """A key to sort names by: other signs first, then letters in the order of the alphabet."""
    return [_ALPHABET.get(sign, ord(sign)) for sign in str(name).casefold()]
