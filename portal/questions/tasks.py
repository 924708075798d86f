"""Work of the beat and of whoever was woken."""

from __future__ import annotations

import logging

from celery import shared_task

from portal.kernel import clock
from portal.questions.services import demanding, digest, fate, posting

logger = logging.getLogger(__name__)


@shared_task(name="portal.questions.tasks.post_letters")
def post_letters() -> None:
    """Send the letters to people that may go now."""
    sent, failed = posting.post_letters(now=clock.now())
    if sent or failed:
        logger.info("letters to people: sent %d, failed %d", sent, failed)


@shared_task(name="portal.questions.tasks.make_digests")
def make_digests() -> None:
    """Tell who subscribed to places what happened there, once a day."""
    if made := digest.make_digests(now=clock.now()):
        logger.info("letters with news of places: %d", made)


@shared_task(name="portal.questions.tasks.pass_off")
def pass_off() -> None:
    """Questions to meetings that are off, or stand again, follow them."""
    passed, opened = fate.pass_off(today=clock.today(), now=clock.now())
    if passed or opened:
        logger.info("questions of meetings: %d passed, %d on the agenda again", passed, opened)


@shared_task(name="portal.questions.tasks.lapse_demands")
def lapse_demands() -> None:
    """Demands whose days to gather voices are over are closed."""
    lapsed = demanding.lapse_demands(today=clock.today(), now=clock.now())
    if lapsed:
        logger.info("demands closed for too few voices: %d", lapsed)
