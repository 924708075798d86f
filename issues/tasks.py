"""Work of the beat."""

from __future__ import annotations

import logging

from celery import shared_task

from issues.services import totals
from issues.services.quarters import silence
from portal.kernel import clock

logger = logging.getLogger(__name__)


@shared_task(name="issues.tasks.gather_totals")
def gather_totals() -> None:
    """Put the numbers of issues together; late or never, they are as true and slower."""
    if gathered := totals.gather_totals():
        logger.info("changed numbers of issues that were gathered: %d", gathered)


@shared_task(name="issues.tasks.publish_quarters")
def publish_quarters() -> None:
    """Publish quarters whose set time has come, and those that bodies did not publish by their last day."""
    if published := silence.publish_silence(now=clock.now()):
        logger.info("quarters published for bodies that were silent: %d", published)
