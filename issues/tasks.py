"""Work of the beat."""

from __future__ import annotations

import logging

from celery import shared_task

from issues.services import totals

logger = logging.getLogger(__name__)


@shared_task(name="issues.tasks.gather_totals")
def gather_totals() -> None:
    """Put the numbers of issues together; late or never, they are as true and slower."""
    if gathered := totals.gather_totals():
        logger.info("changed numbers of issues that were gathered: %d", gathered)
