"""Work of the beat."""

from __future__ import annotations

import logging

from celery import shared_task

from issues.services import claim_letters, digest, handing, ranking, settling, spelling, totals
from issues.services.quarters import silence
from portal.kernel import clock

logger = logging.getLogger(__name__)


@shared_task(name="issues.tasks.gather_totals")
def gather_totals() -> None:
    """Put the numbers of issues together; late or never, they are as true and slower."""
    if gathered := totals.gather_totals():
        logger.info("changed numbers of issues that were gathered: %d", gathered)


@shared_task(name="issues.tasks.gather_words")
def gather_words() -> None:
    """Leave the words that public issues have; late or never, what is spelled alike is found all the same."""
    if changed := spelling.gather_words():
        logger.info("words of issues that came or went: %d", changed)


@shared_task(name="issues.tasks.publish_quarters")
def publish_quarters() -> None:
    """Publish quarters whose set time has come, and those that bodies did not publish by their last day."""
    if published := silence.publish_silence(now=clock.now()):
        logger.info("quarters published for bodies that were silent: %d", published)


@shared_task(name="issues.tasks.settle_claims")
def settle_claims() -> None:
    """Claims on which the days to answer are over come to what people said."""
    if settled := settling.settle_claims(today=clock.today(), now=clock.now()):
        logger.info("claims settled: %d", settled)


@shared_task(name="issues.tasks.ask_people")
def ask_people() -> None:
    """Ask whoever has a voice whether what is claimed is solved."""
    if asked := claim_letters.ask_people(now=clock.now()):
        logger.info("letters about claims: %d", asked)


@shared_task(name="issues.tasks.make_news")
def make_news() -> None:
    """Tell who follows issues what happened to them, once a day."""
    if made := digest.make_news(now=clock.now()):
        logger.info("letters with news of issues: %d", made)


@shared_task(name="issues.tasks.tell_late_hand_overs")
def tell_late_hand_overs() -> None:
    """Tell of receivers that let their last day pass."""
    if told := handing.tell_late_hand_overs(today=clock.today()):
        logger.info("notices of late hand-overs: %d", told)


@shared_task(name="issues.tasks.rank_regions")
def rank_regions() -> None:
    """Tell whoever plans visits how regions stand today."""
    logger.info("regions ranked: %d", ranking.rank_regions(today=clock.today()))
