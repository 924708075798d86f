"""Places as people write them, among the places in force. A name that could be two places is asked, not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Protocol

from portal.bodies.choices import FIRST_RANK, TerritoryKind
from portal.bodies.models import Body, Territory
from portal.kernel.folding import fold, words
from portal.kernel.periods import Period
from portal.sheets.reading import Sheet
from schedules.workbooks.guides import Found, Guide, maker_of
from schedules.workbooks.headers import PLAN_WORDS
from schedules.workbooks.place_words import ALIASES, FORMER
from schedules.workbooks.results import ReadRow

_KINDS = (*FIRST_RANK, TerritoryKind.DISTRICT, TerritoryKind.CITY, TerritoryKind.CITY_DISTRICT)
_UNIT_OF_KIND = {
    "region": "region",
    "republican_city": "city",
    "city": "city",
    "district": "district",
    "city_district": "district",
}
# Folded words.
_UNITS = (
    ("region", re.compile(r"област(?:ь|и|ью)|обл|облыс(?:ы|ында|ынын|ына)?|region|oblast")),
    ("city", re.compile(r"г|гор|город[ае]?|к|кала(?:сы|сында|сынын)?|city")),
    ("district", re.compile(r"район[ае]?|ауд|аудан(?:ы|ында|ынын)?|district")),
)
#: Names repeat themselves down a column.
_REMEMBERED = 4096
#: A longer text is a story, not a name.
_LONGEST_NAME = 250
#: How a meeting is held, said beside where it is.
_HELD = re.compile(r"\((?:вкс|бкб|онлайн|офлайн|выезд\w*|кошпели|online|offline)\)")
_FILLERS = frozenset(("в", "во", "по", "the", "of", "in"))
_ALL = re.compile(
    r"\b(?:все|всех|всем|барлык)\b|\bрегионы\b|\bонирлер|\bобласти и города\b|\bобластях\b|\ball\b"
    r"|^(?:республика казахстан|казакстан республикасы|рк|кр|казахстан|казакстан)$"
)
_NONE = re.compile(r"уточн|накты|согласован|келис|не определ|не назнач|белгиленбе|аныкта|^нет$|^жок$|tbd|tbc")
#: Between a city and its region stands one of these; other marks may part two names of one place.
_TAKES_IN = re.compile(r"[,;(]|\s(?:и|жане|мен|пен|бен|and)\s")
_PARTS = re.compile(r"[/\\;,()\n+&|]|\s(?:и|жане|мен|пен|бен|and)\s|\s-\s")
_SHORT_REGION = re.compile(r"[скзювбшжо]{1,2}к?о")
_ADJECTIVE = re.compile(r"(?P<root>\w+(?:ск|цк))(?:(?P<she>ая|ой|ую)|(?P<he>ий|ого|ому|ом))")


class Named(Protocol):
    """A place with its names, as the database and the authored facts have it."""

    kato: str
    kind: str
    name_kk: str
    name_ru: str
    name_en: str
    short_kk: str
    short_ru: str
    short_en: str
    genitive_ru: str


@dataclass(frozen=True)
class _Name:
    """One way to name one place. Its unit is told apart from its stem: «город» and «алматы»."""

    kato: str
    unit: str
    language: str
    is_first_rank: bool


class PlaceIndex:
    """Names of places in force, in Kazakh, Russian and English. Made once a request by `place_index`."""

    words = PLAN_WORDS

    def __init__(self, places: Iterable[Named]) -> None:
        self._names: dict[str, list[_Name]] = {}
        self._found: dict[tuple[str, str], Found] = {}
        present = set()
        for place in places:
            present.add(place.kato)
            is_first_rank = place.kind in FIRST_RANK
            unit = _UNIT_OF_KIND[place.kind]
            for language, names in _names_of(place).items():
                for name in names:
                    _unit, stem = _split(name)
                    if stem:
                        self._add(stem, _Name(place.kato, unit, language, is_first_rank))
        for stem, digits in ALIASES.items():
            kato = f"{digits}0000000"
            if kato in present:
                self._add(stem, _Name(kato, "region", "ru", is_first_rank=True))
        self._present = present

    def _add(self, stem: str, name: _Name) -> None:
        names = self._names.setdefault(stem, [])
        if name not in names:
            names.append(name)

    def __contains__(self, kato: str) -> bool:
        return kato in self._present

    def of_sheet(self, sheet: Sheet) -> PlaceIndex:
        """The whole country may stand on any sheet."""
        return self

    def settled(self, row: ReadRow, *, language: str) -> ReadRow:
        """Who is meant is told later, by the officials of the body."""
        return row

    def find(self, written: str, *, language: str) -> Found:
        """The place that `written` means in a text of `language` ("kk" or "ru")."""
        known = self._found.get((written, language))
        if known is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            known = self._found[written, language] = self._find(written, language)
        return known

    def _find(self, written: str, language: str) -> Found:
        text = re.sub(r"\bр-н\w*", "район", _HELD.sub(" ", fold(written))).strip()
        if len(text) > _LONGEST_NAME:
            return Found(None, "unknown_place")
        if not re.search(r"\w", text) or _NONE.search(text):
            return Found(None, "no_place")
        if _ALL.search(text):
            return Found(None, "all_places")
        whole = self._codes(text, language)
        if self._is_bare_district(text):
            former = [f"{digits}0000000" for digits in FORMER.get(_split(text)[1], ())]
            return Found(None, "ambiguous", tuple(dict.fromkeys([*former, *whole])))
        if len(whole) == 1:
            return Found(whole[0])
        if whole:
            return Found(None, "ambiguous", tuple(whole))
        return self._in_parts(text, language) or self._nested(text, language) or self._unknown(text)

    def _codes(self, text: str, language: str) -> list[str]:
        """Codes of every place the text may mean, none when it means none."""
        unit, stem = _split(text)
        names = self._names.get(stem, [])
        if unit:
            named = [name for name in names if name.unit == unit]
            return _codes_of(named) or (self._abbreviated(text) if unit == "region" else [])
        return _codes_of(_bare(names, language))

    def _is_bare_district(self, text: str) -> bool:
        """«Есиль», «Целиноград»: a name without its unit word that only districts bear; it may be a former city."""
        unit, stem = _split(text)
        names = self._names.get(stem, [])
        return not unit and bool(names) and all("district" in name.unit for name in names) and not stem.endswith("ий")

    def _abbreviated(self, text: str) -> list[str]:
        """A region whose words are cut with points: «Сев.-Каз. обл.», «Павл. обл.»."""
        _unit, stem = _split(text)
        cut = stem.split()
        if not all(len(word) >= 3 and re.search(rf"\b{word}\.", text) for word in cut):
            return []
        named = []
        for whole, names in self._names.items():
            full = whole.split()
            if len(full) == len(cut) and all(word.startswith(start) for word, start in zip(full, cut, strict=True)):
                named += [name for name in names if name.unit == "region"]
        return _codes_of(named)

    def _in_parts(self, text: str, language: str) -> Found | None:
        """«Павлодарская область, г. Экибастуз»; «Акмолинская/Павлодарская»; one name in two languages."""
        parts = [part for part in _PARTS.split(text) if re.search(r"\w", part)]
        if len(parts) < 2:
            return None
        meanings = [self._codes(part, language) for part in parts]
        known = [codes for codes in meanings if codes]
        if not known:
            return None
        common = set(known[0]).intersection(*known[1:])
        if len(known) == len(parts) and len(common) == 1 and all(len(codes) == 1 for codes in known):
            return Found(common.pop())
        regions = {codes[0] for codes in known if len(codes) == 1 and _is_region(codes[0])}
        if len(regions) == 1:
            region = regions.pop()
            others = [codes for codes in meanings if not _names_region(codes)]
            if any(region in codes for codes in others) and not _TAKES_IN.search(text):
                # «Павлодар / Павлодарская область» may be one name in two languages, or a city and its region.
                return Found(None, "ambiguous", tuple(dict.fromkeys(code for codes in known for code in codes)))
            return _within(region, others)
        choices = tuple(dict.fromkeys(code for codes in known for code in codes))
        return Found(None, "several_places" if len(known) > 1 else "unknown_place", choices)

    def _nested(self, text: str, language: str) -> Found | None:
        """«Абайский район Карагандинской области», «Қарағанды облысы Абай ауданы»: both with their unit words."""
        pieces = re.findall(r"[^\s]+", text)
        for cut in range(1, len(pieces)):
            halves = " ".join(pieces[:cut]), " ".join(pieces[cut:])
            # One half must tell of itself that it is a name: by its unit word, or as an abbreviation (ВКО, ШҚО).
            if not any(_split(half)[0] or _SHORT_REGION.fullmatch(half) for half in halves):
                continue
            meanings = [self._codes(half, language) for half in halves]
            if all(meanings):
                for one, other in (meanings, meanings[::-1]):
                    if len(one) == 1 and _is_region(one[0]):
                        inside = [code for code in other if code != one[0] and code[:2] == one[0][:2]]
                        if len(inside) == 1:
                            return Found(inside[0])
                return Found(None, "several_places", tuple(dict.fromkeys(meanings[0] + meanings[1])))
        return None

    def _unknown(self, text: str) -> Found:
        _unit, stem = _split(text)
        former = [f"{digits}0000000" for digits in FORMER.get(stem, ())]
        near = [name for close in get_close_matches(stem, self._names, n=4, cutoff=0.8) for name in self._names[close]]
        choices = [code for code in former if code in self._present] + _codes_of(near)[:6]
        return Found(None, "unknown_place", tuple(dict.fromkeys(choices)))


def place_index(on: date) -> PlaceIndex:
    """The index of regions, districts and cities in force on that day. One statement."""
    return PlaceIndex(Territory.objects.in_force(on).filter(kind__in=_KINDS).order_by("kato"))


def guide_to(kind: str, body: Body, period: Period, on: date) -> Guide:
    """What the reader is to know of names in workbooks of this kind; the places of the country where it has no more."""
    make = maker_of(kind)
    return make(body, period, on) if make is not None else place_index(on)


def _names_of(place: Named) -> dict[str, tuple[str, ...]]:
    # A city district may be called by its city's name in short: only its full name counts.
    short = place.kind in FIRST_RANK
    return {
        "kk": (place.name_kk, place.short_kk) if short else (place.name_kk,),
        "ru": (place.name_ru, place.genitive_ru, *((place.short_ru,) if short else ())),
        "en": (place.name_en,),
    }


def _split(text: str) -> tuple[str, str]:
    """The unit word of a name, if there is one, and its stem. Two different unit words make no name."""
    units: list[str] = []
    stem: list[str] = []
    for word in words(text):
        unit = next((unit for unit, pattern in _UNITS if pattern.fullmatch(word)), "")
        if unit:
            units.append(unit)
        elif word == "а" and units[-1:] == ["city"]:
            continue  # «Г.А.», «Қ.Ә.»: a city administration
        elif word not in _FILLERS:
            stem.append(_ADJECTIVE.sub(_same_form, word))
    if len(set(units)) > 1:
        return "several", ""
    return (units[0] if units else ""), " ".join(stem)


def _same_form(found: re.Match[str]) -> str:
    return found["root"] + ("ая" if found["she"] else "ий")


def _bare(names: list[_Name], language: str) -> list[_Name]:
    """What a stem without a unit word may mean.

    In Kazakh a region is called by its stem («Павлодар»), so the higher rank is meant. In Russian it has its adjective
    («Павлодарская»), so the stem may as well be the city: both are asked about. «Алматы» is asked in either.
    """
    first = [name for name in names if name.is_first_rank]
    below = [name for name in names if not name.is_first_rank]
    if language == "kk":
        return first or [name for name in below if name.language == "kk"] or below
    own_below = [name for name in below if name.language == language]
    return first + own_below if first or own_below else below


def _codes_of(names: Iterable[_Name]) -> list[str]:
    return list(dict.fromkeys(name.kato for name in names))


def _is_region(kato: str) -> bool:
    return kato.endswith("0000000")


def _names_region(codes: list[str]) -> bool:
    return len(codes) == 1 and _is_region(codes[0])


def _within(region: str, others: list[list[str]]) -> Found:
    """A region, and what else stands in the cell: one place inside it, or something to ask about."""
    if not others:
        return Found(region)
    inside = [code for codes in others for code in codes if code[:2] == region[:2] and code != region]
    elsewhere = [code for codes in others for code in codes if code[:2] != region[:2] and _is_region(code)]
    if elsewhere:
        return Found(None, "several_places", (region, *elsewhere))
    if len(others) == 1 and len(set(inside)) == 1:
        return Found(inside[0])
    outside = [code for codes in others for code in codes if code[:2] != region[:2]]
    code = "several_places" if outside and not inside else "ambiguous" if inside else "unknown_place"
    return Found(None, code, tuple(dict.fromkeys([region, *inside])))
