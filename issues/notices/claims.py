"""Claims, told to people of the bodies: numbers and days alone, no text of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from issues.models import Claim, Issue
from issues.queries.above import body_above, people_of
from portal.bodies.models import Body
from portal.kernel.wording import Lines
from portal.notices.services import Draft

DISPUTED: Final = "issues.disputed"
HELD: Final = "issues.held"

_DISPUTED = gettext_noop("Residents do not agree that the issue is solved: it is open again. Issue: %(number)s")
_HELD = gettext_noop("Answers about an issue that is claimed as solved wait for your judgement. Issue: %(number)s")


def claim_disputed(issue: Issue, claim: Claim, *, today: date) -> Iterator[Draft]:
    """Once a claim, to people of the holder, of the body that claimed and of the one above."""
    bodies = [issue.holder, claim.body, body_above(claim.body, today)]
    return _drafts(DISPUTED, _DISPUTED, claim, bodies, f"/work/issues/{issue.number}/", today)


def answers_held(claim: Claim, body: Body, *, today: date) -> Iterator[Draft]:
    """Once until all of them are judged, to people of the body that judges; of the answers nothing is said."""
    return _drafts(HELD, _HELD, claim, [body], "/work/answers/", today, again=f":{claim.times_judged}")


def thread_of(kind: str, claim: Claim) -> str:
    """Of all notices of a kind about one claim: they are taken back together."""
    return f"{kind}:{claim.pk}"


def _drafts(
    kind: str, sentence: str, claim: Claim, bodies: Iterable[Body | None], path: str, today: date, again: str = ""
) -> Iterator[Draft]:
    thread = thread_of(kind, claim)
    lines = Lines.written(partial(_said, sentence=sentence, number=claim.issue.number))
    for person in people_of(bodies, today):
        key = f"{thread}{again}:{person.pk}"
        yield Draft(user=person, key=key, kind=kind, lines=lines, path=path, thread=thread, created_for=today)


def _said(language: str, *, sentence: str, number: str) -> str:
    with translation.override(language):
        return gettext(sentence) % {"number": number}
