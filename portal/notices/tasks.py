"""Background work of this app."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.kernel import clock
from portal.notices.services import deliver as deliver_now

log = logging.getLogger(__name__)


@shared_task
def deliver() -> None:
    """Make and send the letters that may go now."""
    done = deliver_now(now=clock.now())
    log.info("letters: made %s, sent %s, failed %s", done.made, done.sent, done.failed)
