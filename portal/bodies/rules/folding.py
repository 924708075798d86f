"""One form for names that are written in several ways: for search and comparison, never for show."""

from __future__ import annotations

import re
import unicodedata

#: Letters of a legacy Kazakh font that stand in the official file, and what they were to be.
LEGACY = str.maketrans(
    {
        "Ќ": "Қ", "ќ": "қ", "Ў": "Ұ", "ў": "ұ", "Ї": "Ү", "ї": "ү", "Ј": "Ә", "ј": "ә", "Є": "Ө", "є": "ө",
        "Ѓ": "Ғ", "ѓ": "ғ", "Љ": "Ң", "љ": "ң",
    }
)  # fmt: skip
#: Latin letters that look like Cyrillic ones and are typed by mistake.
_LOOK_ALIKE = str.maketrans("aceiopxyABCEHIKMOPTX", "асеіорхуАВСЕНІКМОРТХ")
_CYRILLIC = re.compile("[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile("[«»„“”\"'`’]")


def tidy(name: str) -> str:
    """As it would be printed: letters of the legacy font set right, one space between words."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", name).translate(LEGACY)).strip()


def fold(name: str) -> str:
    """As it is compared: tidy, in small letters, «ё» as «е», without quotation marks."""
    text = _MARKS.sub("", tidy(name))
    if _CYRILLIC.search(text):
        text = text.translate(_LOOK_ALIKE)
    return _SPACES.sub(" ", text.lower().replace("ё", "е")).strip()


def fold_both(name_kk: str, name_ru: str) -> str:
    """Both names of a place as one searchable text."""
    return f"{fold(name_kk)} | {fold(name_ru)}"
