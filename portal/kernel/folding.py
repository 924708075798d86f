"""One spelling for the many in which the same word is typed. Knows no framework."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Kazakh letters beside the Russian ones people type when the keyboard has no others.
_PLAIN = str.maketrans("әғқңөұүһіё", "агкноуухие")
KAZAKH_LETTERS = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
#: Latin letters that look like Cyrillic ones, folded only inside words that are otherwise Cyrillic.
_LOOKALIKE = str.maketrans("aceopxyiktmbh", "асеорхуиктмвн")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+")
#: Cells repeat themselves down a column: the same texts are folded once.
_REMEMBERED = 8192
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@lru_cache(maxsize=_REMEMBERED)
def tidy(text: str) -> str:
    """The text with one kind of space and dash, without invisible characters; letters stay as they are."""
    plain = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", _DASHES.sub("-", plain)).strip()


def small(text: str) -> str:
    """Tidy and in small letters, Kazakh ones kept."""
    return tidy(text).casefold()


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Small letters; Kazakh ones as the Russian beside them, look-alike Latin ones in Cyrillic words as Cyrillic."""
    return _WORD.sub(_cyrillic, small(text)).translate(_PLAIN)


def _cyrillic(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(_LOOKALIKE) if _CYRILLIC.search(word) else word


def words(text: str) -> tuple[str, ...]:
    """Folded words and numbers of a text, without punctuation."""
    return tuple(re.findall(r"[^\W_]+", fold(text)))


def has_kazakh_letters(text: str) -> bool:
    return not KAZAKH_LETTERS.isdisjoint(text)
