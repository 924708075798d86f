"""What beat wakes on this floor."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.kernel import clock
from schedules.services import agreement

logger = logging.getLogger(__name__)


@shared_task(name="schedules.tasks.close_silent_slots")
def close_silent_slots() -> None:
    """Count silence as agreement where the last day has passed; late or twice makes no difference."""
    count = agreement.close_silent_slots(today=clock.today())
    logger.info("agreement by silence: %s", count)
