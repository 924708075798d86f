"""What the answers to a claim come to: a dispute of who asked at once, everything else when the days are over.

Late, doubled or killed, the nights end in the same: each claim is settled once, in a transaction of its own.
"""

from __future__ import annotations

import logging
from collections import Counter
from datetime import date, datetime

from django.db import transaction

from issues.choices import Outcome, Says, Standing, State, Verb
from issues.models import Answer, Claim, Issue
from issues.notices.claims import claim_disputed
from issues.rules.outcome import Tally, outcome
from issues.services.steps import Line, locked, note_line, step
from portal.notices.services import tell_many

logger = logging.getLogger(__name__)

_VERBS = {Outcome.DISPUTED: Verb.DISPUTE, Outcome.CONFIRMED: Verb.CONFIRM}


def settle_claims(*, today: date, now: datetime) -> int:
    """Every claim whose days are over and of which nothing is held; says how many were settled. One that fails stops no
    other.
    """
    settled = 0
    for key in list(Claim.objects.over(today).order_by("pk").values_list("pk", flat=True)):
        try:
            settled += _settle(key, today, now)
        except Exception:
            # Whatever is wrong with one of them must not hold up the others.
            logger.exception("Claim %s was not settled", key)
    return settled


@transaction.atomic
def _settle(key: int, today: date, now: datetime) -> bool:
    row = locked(Issue(pk=Claim.objects.values_list("issue_id", flat=True).get(pk=key)))
    return settle(locked_claim(key, row), today=today, now=now)


def locked_claim(key: int, issue: Issue) -> Claim:
    """The claim of an issue that stands locked, with that issue."""
    claim = Claim.objects.select_related("body__territory").select_for_update(of=("self",)).get(pk=key)
    claim.issue = issue
    return claim


def tally(claim: Claim) -> Tally:
    """One statement."""
    counted: Counter[tuple[str, str]] = Counter()
    counted.update(Answer.objects.counted().filter(claim=claim).values_list("standing", "says").order_by())
    return Tally(
        askers_yes=counted[Standing.ASKER, Says.YES],
        askers_no=counted[Standing.ASKER, Says.NO],
        others_yes=counted[Standing.FOLLOWER, Says.YES],
        others_no=counted[Standing.FOLLOWER, Says.NO],
        held=Answer.objects.held().filter(claim=claim).exclude(says=Says.NOT_MINE).count(),
    )


def settle(claim: Claim, *, today: date, now: datetime) -> bool:
    """Count the answers to a locked claim of a locked issue, and settle it if they or its days say so."""
    if claim.outcome != Outcome.OPEN:
        return False
    counted = tally(claim)
    claim.yes, claim.no = counted.yes, counted.no
    became = Outcome(outcome(counted, is_over=today > claim.until))
    if claim.issue.state != State.CLAIMED:
        # It went another way meanwhile: nobody waits for the answers.
        became = Outcome.TAKEN_BACK
    return _come_to(claim, became, today, now)


def take_back(claim: Claim, *, today: date, now: datetime) -> None:
    """Its body takes a locked claim of a locked issue back, which undoes nothing that people said of it.

    One whose days are over comes to what they said. Disputes that stand, held ones too, are a dispute: the body above
    is told, and whoever disputed has done so.
    """
    if claim.outcome != Outcome.OPEN or settle(claim, today=today, now=now):
        return
    # Nobody has to judge any more whether they count: the body says itself that it is not solved.
    claim.no += Answer.objects.held().filter(claim=claim, says=Says.NO).count()
    _come_to(claim, Outcome.DISPUTED if claim.no else Outcome.TAKEN_BACK, today, now)


def _come_to(claim: Claim, became: Outcome, today: date, now: datetime) -> bool:
    """Say so in the claim and in the life of its issue. False of one that is open still."""
    issue, claim.outcome = claim.issue, became
    claim.settled_on = None if became == Outcome.OPEN else today
    claim.save(update_fields=["yes", "no", "outcome", "settled_on"])
    line = Line(claim=claim)
    if became in _VERBS:
        step(issue, _VERBS[became], now=now, today=today, line=line)
        if became == Outcome.DISPUTED:
            tell_many(claim_disputed(issue, claim, today=today))
    elif became == Outcome.SILENT:
        note_line(issue, Verb.SILENCE, now=now, today=today, line=line)
    if became != Outcome.OPEN:
        # Who has left since: the mailbox was kept so that it answers once.
        Answer.objects.filter(claim=claim, person=None).exclude(mailbox="").update(mailbox="", own_text="")
    return became != Outcome.OPEN
