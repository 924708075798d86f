"""Editions whose names are in one language: which one it is, and what the other language says meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from portal.bodies.rules.comparison import Row, kind_of, share_a_word
from portal.kernel.folding import small

Language = Literal["kk", "ru"]

#: What only names in Kazakh have, and only names in Russian. Russian ones of places may keep Kazakh letters.
_KK = re.compile(
    r"(?:^|\s)(?:[акқ]\s?\.\s?[оә]|[акқ])\s?\.?$|(?:ауданы|қаласы|облысы|ауылы)$|[әғқңөұүһі]", re.IGNORECASE
)
_RU = re.compile(
    r"^(?:[сгпр]\s?\.\s?[оа]\s?\.|[сгп]\s?\.)|(?:^|\s)(?:[сгпр]\s?\.\s?[оа]\s?\.?|район|область|город|село)(?:\s|$)"
    r"|(?:ская|ский)\b",
    re.IGNORECASE,
)
#: What a name in Kazakh says it is.
_KIND_KK = re.compile(r"(?:^|\s)(?:[акқ]\s?\.\s?[оә]\s?\.?|[акқ]\s?\.|ауданы|қаласы|облысы)$")
#: So many names of one language for each of the other, and a column is in the one.
_CLEARLY = 4


@dataclass(frozen=True)
class Completed:
    """Rows with both names. `kept` have the other name of the row that stands, though their own changed; `alone` have
    one name in both languages, for nothing stands to take the other from.
    """

    rows: Mapping[str, Row]
    language: Language | None = None
    kept: list[Row] = field(default_factory=list)
    alone: list[Row] = field(default_factory=list)


def language_of(names: Iterable[str]) -> Language | None:
    """The language of a column of names; None when its names do not clearly say."""
    marks = {"kk": 0, "ru": 0}
    for name in names:
        in_kk, in_ru = bool(_KK.search(name)), bool(_RU.search(name))
        if in_kk != in_ru:
            marks["kk" if in_kk else "ru"] += 1
    if marks["kk"] > _CLEARLY * marks["ru"]:
        return "kk"
    return "ru" if marks["ru"] > _CLEARLY * marks["kk"] else None


def complete(rows: Mapping[str, Row], standing: Mapping[str, Row]) -> Completed:
    """The rows of an edition with the names it lacks, from the rows that stand under the same codes.

    A code that the edition gives to another place takes no name of the former. A name that stood in both languages is
    followed in both.
    """
    language = next((_language(row) for row in rows.values() if _language(row)), None)
    if language is None:
        return Completed(rows)
    whole: dict[str, Row] = {}
    kept: list[Row] = []
    alone: list[Row] = []
    for code, row in rows.items():
        before = standing.get(code)
        if before is None or before.name_kk == before.name_ru or _is_another(before, row, language):
            row = replace(row, name_kk=row.name_kk or row.name_ru, name_ru=row.name_ru or row.name_kk)
            changed = alone
        else:
            row = replace(row, name_kk=row.name_kk or before.name_kk, name_ru=row.name_ru or before.name_ru)
            changed = kept
        whole[code] = row
        if before is None or (row.name_kk, row.name_ru) != (before.name_kk, before.name_ru):
            changed.append(row)
    return Completed(whole, language, kept, alone)


def _is_another(before: Row, row: Row, language: Language) -> bool:
    """Another place under the same code, as far as names in one language tell."""
    if language == "ru":
        old, new, kinds = before.name_ru, row.name_ru, (kind_of(before.name_ru), kind_of(row.name_ru))
    else:
        old, new = small(before.name_kk), small(row.name_kk)
        kinds = (_kind_kk(old), _kind_kk(new))
        old, new = _KIND_KK.sub("", old), _KIND_KK.sub("", new)
    return kinds[0] != kinds[1] and not share_a_word(old, new)


def _kind_kk(name: str) -> str:
    found = _KIND_KK.search(name)
    return re.sub(r"[\s.]", "", found.group()) if found else ""


def _language(row: Row) -> Language | None:
    if row.name_kk and row.name_ru:
        return None
    return "kk" if row.name_kk else "ru"
