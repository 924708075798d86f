"""Whoever has a voice on a claim is asked by letter: who asked with the claim itself, everybody else by the beat.

A region has thousands who follow it, and nobody who claims waits for so many letters, nor does who wants to answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Final

from django.db import transaction

from issues.models import Claim
from issues.queries.voices import people_to_ask
from portal.kernel import clock
from portal.kit.waking import wake_after_commit
from portal.questions.choices import MailKind
from portal.questions.models import Person
from portal.questions.services.letters import write_letters

#: Letters of one transaction.
AT_ONCE: Final = 1_000


def ask_askers(*, claim: Claim, now: datetime) -> int:
    """Who asked is asked whether it is solved, and a worker is woken for the others. Says how many letters are new.

    `claim.issue.territory`, `claim.issue.holder` and `claim.body` must be loaded.
    """
    wake_after_commit("issues.tasks.ask_people")
    return _write(claim, people_to_ask(claim, only_askers=True), now)


def ask_people(*, now: datetime) -> int:
    """Everybody with a voice on a claim that waits is asked once. Says how many letters are new.

    May run late, twice at once, or be killed anywhere: a batch is written in one transaction, each person is told once,
    and the claim counts as asked when nobody is left. One that is settled or taken back meanwhile asks nobody more.
    """
    today = clock.civil_date(now)
    waiting = Claim.objects.to_ask(today).order_by("pk").values_list("pk", flat=True)
    return sum(_ask(key, now) for key in list(waiting))


def _ask(key: int, now: datetime) -> int:
    rows = Claim.objects.select_related("issue__territory__parent__parent__parent", "issue__holder", "body")
    claim, written = rows.get(pk=key), 0
    left = people_to_ask(claim)
    while some := list(islice(left, AT_ONCE)):
        with transaction.atomic():
            if not Claim.objects.to_ask(clock.civil_date(now)).filter(pk=key).exists():
                return written
            written += _write(claim, some, now)
    Claim.objects.filter(pk=key, asked_at=None).update(asked_at=now)
    return written


def _write(claim: Claim, people: Iterable[Person], now: datetime) -> int:
    key = f"claim:{claim.issue.number}:{claim.number}"
    return write_letters([(person, key) for person in people], kind=MailKind.CLAIM, now=now)
