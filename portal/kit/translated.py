"""Content kept in three columns, read in one language; of models, see `kit.texts`.

What the portal itself writes has its columns written out (`name_kk`, `name_ru`, `name_en`), and `Translated("name")`.
A missing text is taken from a neighbour language and says so, so that a page can mark it with its own `lang`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, overload

from django.utils import translation
from modeltranslation.utils import resolution_order

from portal.kernel.wording import Lines
from portal.kit.formats import language


class Words(str):
    """A text that knows its language, and whether that is the language asked for."""

    lang: str
    is_fallback: bool

    def __new__(cls, text: str, lang: str, *, is_fallback: bool = False) -> Self:
        words = super().__new__(cls, text)
        words.lang = lang
        words.is_fallback = is_fallback
        return words

    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, bool]]:
        """Keep language and mark when cached or copied."""
        return (str(self), self.lang), {"is_fallback": self.is_fallback}


def written_in_all(write: Callable[[], str]) -> Lines:
    """What `write` says in each language of the portal, ready to be kept."""

    def in_that(code: str) -> str:
        with translation.override(code):
            return write()

    return Lines.written(in_that)


def sentence(message: object) -> str:
    """What a refusal says, in the active language: a lazy text as it is, lines of the law in theirs."""
    return message.get(language()) if isinstance(message, Lines) else str(message)


def in_language(obj: Any, name: str, lang: str | None = None) -> Words:
    """`obj`'s text `name` in `lang` (by default the active language), or the nearest there is, or an empty one."""
    wanted = language(lang)
    for code in resolution_order(wanted):
        if text := getattr(obj, f"{name}_{code}"):
            return Words(text, code, is_fallback=code != wanted)
    return Words("", wanted)


class Translated:
    """Reads the column of the active language. Writing goes to a column by its full name."""

    def __init__(self, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Words: ...
    def __get__(self, instance: object | None, owner: type) -> Self | Words:
        return self if instance is None else in_language(instance, self.name)

    def __set__(self, instance: object, value: object) -> None:
        raise AttributeError(f"write {self.name}_kk, {self.name}_ru or {self.name}_en instead of {self.name}")
