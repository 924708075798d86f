"""Numbers of meetings: the year and six digits, in the order they are taken."""

from __future__ import annotations

from django.db import connection

#: Held by whoever takes the first number of a year, while its sequence is made.
_LOCK = 7_310_031


def take_numbers(*, year: int, count: int) -> list[str]:
    """The next `count` numbers of `year`, none of them ever given before.

    A sequence of the database gives them, so nobody waits for anybody: a village that announces one meeting does not
    stand behind the schedule of the country. Numbers of a transaction that fails are left out: a number says nothing
    of how many there are. The database refuses when the six digits of a year are used up.
    """
    name = f"meetings_number_{year:04d}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NULL", [name])
        if cursor.fetchone()[0]:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS {name} AS integer MAXVALUE 999999")
        cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [name, count])
        return [f"{year:04d}-{number:06d}" for (number,) in cursor.fetchall()]
