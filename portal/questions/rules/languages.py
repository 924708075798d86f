"""In which language somebody wrote."""

from __future__ import annotations

from typing import Final

_KAZAKH_ALONE: Final = frozenset("әғқңөұүһі")
_RUSSIAN_ALONE: Final = frozenset("ёщъэь")


def language_of(text: str, page: str) -> str:
    """By letters that one of the two languages has alone; else that of the page it was written on."""
    letters = set(text.casefold())
    if letters & _KAZAKH_ALONE:
        return "kk"
    return "ru" if letters & _RUSSIAN_ALONE else page
