"""Which column of a table is which, by the words over it. The words themselves are given: see `Vocabulary`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from portal.kernel.folding import fold, has_kazakh_letters, words

#: A longer cell is a sentence, not a header.
MAX_HEADER = 150

_IN_TWO_LANGUAGES = re.compile(r"[/\\\n|]")
_NUMBER_WORD = re.compile(
    r"п|р|с|n|no|nn|nr|рет|реттик|саны|номир|номири|номер|к|number|num|порядковыи|порядковый|пп|рс"
)
_NUMBER_SIGN = re.compile(r"[№#]")
_LANGUAGES = (
    ("kk", re.compile(r"казакша|казакский|казах|\bказ\b|\bkk\b|\bkz\b|мемлекеттик|государственн|kazakh")),
    ("ru", re.compile(r"орысша|русск|\bрус\b|\bru\b|russian|\bорыс\b")),
    ("en", re.compile(r"english|английск|\bангл\b|агылшын|\ben\b")),
)

#: A field and the pattern by which a header names it.
Rule = tuple[str, str]


class Vocabulary:
    """The words by which headers of one kind of table are known. Patterns are of folded text: «Өңір» is "онир".

    `leading` are asked of each half of a header in two languages first, then `anywhere` of the whole. The first that
    is found decides, so the order is the rule. Fields of `in_languages` may have a column in each language. `russian`
    finds words that only a Russian header has.
    """

    def __init__(
        self,
        *,
        leading: Iterable[Rule],
        anywhere: Iterable[Rule],
        in_languages: Sequence[str],
        russian: re.Pattern[str],
    ) -> None:
        self._leading = tuple((field, re.compile(pattern)) for field, pattern in leading)
        self._anywhere = tuple((field, re.compile(pattern)) for field, pattern in anywhere)
        self._in_languages, self._russian = frozenset(in_languages), russian
        #: The field that a header names ("number" is that of the rows), or an empty text.
        self.field_of = lru_cache(maxsize=4096)(self._field_of)

    def _field_of(self, text: str) -> str:
        if len(text) > MAX_HEADER:
            return ""
        if (_NUMBER_SIGN.search(text) or words(text)) and all(_NUMBER_WORD.fullmatch(word) for word in words(text)):
            return "number"
        parts = [fold(part) for part in _IN_TWO_LANGUAGES.split(text)]
        leading = (field for part in parts for field, pattern in self._leading if pattern.search(part))
        plain = fold(text)
        return next(leading, "") or next((field for field, pattern in self._anywhere if pattern.search(plain)), "")

    def key_of(self, texts: Sequence[str]) -> str:
        """The field of a column by all that stands over it, with its language where it has one: "subject_kk".

        The lower header of a group decides («Кездесу: күні | уақыты»), then the two together, then the upper.
        """
        together = " ".join(texts)
        field = next((self.field_of(text) for text in (*reversed(texts), together) if self.field_of(text)), "")
        language = language_of(together) if field in self._in_languages else ""
        return f"{field}_{language}" if language else field

    def language_of_headers(self, texts: Sequence[str]) -> str:
        """Kazakh when most headers have its letters and none is Russian, Russian the other way round; else empty."""
        kazakh = sum(1 for text in texts if has_kazakh_letters(text))
        russian = any(self._russian.search(fold(text)) for text in texts)
        if kazakh * 2 >= len(texts) and not russian:
            return "kk"
        return "ru" if russian and not kazakh else ""


def language_of(text: str) -> str:
    """The language a header says its column is in, or an empty text."""
    plain = fold(text)
    return next((language for language, pattern in _LANGUAGES if pattern.search(plain)), "")
