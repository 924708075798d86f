"""What in a text belongs to one person alone: identification numbers, telephones, mail, cards, flats."""

from __future__ import annotations

import re
from datetime import date

_MAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\W\d_]{2,}")
_TWELVE = re.compile(r"(?<!\d)\d{12}(?!\d)", re.ASCII)
#: Whatever stands after the words is taken for the number, misspelled or not.
_NAMED = re.compile(r"\b(?:ИИН|ЖСН|IIN)\b[\s:№.-]*(\d[\d -]{9,14}\d)", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d+])(?:\+\s?7|8|7)[\s\u00a0(.-]*7\d\d(?:[\s\u00a0().-]*\d){7}(?!\d)", re.ASCII)
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ \u00a0-]?\d{4}){2}[ \u00a0-]?\d{1,7}(?!\d)", re.ASCII)
_FLAT = re.compile(
    r"\b(?:кв(?:\.|артир[аыеу])\s*№?\s*\d{1,4}\b|\d{1,4}\s*-?\s*(?:ші|шы)?\s*-?\s*пәтер\w*|пәтері?\s*№?\s*\d{1,4}\b)",
    re.IGNORECASE,
)
_WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
#: The seventh digit says sex and century of birth.
_CENTURIES = {1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000}


def find_private(text: str) -> list[str]:
    """Every such piece as it stands, each once, in the order of kinds named above."""
    named = [found.group(1).strip() for found in _NAMED.finditer(text)]
    numbers = [found.group() for found in _TWELVE.finditer(text) if is_iin(found.group())]
    phones = [found.group() for found in _PHONE.finditer(text)]
    mail = [found.group() for found in _MAIL.finditer(text)]
    cards = [found.group() for found in _CARD.finditer(text) if _is_card(found.group())]
    flats = [found.group() for found in _FLAT.finditer(text)]
    return list(dict.fromkeys([*named, *numbers, *phones, *mail, *cards, *flats]))


def is_iin(digits: str) -> bool:
    """Twelve digits that begin with a day of birth and end with the right check digit."""
    month, day, century = int(digits[2:4]), int(digits[4:6]), _CENTURIES.get(int(digits[6]))
    if century is None:
        return False
    try:
        date(century + int(digits[:2]), month, day)
    except ValueError:
        return False
    numbers = [int(digit) for digit in digits]
    for weights in _WEIGHTS:
        rest = sum(number * weight for number, weight in zip(numbers, weights, strict=False)) % 11
        if rest != 10:
            return rest == numbers[11]
    return False


def _is_card(text: str) -> bool:
    """Thirteen digits and more that pass the check of Luhn."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) < 13 or not any(digits):
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
