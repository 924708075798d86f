"""The numbers of entries, put together. Triggers of the database write them."""

from __future__ import annotations

from django.db import connection

_GATHER = """
WITH gone AS (
    DELETE FROM schedules_entrytotal
    WHERE schedule_id IN (SELECT schedule_id FROM schedules_entrytotal WHERE NOT is_gathered)
    RETURNING *
), kept AS (
    INSERT INTO schedules_entrytotal (schedule_id, body_id, territory_id, month, number, is_gathered)
    SELECT schedule_id, body_id, territory_id, month, sum(number), true FROM gone
    GROUP BY schedule_id, body_id, territory_id, month HAVING sum(number) <> 0
)
SELECT count(*) FROM gone WHERE NOT is_gathered
"""


def gather_totals() -> int:
    """One row of what is alike, where anything changed; no number changes by it. How many changes there were."""
    with connection.cursor() as cursor:
        cursor.execute(_GATHER)
        (changes,) = cursor.fetchone()
    return int(changes)
