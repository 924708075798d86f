"""One question to the portal, and what no answer may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.attack.conftest import ITS_OWN, SECRET, Target
from tests.attack.odd import PLAIN, Sent

#: Says 503 when something it watches stands still; nobody sweeps here.
_MAY_BE_DOWN = ("/readyz",)
_FIELDS = re.compile(r'<(?:input|select|textarea)\b[^>]*?\bname="([^"]+)"')


def trouble(target: Target, name: str, address: str, query: str = "", sent: Sent | None = None) -> list[str]:
    """What is wrong with the answer to `name`; nothing it writes stays."""
    return answered(target, name, address, query, sent).trouble


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    trouble: list[str]


def answered(target: Target, name: str, address: str, query: str = "", sent: Sent | None = None) -> Answer:
    # Signed in before: what is undone may not be the session itself.
    client = target.client(name)
    with _undone():
        answer = _asked(client, address, query, sent)
        text, wrong = _text(answer), []
        if answer.status_code >= 500 and address not in _MAY_BE_DOWN:
            wrong.append(f"{answer.status_code}")
        # Who oversees reads the inner words of issues, and so do administrators.
        reads = name in ("overseer", "administrator") and "/work/issues/" in address
        if name not in ITS_OWN and SECRET in text and not reads:
            wrong.append("a draft of others")
    how = f"{sent.content_type} {sent.content[:60]!r}" if sent else query[:80]
    return Answer(answer.status_code, text, [f"{what}: {name or 'a reader'} {address} {how}" for what in wrong])


@dataclass(frozen=True)
class Told:
    """What an address says to somebody who asks nothing odd: to be read, and to a form sent; what can be filled in."""

    page: int
    form: int
    fields: tuple[str, ...]
    trouble: list[str] = field(compare=False)


def told(target: Target, name: str, address: str) -> Told:
    page, form = answered(target, name, address), answered(target, name, address, sent=PLAIN)
    names = tuple(dict.fromkeys(_FIELDS.findall(page.text)))
    return Told(page.status, form.status, names, page.trouble + form.trouble)


def _asked(client: Client, address: str, query: str = "", sent: Sent | None = None) -> HttpResponseBase:
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
