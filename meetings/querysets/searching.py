"""Words looked for in rows that keep `search_text` and `search_words`, which the database derives from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from django.db import models
from django.db.models import F, Func, QuerySet, Value

from portal.kernel.folding import words

Rows = TypeVar("Rows", bound=QuerySet[Any])

#: How much of what a reader typed is searched for; the rest would only cost time.
SEARCH_WORDS: Final = 6
#: A shorter word has too few trigrams to be compared by likeness.
LIKENESS_LETTERS: Final = 4


class _Found(Func):
    """A text search vector that a query finds."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


def with_words(found: Rows, text: str) -> Rows:
    """Rows in which every word occurs, in any language: with another ending, or begun so. "вода" finds "воды", "вод"
    finds "водных"; stems are the database's, `meetings_search_words`.
    """
    asked = words(text)[:SEARCH_WORDS]
    if not asked:
        # Marks alone are in no name; a blank box asks for everything.
        return found.none() if text.strip() else found
    query = Func(Value(" ".join(asked)), function="meetings_search_query")
    return found.filter(_Found(F("search_words"), query))


def with_any_of(found: Rows, choices: Sequence[Sequence[str]]) -> Rows:
    """Rows in which of each of these choices at least one word occurs, with this very ending. None without a choice."""
    if not choices or not all(choices):
        return found.none()
    asked = " & ".join("({})".format(" | ".join(f"'{word}'" for word in folded)) for folded in choices)
    return found.filter(_Found(F("search_words"), Func(Value(asked), template="%(expressions)s::tsquery")))


def with_words_alike(found: Rows, text: str) -> Rows:
    """Rows in which every longer word is spelled nearly so somewhere. It costs ten times as much: for who found
    nothing.
    """
    asked = [word for word in words(text)[:SEARCH_WORDS] if len(word) >= LIKENESS_LETTERS]
    for word in asked:
        found = found.filter(search_text__trigram_word_similar=word)
    return found if asked else found.none()
