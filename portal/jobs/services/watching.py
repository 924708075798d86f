"""A line to the database beside the handler's transaction: progress outwards, the wish to stop inwards, proof of life.

The handler's own writes stay invisible until its end, so how far it is has to be written on another connection. The
same connection holds a session lock: it goes with the process, so whoever gets it knows that nobody does the job.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.jobs.rules import STEP_SECONDS
from portal.jobs.work import Cancelled, Progress
from portal.kernel import clock

#: First of two numbers of the lock; the second is the job.
_LOCK = 7_310_005
_SIGN = (
    "UPDATE jobs_job SET done = %s, total = %s, heartbeat_at = %s"
    " WHERE id = %s AND run_key = %s AND state = 'running' RETURNING cancel_asked_at"
)
#: A machine that vanished without a word lets go of its lock in two minutes, not in the system's two hours.
_KEEPALIVE = "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 15; SET tcp_keepalives_count = 4"


class Line:
    """The second connection, in autocommit, with the lock of one job taken on it."""

    def __init__(self, database: BaseDatabaseWrapper, pk: int) -> None:
        self._database = database
        self._pk = pk

    def sign(self, run_key: UUID, done: int, total: int) -> None:
        """Write down how far it is. Raises Cancelled when somebody asked to stop or the job has another owner."""
        with self._database.cursor() as cursor:
            cursor.execute(_SIGN, [done, total, clock.now(), self._pk, run_key])
            row = cursor.fetchone()
        if row is None or row[0] is not None:
            raise Cancelled


class Watched(Progress):
    """Progress of one try, written at most twice a second."""

    def __init__(self, line: Line, run_key: UUID) -> None:
        self._line = line
        self._run_key = run_key
        self._next = 0.0

    def step(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self._next or done >= total:
            self._next = now + STEP_SECONDS
            self._line.sign(self._run_key, max(0, done), max(0, total))


@contextmanager
def alone_with(pk: int) -> Iterator[Line | None]:
    """The line of a job, or None when a living process has it."""
    database = connection.copy()
    try:
        with database.cursor() as cursor:
            cursor.execute(_KEEPALIVE)
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK, pk % 2**31])
            (taken,) = cursor.fetchone()
        yield Line(database, pk) if taken else None
    finally:
        database.close()
