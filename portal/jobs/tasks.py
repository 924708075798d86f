"""Background work of this app: doing jobs, and what the beat wakes."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.jobs import services
from portal.kernel import clock

log = logging.getLogger(__name__)


@shared_task(name="portal.jobs.tasks.run")
def run(job_id: int) -> None:
    """Do one job."""
    services.run(job_id=job_id, today=clock.today())


@shared_task(name="portal.jobs.tasks.pick_up")
def pick_up() -> None:
    """Offer jobs to the workers that were not woken or whose worker was killed."""
    found = services.silent(now=clock.now())
    for pk in found:
        run.apply_async(args=[pk], ignore_result=True)
    log.info("jobs offered again: %s", len(found))
