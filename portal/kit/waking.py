"""Waking a worker now instead of at the next tick of the beat.

What is to be done is a row already, so a queue that is gone, full or hung costs minutes and never the work; and an
answer waits for it a moment at most.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from portal.kit.breaker import Breaker, Silent

logger = logging.getLogger(__name__)

#: The library would try for seconds, and wait for ever for a server that took the call and says nothing.
_QUICKLY = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5, "max_retries": 0, "retry_on_timeout": False}

queue = Breaker("queue", OperationalError, RedisError, OSError)


def wake_after_commit(task: str, *args: Any) -> None:
    """Have a worker do `task` as soon as this transaction is committed. Nothing at all where no worker listens."""
    if settings.KEZDESU_CELERY:
        transaction.on_commit(partial(_wake, task, args), robust=True)


def _wake(task: str, args: tuple[Any, ...]) -> None:
    try:
        queue.ask(partial(_send, task, args))
    except Silent:
        logger.warning("%s was not woken; the beat will", task)


def _send(task: str, args: tuple[Any, ...]) -> None:
    app = import_string(settings.KEZDESU_CELERY)
    # A connection of its own: those the library keeps have the patience of a worker.
    with app.connection_for_write(transport_options=_QUICKLY) as connection:
        app.send_task(task, args=args, connection=connection, retry=False, ignore_result=True)
