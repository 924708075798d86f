"""The arithmetic of the chain: each link's hash covers the link before it, so nothing can be changed in silence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

#: What stands before the first link.
GENESIS = "0" * 64
#: Fact of a link written for something that happened before the chain was kept.
RECORDED_LATER = "recorded_later"


def canonical(content: object) -> bytes:
    """JSON in one spelling: keys in order, no spaces, letters as they are, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def fingerprint(content: object) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def link_hash(
    *,
    previous: str,
    number: int,
    kind: str,
    subject: str,
    digest: str,
    on: date,
    at: datetime,
    user: int | None,
    facts: Mapping[str, Any],
) -> str:
    """Hash of a link: SHA-256 of the hash before it, followed by the link's own canonical JSON."""
    own = {
        "number": number,
        "kind": kind,
        "subject": subject,
        "digest": digest,
        "on": on.isoformat(),
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "user": user,
        "facts": facts,
    }
    return hashlib.sha256(previous.encode("ascii") + canonical(own)).hexdigest()


def is_plain(value: object) -> bool:
    """Whether the database gives `value` back exactly: it may write a fraction in another way."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(each) for key, each in value.items())
    if isinstance(value, list):
        return all(is_plain(each) for each in value)
    return value is None or isinstance(value, str | int | bool)
