"""What a decision and an evidence say, as plain values: the chain keeps the fingerprint of it.

The spelling is kept for good: another one would no longer match what the chain has recorded.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

_DECISION = (
    "number",
    "duty",
    "wording_kk",
    "wording_ru",
    "wording_en",
    "ground_kk",
    "ground_ru",
    "ground_en",
    "applies_from",
    "applies_to",
    "stands",
    "due_year_offset",
    "due_month",
    "due_day",
    "due_bound",
    "day_off",
    "visibility",
    "revokes_id",
    "is_shipped",
    "decided_on",
    "recorded_by_id",
)
#: Came later: told only where they say something, so that what was recorded before keeps its fingerprint.
_DECISION_SINCE = (
    "act",
    "body_id",
    "period_key",
    "subject",
    "extended_to",
    "released_as",
    "document_id",
    "document_address",
    "document_number",
    "due_counting",
    "reading",
)
_EVIDENCE = (
    "obligation_id",
    "kind",
    "address",
    "sha256",
    "title",
    "number",
    "signed_on",
    "signer",
    "replaces_id",
    "recorded_by_id",
    "recorded_on",
)
#: Came later: said only where there is something to say, so that what was recorded before keeps its fingerprint.
_EVIDENCE_SINCE = ("genre", "outlet")


class Row(Protocol):
    """A row, present or historical."""

    pk: int


def decision_content(decision: Row) -> dict[str, object]:
    """Everything a decision settles, for whom, by which document, and who recorded it."""
    later = _content(decision, tuple(name for name in _DECISION_SINCE if getattr(decision, name, None)))
    return {**_content(decision, _DECISION), **later}


def evidence_content(evidence: Row) -> dict[str, object]:
    """Everything an evidence says. Its withdrawal comes later and is no part of it."""
    return _content(evidence, _EVIDENCE + tuple(name for name in _EVIDENCE_SINCE if getattr(evidence, name, "")))


def _content(row: Row, names: tuple[str, ...]) -> dict[str, object]:
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
