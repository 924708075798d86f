"""Names of units as offices write them: «Тасарық а.о.», «с.о. Болашақ», «Казалинского района». Knows no framework."""

from __future__ import annotations

import re
from typing import NamedTuple

from portal.kernel.folding import words

#: What a unit can be by the word beside its name. Towns and cities share theirs, so do districts of both sorts.
REGION, DISTRICT, CITY, RURAL_DISTRICT, SETTLEMENT, VILLAGE = (
    "region",
    "district",
    "city",
    "rural_district",
    "settlement",
    "village",
)
#: By the value of `bodies.choices.TerritoryKind`.
WORD_OF_KIND = {
    "region": REGION,
    "republican_city": CITY,
    "district": DISTRICT,
    "city_district": DISTRICT,
    "city": CITY,
    "town": CITY,
    "rural_district": RURAL_DISTRICT,
    "settlement": SETTLEMENT,
    "village": VILLAGE,
}

# Folded: «қ.» is a «к» as «к.» is, so a letter may stand for two. Two letters are asked before one.
_PAIRS: dict[tuple[str, str], frozenset[str]] = {
    ("а", "о"): frozenset({RURAL_DISTRICT}),
    ("с", "о"): frozenset({RURAL_DISTRICT}),
    ("а", "а"): frozenset({VILLAGE}),
    ("с", "а"): frozenset({VILLAGE}),
    ("к", "а"): frozenset({SETTLEMENT, CITY}),
    ("п", "а"): frozenset({SETTLEMENT}),
    ("г", "а"): frozenset({CITY}),
    ("р", "а"): frozenset({DISTRICT}),
    ("р", "н"): frozenset({DISTRICT}),
}
_SINGLE: dict[str, frozenset[str]] = {
    "а": frozenset({VILLAGE}),
    "с": frozenset({VILLAGE}),
    "к": frozenset({SETTLEMENT, CITY}),
    "п": frozenset({SETTLEMENT}),
    "г": frozenset({CITY}),
}
_WORDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), frozenset({unit}))
    for pattern, unit in (
        (r"област(?:ь|и|ью)|обл|облыс(?:ы|ынын|тын)?", REGION),
        (r"район(?:а|е|ом)?|рн|аудан(?:ы|ынын|нын)?|ауд", DISTRICT),
        (r"город(?:а|е|ом|ск\w+)?|гор|кала(?:сы|сынын|нын)?", CITY),
        (r"округ(?:а|е|ом|и|инин|тин)?|окр|сельск(?:ий|ого|ом|им)|ауылдык|ао|со", RURAL_DISTRICT),
        (r"пос[её]лок|пос[её]лка|поселк(?:ов\w+|е|ом)|пос|пгт|кент(?:и|инин|тин)?", SETTLEMENT),
        (r"сел[оае]|ауыл(?:ы|ынын|дын)?", VILLAGE),
    )
)
#: Said of a name and not compared: «атындағы», «имени», «администрация», and what calls a place a place.
_FILLERS = re.compile(
    r"атындагы|атын|атынд|имени|им|администрац\w+|акимат\w*|акимдиг?к?и?\w*|маныз\w+|значени\w+|аудандык|облыстык"
    r"|елди|мекен\w*|населенн\w+|пункт\w*"
)
_ADJECTIVE = re.compile(r"(?P<root>\w+(?:ск|цк))(?:ая|ой|ую|ий|ого|ому|ом|им)")
#: A longer text is a story, not a name.
LONGEST_NAME = 250


class UnitName(NamedTuple):
    """What the unit word may say, nothing when there is none, and the name without it."""

    units: frozenset[str]
    stem: str


def unit_name(text: str) -> UnitName:
    """A name taken apart. Of several unit words those count that say the same; none where they contradict."""
    told = words(text)
    found: list[frozenset[str]] = []
    stem: list[str] = []
    at = 0
    while at < len(told):
        word = told[at]
        pair = _PAIRS.get((word, told[at + 1])) if at + 1 < len(told) else None
        if pair is not None:
            found.append(pair)
            at += 2
            continue
        at += 1
        units = _SINGLE.get(word) or next((unit for pattern, unit in _WORDS if pattern.fullmatch(word)), None)
        if units is not None:
            found.append(units)
        elif not _FILLERS.fullmatch(word):
            stem.append(_ADJECTIVE.sub(r"\g<root>ий", word))
    return UnitName(_agreed(found), " ".join(stem))


def _agreed(found: list[frozenset[str]]) -> frozenset[str]:
    if not found:
        return frozenset()
    return found[0].intersection(*found[1:]) or found[0].union(*found[1:])
