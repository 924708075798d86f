"""What the beat does in the demonstration."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.demo.services.answering import answer_for_those_without_login
from portal.kernel import clock

logger = logging.getLogger(__name__)


@shared_task
def answer() -> int:
    """Ministries nobody can sign in to agree to what lies before them."""
    count = answer_for_those_without_login(today=clock.today())
    if count:
        logger.info("%s ministries of the demonstration have agreed", count)
    return count
