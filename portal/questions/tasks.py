"""Work of the beat and of whoever was woken."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.kernel import clock
from portal.questions.services import posting

logger = logging.getLogger(__name__)


@shared_task(name="portal.questions.tasks.post_letters")
def post_letters() -> None:
    """Send the letters to people that may go now."""
    sent, failed = posting.post_letters(now=clock.now())
    if sent or failed:
        logger.info("letters to people: sent %d, failed %d", sent, failed)
