"""The number of an issue as somebody types it from a slip of paper or out of a letter."""

from __future__ import annotations

import re

#: Cyrillic letters typed for the Latin ones they look like, or stand for.
_ALIKE = str.maketrans({"К": "K", "к": "K", "З": "Z", "з": "Z", "k": "K", "z": "Z"})
_GAP = r"[\s\-–—/]*"
_NUMBER = re.compile(rf"(?:KZ)?{_GAP}([0-9]{{2}})[\s\-–—/]+([0-9]{{4}})[\s\-–—/]+([0-9]{{1,6}})")


def parse_issue_number(typed: str) -> str:
    """ "кз 43 2027 45" and "43-2027-45" are KZ-43-2027-000045; "" when it is no number."""
    found = _NUMBER.fullmatch(typed.strip().lstrip("№# ").translate(_ALIKE))
    if found is None:
        return ""
    region, year, digits = found.groups()
    return f"KZ-{region}-{year}-{int(digits):06d}"
