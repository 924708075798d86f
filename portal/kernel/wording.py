"""Text ready in the portal's three languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class Lines:
    """One text in Kazakh, Russian and English."""

    kk: str
    ru: str
    en: str

    def get(self, language: str) -> str:
        """The text in `language`; Kazakh, the state language, for any other code."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}.get(language, self.kk)

    @classmethod
    def written(cls, write: Callable[[str], str]) -> Lines:
        """Lines from a function of the language code."""
        return cls(*(write(language) for language in LANGUAGES))
