"""Numbers of questions and demands: a letter, the year and six digits, in the order they are taken."""

from __future__ import annotations

from typing import Final

from django.db import connection

QUESTION: Final = "S"
DEMAND: Final = "T"
#: Held by whoever takes the first number of a year, while its sequence is made.
_LOCK = 7_310_047


def take_number(letter: str, year: int) -> str:
    """The next number, never given before; like "S-2027-000731". Numbers of a transaction that fails are left out."""
    name = f"questions_{letter.lower()}_{year:04d}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NULL", [name])
        if cursor.fetchone()[0]:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS {name} AS integer MAXVALUE 999999")
        cursor.execute("SELECT nextval(%s)", [name])
        return f"{letter}-{year:04d}-{cursor.fetchone()[0]:06d}"
