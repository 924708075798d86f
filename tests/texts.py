"""Texts as a person reads them."""

from __future__ import annotations

import re


def plain(text: str) -> str:
    """Without the no-break spaces that are put in when a page or a letter is made."""
    return text.replace("\u00a0", " ")


def tight(markup: str) -> str:
    """Without the white space between tags: a template is wrapped where a page does not notice."""
    return re.sub(r">\s+<", "><", markup)
