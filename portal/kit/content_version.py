"""Which version of all that the public reads stands in the database.

Triggers note each change of a watched table in the transaction that makes it (`portal/overview/facts.py` says
which), so an answer kept under a version is never older than what was committed before it was asked for.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

#: What changes apart: what is planned and announced, what is owed, and what people raised.
MEETINGS, DEADLINES, ISSUES = "meetings", "deadlines", "issues"
ALL = (MEETINGS, DEADLINES)
#: What places, bodies, officials and years of schedules are called: asked by what is kept of them, not by whole pages.
NAMES = "names"
#: Units, offices and their heads, and decisions: what the norms of a region follow from.
LAND = "land"

_GATHER = """
WITH gone AS (DELETE FROM kit_content_change RETURNING topic, weight)
INSERT INTO kit_content_change (topic, weight) SELECT topic, sum(weight) FROM gone GROUP BY topic
"""


def content_version(topics: Collection[str] = ALL) -> str:
    """Another text after each committed change of these topics. One statement.

    It is a sum of numbers of chance: a database that was put back to an earlier day does not come to a version again
    under which something else was read.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT topic, sum(weight) FROM kit_content_change GROUP BY topic")
        sums = {topic: str(weight) for topic, weight in cursor.fetchall()}
    return " ".join(sums.get(topic, "0") for topic in topics)


def gather_content_changes() -> int:
    """Put what was noted into one row a topic; no version changes by it. How many rows there were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kit_content_change")
        (rows,) = cursor.fetchone()
        cursor.execute(_GATHER)
    return int(rows)
