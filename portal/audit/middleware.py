"""Whose hand it is: told to the database beside every write, so that the triggers of the history can note it.

What is told holds for one transaction and names no address and nothing typed: the id of a person, and the name of the
page, job, task or command. A statement given past the portal is noted without a hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse

from portal.audit.choices import Source

#: What can change rows; the others are left as they are.
_WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|MERGE|WITH|CALL|DO)\b", re.IGNORECASE)
_SAY = "SET LOCAL kezdesu.hand = %s; "
_PLACE_LENGTH = 100


@dataclass(frozen=True)
class Hand:
    """Asked only when something is written: a page that only reads never looks at its reader for this."""

    source: Source
    place: Callable[[], str]
    user: Callable[[], int | None]
    #: The same for everything that one request, job, task or command writes.
    act: UUID = field(default_factory=uuid4)

    def told(self) -> str:
        return json.dumps(
            {
                "source": str(self.source),
                "place": self.place()[:_PLACE_LENGTH],
                "user": self.user(),
                "act": str(self.act),
            }
        )


_hand: ContextVar[Hand | None] = ContextVar("hand", default=None)


@contextmanager
def done_by(
    *, source: Source, place: str | Callable[[], str], user: int | Callable[[], int | None] | None = None
) -> Iterator[None]:
    """What is written inside is noted as done so; the innermost counts. `place` never tells of a person."""
    token = _hand.set(
        Hand(
            source,
            place if callable(place) else lambda: str(place),
            user if callable(user) else lambda: user if isinstance(user, int) else None,
        )
    )
    try:
        yield
    finally:
        _hand.reset(token)


def stand_beside(*, connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Listen to what a new connection executes."""
    if _tell not in connection.execute_wrappers:
        connection.execute_wrappers.append(_tell)


def _tell(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    hand = _hand.get()
    if hand is not None and isinstance(sql, str) and _WRITES.match(sql):
        # In the same statement: outside of a transaction a setting of its own would be forgotten before the write.
        said = context["cursor"].mogrify(_SAY, [hand.told()]).decode()
        sql = (said if params is None else said.replace("%", "%%")) + sql
    return execute(sql, params, many, context)


class WhoseHand:
    """Every request writes as its page, and as whoever the page was opened for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with done_by(source=Source.PAGE, place=lambda: _page(request), user=lambda: _person(request)):
            return self.get_response(request)


def _page(request: HttpRequest) -> str:
    """Name of the page. Not its path: that of an invitation or of a new password holds a key."""
    match = request.resolver_match
    return match.view_name if match is not None else ""


def _person(request: HttpRequest) -> int | None:
    """Only pages of the workspace have an actor; asking others for the user would touch the session."""
    actor = getattr(request, "actor", None)
    return actor.user.pk if actor is not None else None
