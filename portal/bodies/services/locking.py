"""One at a time: seeding, the classifier and the raising of offices write the same places."""

from __future__ import annotations

from django.db import connection

#: Name of the database lock of places and bodies: any constant number that no other lock of the portal has.
_LOCK = 7_310_003


def hold_places() -> None:
    """Wait for whoever writes places, and keep others out until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
