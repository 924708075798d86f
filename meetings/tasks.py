"""Work of the beat."""

from __future__ import annotations

import logging

from celery import shared_task

from meetings.services import duties, publication
from portal.kernel import clock

logger = logging.getLogger(__name__)


@shared_task(name="meetings.tasks.publish_planned")
def publish_planned() -> None:
    """Publish what was planned for a time that has come."""
    if published := publication.publish_planned(now=clock.now()):
        logger.info("schedules published as planned: %d", published)


@shared_task(name="meetings.tasks.note_meetings")
def note_meetings() -> None:
    """Tell duties of meetings that are set and of those that are over."""
    if noted := duties.note_meetings(today=clock.today()):
        logger.info("duties that meetings opened or gave a day: %d", noted)
