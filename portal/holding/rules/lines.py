"""Questions as they are typed or pasted, one a line; and the place each one names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from portal.kernel.folding import words

#: More than an evening of questions holds: a table that was pasted by mistake.
MOST_QUESTIONS: Final = 1000
#: "1." "2)" "№ 3" "4 -", a bullet, a dash; a year or an amount at the beginning has no such mark behind it.
_NUMBERED = re.compile(r"^(?:№\s*)?\d{1,4}\s*[.)\]]\s+|^(?:№\s*)\d{1,4}\s+|^[-–—•·*▪◦●►✓]+\s+|^\d{1,4}\t")
_QUOTES = {'"': '"', "«": "»", "“": "”"}
#: A shorter name of a place begins too many words.
_NAME_LETTERS, _ENDING = 4, 4
_KINDS: Final = frozenset(
    words(
        "село аул ауыл ауылы поселок кент кенті район ауданы облыс облысы область сельский округ округі ауылдық қала "
        "қаласы город станция"
    )
)


def lines_of(text: str) -> list[str]:
    """Without empty ones, numbers, bullets and the quotes of a worksheet; cells of one row are one question."""
    found = (_bare(line) for line in text.splitlines())
    return [line for line in found if line]


def _bare(line: str) -> str:
    line = line.strip(" \u00a0\t\ufeff")
    line = _NUMBERED.sub("", line)
    if len(line) > 1 and _QUOTES.get(line[0]) == line[-1] and line[0] not in line[1:-1].replace('""', ""):
        line = line[1:-1].replace('""', '"')
    return re.sub(r"[\t\u00a0 ]+", " ", _NUMBERED.sub("", line.strip())).strip()


def stem_of(name: str) -> tuple[str, ...]:
    """Words of a name that tell it from others, folded; without what kind of place it is."""
    return tuple(word for word in words(name) if word not in _KINDS)


def place_in(text: str, names: Mapping[int, tuple[tuple[str, ...], ...]]) -> int | None:
    """Key of the one place that is named in the text, in whatever case; none when no place is, or several are.

    `names` are the stems of each place's names. A place whose name is part of a longer one that is named is not meant.
    """
    asked = words(text)
    found = {
        key: max(map(len, named)) for key, stems in names.items() if (named := [s for s in stems if _has(asked, s)])
    }
    if not found:
        return None
    longest = max(found.values())
    best = [key for key, length in found.items() if length == longest]
    return best[0] if len(best) == 1 else None


def _has(asked: tuple[str, ...], stem: tuple[str, ...]) -> bool:
    if not stem or len(stem[0]) < _NAME_LETTERS:
        return False
    spans = (asked[at : at + len(stem)] for at in range(len(asked) - len(stem) + 1))
    return any(all(map(_is_form, span, stem)) for span in spans)


def _is_form(word: str, name: str) -> bool:
    """The name, or a case of it: Russian changes its last vowel, Kazakh adds an ending."""
    root = name[:-1] if name[-1:] in "аяйо" and len(name) > _NAME_LETTERS else name
    return word.startswith(root) and len(word) - len(root) <= _ENDING
