"""Hashes of a published quarter: one a row, over its salt and its text, and one over all of them.

Whoever has the rows can do it again. A row whose text was taken away keeps its hash and loses its salt: the whole stays
valid, and nobody can find the text by trying.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from portal.audit.rules import canonical, fingerprint


def row_hash(salt: str, content: Mapping[str, Any]) -> str:
    """SHA-256 of the salt, as ASCII, followed by the canonical JSON of the row."""
    return hashlib.sha256(salt.encode("ascii") + canonical(content)).hexdigest()


def root_hash(head: Mapping[str, Any], rows: Iterable[str]) -> str:
    """SHA-256 of the canonical JSON of what is said of the whole, with the hashes of the rows in their order."""
    return fingerprint({**head, "rows": list(rows)})
