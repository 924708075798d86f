"""Why a file is refused, as codes. The sentences are given by whoever opens it. Knows no framework."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.kernel.errors import DomainError

#: Codes of the gate and of the reader behind it. They stay the same: commands and stored results name them.
CODES = (
    "empty",
    "too_large",
    "too_large_unpacked",
    "too_many_rows",
    "too_slow",
    "not_a_workbook",
    "old_format",
    "encrypted",
    "macros",
    "external_links",
    "damaged",
    "suspicious",
)


class Unreadable(DomainError):
    """A file cannot be read, or must not be. `code` says why; `message` is for the person who brought it."""

    code = "unreadable"
    status = 422


def refusal(code: str, sentences: Mapping[str, Any]) -> Unreadable:
    return Unreadable(sentences[code], code=code)
