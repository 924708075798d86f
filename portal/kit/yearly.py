"""Numbers that begin anew each year, given by sequences of the database: nobody waits for anybody."""

from __future__ import annotations

from django.db import connection

#: Held by whoever takes the first number of a year of anything, while its sequence is made.
_LOCK = 7_310_031


def next_numbers(stem: str, year: int, count: int = 1) -> list[int]:
    """The next `count` numbers of the year, none of them ever given before; `stem` names what is counted.

    Numbers of a transaction that fails are left out: a number says nothing of how many there are. The database refuses
    when the six digits of a year are used up.
    """
    name = f"{stem}_{year:04d}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NULL", [name])
        if cursor.fetchone()[0]:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS {name} AS integer MAXVALUE 999999")
        cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [name, count])
        return [number for (number,) in cursor.fetchall()]
