"""Reading the chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.audit.models import Link, Verification
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
