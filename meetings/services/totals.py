"""The numbers of meetings, put together. Triggers of the database write them."""

from __future__ import annotations

from django.db import connection

_KEYS = 'schedule_id, place_id, by_month, is_announced, is_cancelled, "on", more_days, span_start, span_end'
_GATHER = f"""
WITH changed AS (
    SELECT DISTINCT place_id, by_month, span_end FROM meetings_meetingtotal WHERE NOT is_gathered
), gone AS (
    DELETE FROM meetings_meetingtotal AS total USING changed
    WHERE total.span_end = changed.span_end AND total.by_month = changed.by_month
    AND total.place_id IS NOT DISTINCT FROM changed.place_id
    RETURNING total.*
), kept AS (
    INSERT INTO meetings_meetingtotal ({_KEYS}, number, is_gathered)
    SELECT {_KEYS}, sum(number), true FROM gone GROUP BY {_KEYS} HAVING sum(number) <> 0
    ORDER BY place_id, by_month, span_end
)
SELECT count(*) FROM gone WHERE NOT is_gathered
"""  # noqa: S608 - names of this file alone


def gather_totals() -> int:
    """One row of what is alike, where anything changed; no number changes by it. How many changes there were."""
    with connection.cursor() as cursor:
        cursor.execute(_GATHER)
        (changes,) = cursor.fetchone()
    return int(changes)
