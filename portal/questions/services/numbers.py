"""Numbers of questions and demands: a letter, the year and six digits, in the order they are taken."""

from __future__ import annotations

from typing import Final

from portal.kit.yearly import next_numbers

QUESTION: Final = "S"
DEMAND: Final = "T"


def take_number(letter: str, year: int) -> str:
    """The next number, never given before; like "S-2027-000731"."""
    (number,) = next_numbers(f"questions_{letter.lower()}", year)
    return f"{letter}-{year:04d}-{number:06d}"
