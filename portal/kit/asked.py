"""What an address asks for, told by the shape of its parameters alone: no statement, and nothing as it was typed.

A reader gives the one spelling of what it understood, nothing for what is as good as absent, and None for what it does
not understand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.http import HttpRequest, QueryDict

Reader = Callable[[str], str | None]

#: A later page is asked for by nobody who reads.
_LAST_PAGE = 10_000


def shaped(pattern: str) -> Reader:
    """Text of this shape."""
    shape = re.compile(pattern, re.ASCII)
    return lambda text: text if shape.fullmatch(text) else None


def one_of(values: Iterable[str]) -> Reader:
    allowed = frozenset(values)
    return lambda text: text if text in allowed else None


def words(longest: int) -> Reader:
    """What somebody looks for: composed, without space around it."""

    def read(text: str) -> str | None:
        said = unicodedata.normalize("NFC", text).strip()
        return said if len(said) <= longest and said.isprintable() else None

    return read


def page(text: str) -> str | None:
    """The number of a page; the first is as good as none."""
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text, re.ASCII) or int(text) > _LAST_PAGE:
        return None
    return "" if text == "1" else text


#: A list whose pages are all an address asks for.
PAGED: Mapping[str, Reader] = {"page": page}


def day(text: str) -> str | None:
    """A day as 2027-03-18."""
    try:
        return date.fromisoformat(text).isoformat() if len(text) == len("2027-03-18") else None
    except ValueError:
        return None


def understood(request: HttpRequest, readers: Mapping[str, Reader], *, strict: bool = False) -> QueryDict | None:
    """The parameters of the address, each once, in the order of `readers`; None when one of them makes no sense.

    Others are left out; `strict` says that they make no sense, nor does one without a value or with two.
    """
    typed = request.GET
    if strict and any(name not in readers or len(values) > 1 or not values[0] for name, values in typed.lists()):
        return None
    asked = QueryDict(mutable=True)
    for name, read in readers.items():
        text = typed.get(name, "")
        value = read(text) if text else ""
        if value is None:
            return None
        if value:
            asked[name] = value
    return asked
