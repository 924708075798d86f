"""What the beat wakes."""

from __future__ import annotations

import logging

from celery import shared_task
from django.conf import settings

from portal.deadlines import services
from portal.deadlines.services import sweep_ping
from portal.kernel import clock

log = logging.getLogger(__name__)


@shared_task
def sweep() -> None:
    """Sweep for today; a second one at the same time does nothing, and is not told of outside."""
    swept = services.sweep(on=clock.today())
    if swept.ran:
        sweep_ping.ping(settings.KEZDESU_PING_URL)
    log.info("sweep of %s: %s", swept.on, swept.counts if swept.ran else "another one is at work")
