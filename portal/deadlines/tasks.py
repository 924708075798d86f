"""What the beat wakes."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.deadlines import services
from portal.kernel import clock

log = logging.getLogger(__name__)


@shared_task
def sweep() -> None:
    """Sweep for today; a second one at the same time does nothing."""
    swept = services.sweep(on=clock.today())
    log.info("sweep of %s: %s", swept.on, swept.counts if swept.ran else "another one is at work")
