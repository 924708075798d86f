"""One question to the portal, and what no answer may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import HttpResponseBase

from tests.attack.conftest import ITS_OWN, SECRET, Target
from tests.attack.odd import Sent

#: Says 503 when something it watches stands still; nobody sweeps here.
_MAY_BE_DOWN = ("/readyz",)
_FIELDS = re.compile(r'<(?:input|select|textarea)\b[^>]*?\bname="([^"]+)"')


def trouble(target: Target, name: str, address: str, query: str = "", sent: Sent | None = None) -> list[str]:
    """What is wrong with the answer to `name`; nothing it writes stays."""
    with _undone():
        answer = _asked(target, name, address, query, sent)
        said = [] if answer.status_code < 500 or address in _MAY_BE_DOWN else [f"{answer.status_code}"]
        if name not in ITS_OWN and SECRET in _text(answer):
            said.append("a draft of others")
    how = f"{sent.content_type} {sent.content[:60]!r}" if sent else query[:80]
    return [f"{what}: {name or 'a reader'} {address} {how}" for what in said]


def fields(target: Target, name: str, address: str) -> tuple[int, list[str]]:
    """Status of the page, and the names of what can be filled in on it."""
    with _undone():
        answer = _asked(target, name, address)
        return answer.status_code, list(dict.fromkeys(_FIELDS.findall(_text(answer))))


def _asked(target: Target, name: str, address: str, query: str = "", sent: Sent | None = None) -> HttpResponseBase:
    client = target.client(name)
    if sent is not None:
        return client.generic("POST", address, sent.content, sent.content_type)
    return client.generic("GET", address, QUERY_STRING=query)


def _text(answer: HttpResponseBase) -> str:
    if answer.headers.get("Content-Type", "").partition(";")[0] not in ("text/html", "text/csv", "application/json"):
        return ""
    content: bytes = answer.getvalue()  # type: ignore[attr-defined]
    return content.decode(errors="replace")


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
