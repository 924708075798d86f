"""Holding the chain still while somebody looks through it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from portal.audit.services.appending import take_turn


@contextmanager
def still() -> Iterator[None]:
    """One transaction in which nothing is added: whoever adds a link holds the turn until the end of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        take_turn(cursor)
        yield
