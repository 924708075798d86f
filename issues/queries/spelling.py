"""Issues with words that are spelled nearly as they were typed, for who found nothing."""

from __future__ import annotations

from typing import Final

from django.db import connection

from issues.queries.listing import is_few
from issues.querysets import IssueQuerySet
from meetings.querysets import LIKENESS_LETTERS, SEARCH_WORDS
from portal.kernel.folding import words

#: Words taken for one that was typed: the nearest.
_NEAREST: Final = 30
_WORDS = """
SELECT typed.place, near.word FROM unnest(%s::text[]) WITH ORDINALITY AS typed (word, place)
CROSS JOIN LATERAL (
    SELECT known.word FROM issues_issueword AS known WHERE known.word %%> typed.word
    GROUP BY known.word ORDER BY word_similarity(typed.word, known.word) DESC, known.word LIMIT %s
) AS near
"""


def spelled_alike(found: IssueQuerySet, text: str) -> IssueQuerySet:
    """Those of the issues with a word nearly as each longer one that was typed, in the order of their news.

    Two statements before they are read; none when no word is long enough to be compared.
    """
    choices = _near([word for word in words(text)[:SEARCH_WORDS] if len(word) >= LIKENESS_LETTERS])
    if not all(choices) or not choices:
        return found.none()
    alike = found.with_any_of(choices)
    return alike.by_news(of_few=is_few(alike))


def _near(typed: list[str]) -> list[list[str]]:
    """Of each the words of issues that are like it."""
    choices: list[list[str]] = [[] for _word in typed]
    if typed:
        with connection.cursor() as cursor:
            cursor.execute(_WORDS, [typed, _NEAREST])
            for place, word in cursor:
                choices[place - 1].append(word)
    return choices
