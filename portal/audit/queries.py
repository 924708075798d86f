"""Reading the chain, and what the history of changes says of a moment that is past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from portal.audit.choices import Operation
from portal.audit.models import Change, Link, Verification
from portal.audit.rules import GENESIS

_CHUNK = 1000


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: `number` is the link's, or None when a link is missing."""

    code: str
    number: int | None
    subject: str


def faults_within() -> Iterator[Fault]:
    """What is wrong with the chain in itself, in its order: numbers without gap, each link after its forerunner."""
    before, expected = GENESIS, 1
    for link in Link.objects.in_order().iterator(chunk_size=_CHUNK):
        if link.number != expected:
            yield Fault("gap", link.number, link.subject)
        elif link.previous != before:
            yield Fault("order", link.number, link.subject)
        elif link.hash != link.computed:
            yield Fault("changed", link.number, link.subject)
        before, expected = link.hash, link.number + 1


def last_link() -> Link | None:
    return Link.objects.order_by("-number").first()


def last_verification() -> Verification | None:
    return Verification.objects.first()


def held_before(rows: Iterable[models.Model], *, before: datetime) -> Mapping[int, Mapping[str, Any]]:
    """By the id of each row of one governed table: what columns held before that instant, of those changed since.

    Nothing for a row that was not changed. One statement, none without a row.
    """
    asked = {row.pk: row for row in rows}
    if not asked:
        return {}
    held: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    table = next(iter(asked.values()))._meta.db_table
    found = Change.objects.filter(table=table, row__in=list(asked), operation=Operation.CHANGED, at__gte=before)
    # The latest first: what the earliest of them has found is what stood then.
    for row, values in found.order_by("-id").values_list("row", "before"):
        held[row].update(values or {})
    return dict(held)
