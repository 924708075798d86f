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


class Row(Protocol):
    """A row, present or historical."""

    pk: int


def decision_content(decision: Row) -> dict[str, object]:
    """Everything a decision settles and who recorded it."""
    return _content(decision, _DECISION)


def evidence_content(evidence: Row) -> dict[str, object]:
    """Everything an evidence says. Its withdrawal comes later and is no part of it."""
    return _content(evidence, _EVIDENCE)


def _content(row: Row, names: tuple[str, ...]) -> dict[str, object]:
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
