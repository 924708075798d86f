"""Texts as a person reads them."""

from __future__ import annotations


def plain(text: str) -> str:
    """Without the no-break spaces that are put in when a page or a letter is made."""
    return text.replace("\u00a0", " ")
