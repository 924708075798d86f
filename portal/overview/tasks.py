"""What the beat wakes."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.kernel import clock
from portal.kit.content_version import gather_content_changes
from portal.overview import services

log = logging.getLogger(__name__)


@shared_task(name="portal.overview.tasks.verify_chain")
def verify_chain() -> None:
    """Look through the chain of records."""
    found = services.verify_chain(today=clock.today(), now=clock.now())
    log.log(
        logging.ERROR if found.faults else logging.INFO,
        "chain of %s links: faults %s",
        found.verification.links,
        len(found.faults),
    )


@shared_task(name="portal.overview.tasks.gather_content_changes")
def gather() -> None:
    """Put the noted changes of public content together; late or never, pages are as true and slower."""
    log.info("%s notes of changed content were gathered", gather_content_changes())


@shared_task(name="portal.overview.tasks.forget")
def forget() -> None:
    """Forget what is kept no longer."""
    for kind, count in services.forget(now=clock.now()).items():
        log.info("forgotten: %s %s", count, kind)
