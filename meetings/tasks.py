"""Work of the beat."""

from __future__ import annotations

import logging

from celery import shared_task

from meetings.services import publication
from portal.kernel import clock

logger = logging.getLogger(__name__)


@shared_task(name="meetings.tasks.publish_planned")
def publish_planned() -> None:
    """Publish what was planned for a time that has come."""
    if published := publication.publish_planned(now=clock.now()):
        logger.info("schedules published as planned: %d", published)
