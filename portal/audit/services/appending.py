"""Adding a link to the chain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from portal.accounts.models import User
from portal.audit.choices import Kind
from portal.audit.models import Link
from portal.audit.rules import GENESIS, is_plain
from portal.kernel import clock

_LOCK = 7_310_004


def take_turn(cursor: CursorWrapper) -> None:
    """Held to the end of the transaction: the next writer sees this one's link, or takes its number."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def append(*, kind: str, subject: str, digest: str, on: date, user: User | None, facts: Mapping[str, Any]) -> Link:
    """Record in the writer's transaction that something happened. Call it last: others wait for the end of it.

    `digest` is the SHA-256 of the content in canonical JSON, `facts` are plain words and whole numbers without personal
    data. Whoever did it is kept by id. The same thing is recorded once: a second call gives the link that is there.
    Raises ValueError when the same subject had another content, or when a fact would come back changed.
    """
    if not is_plain(dict(facts)):
        raise ValueError("facts of a link are texts, whole numbers, truth values, lists and mappings of them")
    with transaction.atomic():
        with connection.cursor() as cursor:
            take_turn(cursor)
        known = Link.objects.filter(kind=kind, subject=subject).first()
        if known is not None:
            if known.digest != digest:
                raise ValueError(f"{kind} of {subject} is in the chain with another content")
            return known
        last = Link.objects.order_by("-number").first()
        link = Link(
            number=last.number + 1 if last else 1,
            previous=last.hash if last else GENESIS,
            kind=Kind(kind),
            subject=subject,
            digest=digest,
            on=on,
            at=clock.now(),
            user=user,
            facts=dict(facts),
        )
        link.hash = link.computed
        link.save(force_insert=True)
    return link
