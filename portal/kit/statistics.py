"""What the database reckons with."""

from __future__ import annotations

from django.db import connection


def count_anew() -> None:
    """Tables have just grown from nothing: the next question is not planned as if they were empty still.

    The database counts by itself a minute later or, where it is busy, much later. Called after the transaction, or
    in it where it goes on to ask of what it has written. Of our own tables alone: those that all databases of the
    server share stay locked until the transaction ends, and whoever loads another one waits for it.
    """
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(f"ANALYZE {', '.join(connection.ops.quote_name(table) for table in sorted(tables))}")
