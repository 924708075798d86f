"""Figures of issues from their columns, for pages and files: a statement a table, and one more for bodies.

Counted is everything that was registered, also what has no public text yet: else a body would look better by keeping
back what it has not solved. No text, place or person is in a figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import ExtractQuarter

from issues.choices import OPEN, HandOverState, State
from issues.models import Claim, HandOver, Issue
from issues.rules.figures import NONE, Figures, handed, one
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period

By = Literal["region", "topic", "quarter", "body"]
_KEYS: Mapping[By, str] = {"region": "region", "topic": "topic__topic", "quarter": "quarter", "body": "holder"}


@dataclass(frozen=True)
class Asked:
    """Issues registered in a period; of a region, of a topic of questions with all its branches, of a body."""

    period: Period
    region: Territory | None = None
    topic: str = ""
    body: Body | None = None

    def condition(self, prefix: str = "") -> Q:
        """Whatever body answers."""
        asked: dict[str, Any] = {
            "registered_on__gte": self.period.start,
            "registered_on__lt": self.period.end,
            **({"region": self.region} if self.region is not None else {}),
            **({"topic__topic": self.topic} if self.topic else {}),
        }
        return Q(**{f"{prefix}{name}": value for name, value in asked.items()})


def figures(asked: Asked, *, on: date) -> Figures:
    """All of what is asked for, as it stands on the day `on`, which is today. Two statements of a body, else one."""
    return sum(figures_by("quarter" if asked.body is None else "body", asked, on=on).values(), NONE)


def figures_by(by: By, asked: Asked, *, on: date) -> dict[Any, Figures]:
    """The same by region (None: the whole country), topic of questions, number of the quarter, or body that answers.

    Bodies are with what they handed on, which counts for the later body alone in every other table.
    """
    rows = Issue.objects.filter(asked.condition())
    if asked.body is not None:
        rows = rows.filter(holder=asked.body)
    sums: defaultdict[Any, Figures] = defaultdict(lambda: NONE)
    marks = {
        "is_disputed": ExpressionWrapper(Q(disputed_on__isnull=False), BooleanField()),
        "is_late": ExpressionWrapper(Q(state__in=OPEN, due_on__isnull=False, due_on__lt=on), BooleanField()),
        "is_answering": ExpressionWrapper(
            Q(state=State.CLAIMED) & Q(Exists(Claim.objects.open().filter(issue=OuterRef("pk")))), BooleanField()
        ),
    }
    columns = (_KEYS[by], "state", *marks)
    found = rows.annotate(quarter=ExtractQuarter("registered_on"), **marks).order_by().values_list(*columns)
    for key, state, is_disputed, is_late, is_answering, count in found.annotate(count=Count("pk")):
        sums[key] += one(state, is_disputed=is_disputed, is_late=is_late, is_answering=is_answering, count=count)
    if by == "body":
        for body, is_confirmed, count in _handed(asked):
            sums[body] += handed(is_confirmed=is_confirmed, count=count)
    return dict(sums)


def _handed(asked: Asked) -> Iterable[tuple[int, bool, int]]:
    """Body, whether it was confirmed later, and how many it handed on and does not answer for any more."""
    rows = HandOver.objects.filter(asked.condition("issue__"), state=HandOverState.ACCEPTED)
    rows = rows.exclude(from_body=F("issue__holder"))
    if asked.body is not None:
        rows = rows.filter(from_body=asked.body)
    is_confirmed = ExpressionWrapper(Q(issue__state=State.CONFIRMED), BooleanField())
    found = rows.order_by().values("from_body").annotate(is_confirmed=is_confirmed)
    return found.values_list("from_body", "is_confirmed").annotate(count=Count("issue", distinct=True))


def without_handed(figures: Figures) -> Figures:
    """What adds up over bodies: each issue once, at the body that answers."""
    return replace(figures, handed=0, handed_confirmed=0)
