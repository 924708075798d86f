"""A number as somebody types it from a slip of paper."""

from __future__ import annotations

import re

#: Letters that look alike on paper, in Latin and in Cyrillic.
_ALIKE = str.maketrans({"С": "S", "с": "S", "s": "S", "C": "S", "c": "S", "Т": "T", "т": "T", "t": "T"})
_NUMBER = re.compile(r"([ST])[\s\-–—]*([0-9]{4})[\s\-–—]*([0-9]{1,6})")


def parse_number(typed: str) -> str:
    """ "с 2027 731" is S-2027-000731; "" when it is no number."""
    found = _NUMBER.fullmatch(typed.strip().lstrip("№# ").translate(_ALIKE))
    if found is None:
        return ""
    letter, year, digits = found.groups()
    return f"{letter}-{year}-{int(digits):06d}"
