"""What the beat does in the demonstration."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.demo import progress
from portal.demo.services.answering import answer_for_those_without_login
from portal.demo.services.holding import live_on
from portal.kernel import clock

logger = logging.getLogger(__name__)


@shared_task
def answer() -> int:
    """Ministries nobody can sign in to agree to what lies before them."""
    count = answer_for_those_without_login(today=clock.today())
    if count:
        logger.info("%s ministries of the demonstration have agreed", count)
    return count


@shared_task
def live() -> int:
    """Akims and ministers of the demonstration meet people: all that is over is brought in after it is there."""
    count = live_on(today=clock.today(), tell=progress.tell)
    if count:
        logger.info("%s steps of the demonstration were made", count)
    return count
