"""What the beat wakes."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.files import services
from portal.kernel import clock

log = logging.getLogger(__name__)


@shared_task(name="portal.files.tasks.clear_laid_aside")
def clear_laid_aside() -> None:
    """Delete files that were chosen over a day ago with a form that nobody sent again."""
    log.info("files laid aside, cleared away: %s", services.clear_laid_aside(now=clock.now()))
