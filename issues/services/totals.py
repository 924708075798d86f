"""The numbers of issues, put together. Triggers of the database write them."""

from __future__ import annotations

from django.db import connection, transaction

_KEYS = "place_id, grain, topic_id, holder_id, year, state, is_disputed"
# Compared as they are, empty ones would be alike none: each row would be held against every other.
_PLACE, _TOPIC, _HOLDER = (f"coalesce({name}_id, 0)" for name in ("place", "topic", "holder"))
_GATHER = f"""
WITH changed AS (
    SELECT DISTINCT grain, {_PLACE} AS place, {_TOPIC} AS topic, {_HOLDER} AS holder
    FROM issues_issuetotal WHERE NOT is_gathered
), gone AS (
    DELETE FROM issues_issuetotal AS total USING changed
    WHERE total.grain = changed.grain AND {_PLACE} = changed.place AND {_TOPIC} = changed.topic
    AND {_HOLDER} = changed.holder
    RETURNING total.*
), kept AS (
    INSERT INTO issues_issuetotal ({_KEYS}, number, is_gathered)
    SELECT {_KEYS}, sum(number), true FROM gone GROUP BY {_KEYS} HAVING sum(number) <> 0
    ORDER BY place_id, grain, topic_id, holder_id
)
SELECT count(*) FROM gone WHERE NOT is_gathered
"""  # noqa: S608 - names of this file alone


def gather_totals() -> int:
    """One row of what is alike, where anything changed; no number changes by it. How many changes there were."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Since the last time the database thinks that nothing waits, and would hold each change against all rows: eight
        # minutes, and not at their end, for what takes seconds.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(_GATHER)
        (changes,) = cursor.fetchone()
    return int(changes)
