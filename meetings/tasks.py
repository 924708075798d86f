"""Work of the beat."""

from __future__ import annotations

import logging

from celery import shared_task

from meetings.services import duties, publication, totals
from portal.kernel import clock
from schedules.services import totals as entry_totals

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


@shared_task(name="meetings.tasks.gather_totals")
def gather_totals() -> None:
    """Put the numbers of meetings and of entries together; late or never, they are as true and slower."""
    if gathered := totals.gather_totals() + entry_totals.gather_totals():
        logger.info("changed numbers of meetings and entries that were gathered: %d", gathered)
