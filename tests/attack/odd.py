"""What nobody types by hand: asked of every address, sent to every form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, quote_from_bytes

#: A NUL, half a surrogate, bytes of no text at all: refused in front of every page where a form is one line. In a form
#: of parts they come as far as the view.
REFUSED = (b"\x00", b"a\x00b", b"\xed\xa0\x80", b"\xff\xfe")
#: As bytes of a query or a form.
VALUES: tuple[bytes, ...] = (
    *REFUSED,
    b"9" * 30,
    b"9" * 5_000,
    b"-1",
    b"1e309",
    b"NaN",
    b"2027-02-31",
    b"31.02.2027",
    b"9999-Q9",
    b"9999",
    # The first and the last day that can be counted.
    b"0001-01-01",
    b"31.12.9999",
    b"0000",
    # Digits that are digits to Python and no numbers.
    "٣".encode(),
    "²½".encode(),
    "\u202e\u200b".encode(),
    "я".encode() * 400,
    b"' OR 1=1 --",
    b"../../../etc/passwd",
    b"{{ 7 * 7 }}{% load x %}",
    b"[]",
    b"null",
)
#: Names that some page understands, beside those of its own form.
NAMES = (
    *("q", "body", "place", "format", "month", "day", "year", "period", "state", "region", "level", "act", "duty"),
    *("text", "as_of", "view", "page", "page_size", "table", "row", "person", "user", "operation", "first", "last"),
    *("copy", "tab", "whose", "kind", "schedule", "schedule_kind", "next", "key", "event", "on", "since", "until"),
    *("parent", "due_from", "due_to", "version", "decision", "x"),
)
#: Queries as they are: repeated, broken, endless.
QUERIES = (
    "&".join(f"{name}=1&{name}=2" for name in NAMES),
    "&".join(f"{name}=" for name in NAMES),
    "&&&;;===%&%zz&%u0041",
    "x[]=1&x[a][b]=2&__proto__=1",
    "&".join(f"n{number}={number}" for number in range(300)),
    "&".join(f"n{number}" for number in range(1_500)),
)


@lru_cache
def queries(names: tuple[str, ...] = ()) -> list[str]:
    """Every odd value in every name at once, and the broken ones."""
    wanted = dict.fromkeys([*NAMES, *names])
    return [*("&".join(f"{quote(name)}={quote_from_bytes(value)}" for name in wanted) for value in VALUES), *QUERIES]


@dataclass(frozen=True)
class Sent:
    """A body as it goes over the line."""

    content: bytes
    content_type: str


_FORM, _JSON, _PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"
#: A form with nothing odd in it.
PLAIN = Sent(b"a=1", _FORM)
#: Bodies of programs: deep, endless, of no kind.
BODIES = (
    Sent(b'{"a":' * 3_000, _JSON),
    Sent(b"[" * 100_000, _JSON),
    Sent(b"9" * 5_000, _JSON),
    Sent(b"null", _JSON),
    Sent(b'"text"', _JSON),
    Sent(b"\xff\x00", _JSON),
    Sent(b'{"rows": [null, 1, "x", {}, {"id": 1e400}, {"id": "x", "cells": []}]}', _JSON),
    Sent(b'{"rows": {}, "id": true, "version": [], "key": {}, "cells": "x", "restore": 1}', _JSON),
    Sent(json.dumps({"id": 10**30, "version": 10**30, "key": "k" * 500, "cells": {"x": 1}}).encode(), _JSON),
    Sent(rb'{"key": "\u0000", "cells": {"subject_ru": "\ud800", "day": "\u0000", "territory": "\udfff"}}', _JSON),
    Sent(b"a=1", f"{_FORM}; charset=nonsense"),
    Sent(b"no parts", "multipart/form-data"),
    Sent(b"--x\r\nnothing", _PARTS),
    Sent(b"x" * 100, "text/\xff"),
)


@lru_cache
def bodies(names: tuple[str, ...] = ()) -> list[Sent]:
    """Forms with every odd value in every field, and the bodies of programs."""
    wanted = list(dict.fromkeys([*NAMES, *names]))
    forms = [form_of(wanted, value) for value in VALUES]
    return [*BODIES, *forms, *(parts_of_form(wanted, value) for value in (*REFUSED, VALUES[-1]))]


def form_of(names: Iterable[str], value: bytes) -> Sent:
    return Sent("&".join(f"{quote(name)}={quote_from_bytes(value)}" for name in names).encode(), _FORM)


def parts_of_form(names: Iterable[str], value: bytes) -> Sent:
    return Sent(b"".join(_part(name, value) for name in names) + b"--x--\r\n", _PARTS)


def _part(name: str, value: bytes) -> bytes:
    return b'--x\r\nContent-Disposition: form-data; name="' + name.encode() + b'"\r\n\r\n' + value + b"\r\n"
