"""Full names of small units, made from how the classifier abbreviates them.

Kazakh: «Қараауыл а.о.» is «Қараауыл ауылдық округі». After «атындағы» the unit word takes no ending.
Russian: «Карааульский с.о.» is «Карааульский сельский округ»; a noun stays («с.о. Кабанбай батыра» is «сельский округ
Кабанбай батыра»). A village, settlement or town is called as the place in which its administration sits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from portal.bodies.facts.transliteration import LETTERS, transliterate
from portal.bodies.rules.one_language import language_of
from portal.bodies.rules.units import settled_as
from portal.kernel.folding import fold, mended


@dataclass(frozen=True)
class UnitNames:
    """What a territory of the classifier is called. The genitive is what «әкімі» or «аким» need beside them."""

    name_kk: str
    name_ru: str
    name_en: str
    short_kk: str
    short_ru: str
    short_en: str
    genitive_kk: str
    genitive_ru: str


class _Words(NamedTuple):
    """Unit words: Kazakh with its ending and its genitive, both also bare after «атындағы»; Russian; English."""

    kk: str
    genitive_kk: str
    bare_kk: str
    bare_genitive_kk: str
    ru: str
    genitive_ru: str
    en: str
    short_kk: str
    short_ru: str


_WORDS: Mapping[str, _Words] = {
    "district": _Words("ауданы", "ауданының", "аудан", "ауданның", "район", "района", "District", "ауд.", "р-н"),
    "city_district": _Words("ауданы", "ауданының", "аудан", "ауданның", "район", "района", "District", "ауд.", "р-н"),
    "city": _Words("қаласы", "қаласының", "қала", "қаланың", "город", "города", "City", "қ.", "г."),
    "town": _Words("қаласы", "қаласының", "қала", "қаланың", "город", "города", "Town", "қ.", "г."),
    "rural_district": _Words(
        "ауылдық округі", "ауылдық округінің", "ауылдық округ", "ауылдық округтің",
        "сельский округ", "сельского округа", "Rural District", "а.о.", "с.о.",
    ),
    "settlement": _Words("кенті", "кентінің", "кент", "кенттің", "поселок", "поселка", "Settlement", "к.", "п."),
    "village": _Words("ауылы", "ауылының", "ауыл", "ауылдың", "село", "села", "Village", "а.", "с."),
    "locality": _Words("", "", "", "", "", "", "", "", ""),
}  # fmt: skip

#: What follows the name in Kazakh, and what stands before or after it in Russian.
_TAIL_KK = re.compile(r"\s*(?:(?:[акқ]\s?\.\s?[оә]|Қ\s?\.\s?Ә|[акқ])\s?\.?|ауданы|қаласы)\s*$")
_HEAD_RU = re.compile(r"^(?:[сгпр]\s?\.\s?[оа]\s?\.|[сгп]\.|район\s)\s*", re.IGNORECASE)
_TAIL_RU = re.compile(r"\s+(?:[сгпр]\s?\.\s?[оа]\s?\.?|район)\s*$", re.IGNORECASE)
_NAMED_AFTER_KK = re.compile(r"\s+(?:атын|ат)\s?\.?\s*$|\s+атындағы\s*$")
_NAMED_AFTER_RU = re.compile(r"^(?:им\.|имени\s)\s*")
_ADJECTIVE = re.compile(r"(?:ский|цкий|ый|ий|ой)$")
_SOFT = re.compile(r"(?:[жчшщн]ий)$")
_HISSING_A = re.compile(r"[гкхжчшщ]а$")
_FEMININE = re.compile(r"(?:ская|цкая)$")
_NAMED_AFTER_WORD = "атындағы"


def unit_names(unit: str, name_kk: str, name_ru: str, seat: tuple[str, str] | None = None) -> UnitNames:
    """Names of a unit from its row; `seat` are the names of the place where its administration sits, if there is one.

    The seat names villages, settlements, towns and city districts: their rows say «Чаганская п.а.» of «п. Чаган».
    """
    words = _WORDS[unit]
    own_kk, own_ru = mended(name_kk), mended(name_ru)
    if seat is not None and unit not in ("rural_district", "district", "city"):
        own_kk, own_ru = mended(seat[0]), mended(seat[1])
    if unit == "locality":
        settled = settled_as(own_ru)
        if settled is None:
            return _locality(own_kk, own_ru)
        unit, words = settled, _WORDS[settled]
    if own_kk == own_ru:
        return _of_one_name(unit, own_kk, words)
    return _of_both(unit, own_kk, own_ru, words)


def _of_both(unit: str, own_kk: str, own_ru: str, words: _Words) -> UnitNames:
    stem_kk, stem_ru = _stem_kk(own_kk), _stem_ru(own_ru)
    after = stem_kk.endswith(_NAMED_AFTER_WORD)
    plain_en = english(stem_kk.removesuffix(_NAMED_AFTER_WORD).strip())
    name, genitive = _russian(unit, stem_ru, words)
    return UnitNames(
        name_kk=f"{stem_kk} {words.bare_kk if after else words.kk}",
        name_ru=name,
        name_en=f"{plain_en} {words.en}",
        short_kk=_short(f"{stem_kk} {words.short_kk}"),
        short_ru=_short(f"{stem_ru} {words.short_ru}" if _agrees(unit, stem_ru) else f"{words.short_ru} {stem_ru}"),
        short_en=_short(f"{plain_en} {words.en}"),
        genitive_kk=f"{stem_kk} {words.bare_genitive_kk if after else words.genitive_kk}",
        genitive_ru=genitive,
    )


def _of_one_name(unit: str, name: str, words: _Words) -> UnitNames:
    """A unit that an edition in one language brought: it is called by that name in the other one too."""
    both = _of_both(unit, name, name, words)
    if language_of([name]) == "kk":
        return replace(both, name_ru=both.name_kk, short_ru=both.short_kk, genitive_ru=both.genitive_kk)
    plain_en = english(_stem_ru(name))
    return replace(
        both,
        name_kk=both.name_ru,
        short_kk=both.short_ru,
        genitive_kk=both.genitive_ru,
        name_en=f"{plain_en} {words.en}",
        short_en=_short(f"{plain_en} {words.en}"),
    )


def searchable(name_kk: str, name_ru: str) -> str:
    """Both names of a place as one text to look in."""
    return f"{fold(name_kk)} | {fold(name_ru)}"


def english(name_kk: str) -> str:
    """A Kazakh name in English letters; a letter of another alphabet stays as it is."""
    try:
        return transliterate(name_kk)
    except KeyError:
        return "".join(LETTERS.get(letter, letter) for letter in name_kk.lower()).title()


def _locality(name_kk: str, name_ru: str) -> UnitNames:
    """A hamlet is called as the classifier writes it: its kinds are many and have no rule."""
    name_en = english(_stem_kk(name_kk))
    return UnitNames(name_kk, name_ru, name_en, _short(name_kk), _short(name_ru), _short(name_en), "", "")


def _stem_kk(name: str) -> str:
    bare = _TAIL_KK.sub("", name).strip()
    stem, found = _NAMED_AFTER_KK.subn("", bare)
    return f"{stem.strip()} {_NAMED_AFTER_WORD}" if found else bare


def _stem_ru(name: str) -> str:
    bare = _TAIL_RU.sub("", _HEAD_RU.sub("", name)).strip()
    stem, found = _NAMED_AFTER_RU.subn("", bare)
    return f"имени {stem}" if found else bare


def _russian(unit: str, stem: str, words: _Words) -> tuple[str, str]:
    """Name and genitive."""
    if _agrees(unit, stem):
        return f"{stem} {words.ru}", f"{_adjective_genitive(stem)} {words.genitive_ru}"
    if unit in ("town", "city"):
        return f"{words.ru} {stem}", f"{words.genitive_ru} {town_genitive(stem)}"
    # A feminine adjective is left of «Чаганская поселковая администрация» where no seat says the name.
    if unit == "settlement":
        stem = _FEMININE.sub(lambda found: found.group().replace("ая", "ий"), stem)
        return f"{words.ru} {stem}", f"{words.genitive_ru} {_adjective_genitive(stem) if _is_adjective(stem) else stem}"
    return f"{words.ru} {stem}", f"{words.genitive_ru} {stem}"


def _agrees(unit: str, stem: str) -> bool:
    """Whether the name is an adjective that stands before the unit word: «Абайский район», but «село Алтайский»."""
    return unit in ("rural_district", "district", "city_district") and _is_adjective(stem)


def _is_adjective(stem: str) -> bool:
    return _ADJECTIVE.search(stem) is not None and not stem.startswith("имени ")


def _adjective_genitive(stem: str) -> str:
    """«Карааульский» - «Карааульского», «Жана Каратонский» - «Жана Каратонского», «Верхний» - «Верхнего»."""
    ending = "его" if _SOFT.search(stem) else "ого"
    return re.sub(r"(?:ый|ий|ой)$", ending, stem)


def town_genitive(name: str) -> str:
    """Russian genitive of a town: Алга - Алги, Есиль - Есиля, Рудный - Рудного, Шу - Шу."""
    if _ADJECTIVE.search(name):
        return _adjective_genitive(name)
    if name.endswith("а"):
        return name[:-1] + ("и" if _HISSING_A.search(name) else "ы")
    if name[-1] in "йь":
        return name[:-1] + "я"
    if name[-1] in "бвгджзклмнпрстфхцчшщ":
        return name + "а"
    return name


def _short(name: str) -> str:
    return name[:60].strip()
