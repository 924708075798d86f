"""Texts that are kept once and read in any language."""

from __future__ import annotations

from typing import Any


def bilingual(row: Any, name: str) -> str:
    """Both official languages in one text, Kazakh first: for columns that have one language."""
    texts = (getattr(row, f"{name}_kk").strip(), getattr(row, f"{name}_ru").strip())
    return " / ".join(dict.fromkeys(text for text in texts if text))
