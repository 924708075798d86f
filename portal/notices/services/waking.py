"""Asking a worker to deliver now instead of at the next tick of the beat."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

_TASK = "portal.notices.tasks.deliver"


def wake_delivery() -> None:
    """After the commit. The beat comes anyway, so a silent broker costs minutes and never a letter."""
    if settings.KEZDESU_CELERY:
        transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    try:
        import_string(settings.KEZDESU_CELERY).send_task(_TASK, retry=False, ignore_result=True)
    except OperationalError as silence:
        log.warning("delivery was not woken: %s", type(silence).__name__)
