"""Whose a workbook is and of which year, by what stands over its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.kernel.folding import fold, words
from schedules.workbooks.results import Note

_GENERIC = re.compile(
    r"министер\w*|министр\w*|ministr\w*|республик\w*|казахстан\w*|казакстан\w*|kazakhstan|republic|ведомств\w*|агентств\w*"
    r"|орган\w*|комитет\w*"
)
_SPEAKS_OF_MINISTRY = re.compile(r"\bминистр|\bминистерств|\bministr|\bministry")
_A_MINISTRY = re.compile(r"\bминистерств(?:о|а|у|ом|е)\s+(?!и\b)([^\W\d_]{4,})|([^\W\d_]{4,})\s+министрлиги")
_DATES = re.compile(
    r"\b\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d{4}|\d{2})\b|\b\d{1,2} [^\W\d_]{3,} \d{4}\b"
    r"|\b\d{4} (?:жылгы|ж\.?) \d{1,2}[ -][^\W\d_]{3,}|№ ?\S+"
)
_YEAR = re.compile(r"(?<![\d./№-])(20[0-9]{2})(?![\d./]\d|-\d{1,2}(?!\d))")
_OF_A_YEAR = re.compile(r"(?<![\d./№-])(20[0-9]{2})(?: ?[-–] ?20\d{2})? ?(?:г\b|год|ж\b|жыл)")
#: A longer line that has a year without the word for it says something else.
_FEW_WORDS = 6


@dataclass(frozen=True)
class Owner:
    """The body that a workbook is to be of, and the others it may be of instead: the names of each."""

    own: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()

    def stranger_in(self, text: str) -> bool:
        """Whether a text names another body, and not this one."""
        plain = fold(text)
        if any(_is_named(name, plain) for name in self.own) or not _SPEAKS_OF_MINISTRY.search(plain):
            return False
        if any(_is_named(name, plain) for names in self.others for name in names):
            return True
        found = _A_MINISTRY.search(plain)
        return found is not None and not _GENERIC.fullmatch(found[1] or found[2])

    def is_named_in(self, texts: Iterable[str]) -> bool:
        return any(_is_named(name, fold(text)) for text in texts for name in self.own)


def owner_of(body: Body, on: date) -> Owner:
    """The body with the other ministries of that day. One statement."""
    others = Body.objects.in_force(on).filter(kind=BodyKind.MINISTRY).exclude(pk=body.pk)
    return Owner(_names(body), tuple(_names(other) for other in others))


def _names(body: Body) -> tuple[str, ...]:
    return tuple(
        name
        for language in ("kk", "ru", "en")
        for form in ("name", "plain")
        if (name := getattr(body, f"{form}_{language}"))
    )


def title_notes(lines: Sequence[tuple[str, str]], *, owner: Owner | None, year: int, name: str = "") -> list[Note]:
    """Notes for every row under these lines, each with its cell; `name` is that of the sheet, where no line tells more.

    A line that names the own body or year settles it, whatever the others say.
    """
    notes = []
    texts = [text for _cell, text in lines]
    if owner is not None and not owner.is_named_in(texts):
        told = next(((cell, text) for cell, text in lines if owner.stranger_in(text)), None)
        if told is not None:
            notes.append(Note("body", told[0], told[1][:200]))
    years = [(cell, text, found) for cell, text in lines if (found := years_in(text))]
    if not years and (found := years_in(name)):
        years = [("", name, found)]
    if years and not any(year in found for _cell, _text, found in years):
        cell, text, _found = years[0]
        notes.append(Note("year", cell, text[:200]))
    return notes


def years_in(text: str) -> set[int]:
    """Years that a line is of; dates of letters and numbers of documents are none."""
    plain = _DATES.sub(" ", fold(text))
    pattern = _YEAR if len(words(plain)) <= _FEW_WORDS else _OF_A_YEAR
    return {int(found) for found in pattern.findall(plain)} | {
        int(last) for last in re.findall(r"20\d{2} ?[-–] ?(20\d{2})", plain)
    }


def _is_named(name: str, plain: str) -> bool:
    """Whether every telling word of a name stands in the text, whatever its ending."""
    stems = [
        word[:5] if len(word) > 6 else word[:4]
        for word in words(name)
        if len(word) > 3 and not _GENERIC.fullmatch(word)
    ]
    said = words(plain)
    return bool(stems) and all(any(word.startswith(stem) for word in said) for stem in stems)
