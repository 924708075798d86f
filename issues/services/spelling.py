"""The words of public issues, made anew. Triggers of the database add what is new by day."""

from __future__ import annotations

from django.db import connection

# One pass over what a search keeps. Rows that were added meanwhile are not seen, and stay.
_STANDS = """
WITH stands AS MATERIALIZED (
    SELECT each AS word FROM ts_stat('SELECT search_words FROM issues_issue') AS found (each, issues, times)
    WHERE length(each) BETWEEN 4 AND 40 AND each !~ '^[0-9]+$' AND left(each, 1) <> '='
), known AS MATERIALIZED (
    SELECT id, word, row_number() OVER (PARTITION BY word ORDER BY id) > 1 AS is_again FROM issues_issueword
), gone AS (
    DELETE FROM issues_issueword USING known LEFT JOIN stands USING (word)
    WHERE issues_issueword.id = known.id AND (known.is_again OR stands.word IS NULL)
    RETURNING 1
), added AS (
    INSERT INTO issues_issueword (word)
    SELECT word FROM stands WHERE NOT EXISTS (SELECT FROM known WHERE known.word = stands.word)
    RETURNING 1
)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM added)
"""


def gather_words() -> int:
    """Leave each word that a public issue has, once; how many came or went.

    A word that goes while an issue with it is being written is missed until the next time: it is found by its letters
    alone, and not when it is misspelled.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STANDS)
        (changed,) = cursor.fetchone()
    return int(changed)
