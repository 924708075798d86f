"""Which akim a cell names: by title, by unit, or only by the level, which the sheet and the place settle."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from portal.calendars.queries.named_places import NamedAkim, NamedRegion
from portal.calendars.rules.unit_words import DISTRICT, WORD_OF_KIND, unit_name
from portal.calendars.workbooks.places import RegionPlaces
from portal.kernel.folding import fold, tidy, words

_AKIM = re.compile(r"\b(?:аким(?:а|ом|у)?|акими)\b")
#: Somebody else of the office, or nobody for certain.
_OTHERS = re.compile(
    r"заместител|\bзам\b|орынбасар|\bи ?\. ?о\b|исполняющ|уакытша|аппарат|советник|кенесши|помощник|комекши"
    r"|руководител|басшы|маслихат|секретар|\bили\b|немесе|акимнин|акиминин"
)
_PERSON_AFTER = re.compile(r"[,(;–—]|\s-\s")
#: «Серіков А.Б.», «А.Б. Серіков», at the end: letters of names are capital, those of «с.о.» are not.
_CAPITAL = "[А-ЯЁӘҒҚҢӨҰҮҺІ]"
_PERSON = re.compile(
    rf"(?:{_CAPITAL}[^\W\d_]+\s+(?:{_CAPITAL}\.\s?){{1,2}}|(?:{_CAPITAL}\.\s?){{1,2}}\s?{_CAPITAL}[^\W\d_]+)\s*$"
)


@dataclass(frozen=True)
class Named:
    """Whose akim is named: the code of the unit, or the words of its level; `code` is said where that is not enough."""

    seat: str = ""
    levels: frozenset[str] = frozenset()
    person: str = ""
    code: str = ""


class RegionAkims:
    """The akims of a region by what they are called."""

    def __init__(self, region: NamedRegion, places: RegionPlaces) -> None:
        self._places, self._akims = places, region.akims
        self._titles = _whole(region.akims, "titles")
        self._people = _whole(region.akims, "people")

    def read(self, written: str, sheet: str) -> Named:
        """What a cell says on the sheet of the unit `sheet` (its code; empty when the sheet is of none)."""
        text = fold(written)
        if not text:
            return Named(code="no_akim")
        titled = self._titles.get(text, set())
        if len(titled) == 1:
            return Named(seat=next(iter(titled)))
        if _OTHERS.search(text):
            return Named(code="unknown_akim")
        unit, person = _taken_apart(written)
        if not _AKIM.search(text):
            known = self._people.get(text, set())
            return Named(seat=next(iter(known))) if len(known) == 1 else Named(code="unknown_akim")
        named = self._of_unit(unit, sheet)
        return replace(named, person=person)

    def is_held_by(self, seat: str, person: str) -> bool | None:
        """Whether that person is the akim there; None where the portal knows no name."""
        names = self._akims[seat].people if seat in self._akims else set()
        if not names:
            return None
        own = {word for name in names for word in words(name)}
        return all(word in own or (len(word) == 1 and any(o.startswith(word) for o in own)) for word in words(person))

    def _of_unit(self, unit: str, sheet: str) -> Named:
        titled = self._titles.get(fold(unit), set())
        if len(titled) == 1:
            return Named(seat=next(iter(titled)))
        units, stem = unit_name(_AKIM.sub(" ", fold(unit)))
        if not stem:
            return self._of_level(units, sheet)
        meant = {kato for kato in self._places.called(_AKIM.sub(" ", fold(unit))) if self._places[kato].has_akim}
        if sheet:
            near = {kato for kato in meant if self._places.is_within(kato, sheet)}
            meant = near or meant
        if len(meant) == 1:
            return Named(seat=next(iter(meant)))
        return Named(code="ambiguous_akim" if meant else "unknown_akim")

    def _of_level(self, units: frozenset[str], sheet: str) -> Named:
        """«Облыс әкімі», «аудан әкімі»: one level, and the unit is that of the sheet, or told by the place."""
        root = self._places[self._places.root]
        if not units:
            return Named(code="unknown_akim")
        if WORD_OF_KIND[root.kind] in units:
            return Named(seat=root.kato)
        if sheet and WORD_OF_KIND.get(self._places[sheet].kind) in units:
            return Named(seat=sheet)
        return Named(levels=units, code="unknown_district" if units == {DISTRICT} else "unknown_akim")


def _taken_apart(written: str) -> tuple[str, str]:
    """The unit with the word for the akim, and the person named with it."""
    text = tidy(written)
    head, *rest = _PERSON_AFTER.split(text, maxsplit=1)
    if rest and _AKIM.search(fold(head)):
        return head, rest[0].strip(" )")
    found = _PERSON.search(text)
    if found is not None and _AKIM.search(fold(text[: found.start()])):
        return text[: found.start()], found.group().strip()
    # «Аудан әкімі Серіков Асан»: in Kazakh the unit stands before, so what follows is a name.
    kazakh = re.match(r"(?P<unit>.*\S\s+[әа]кім[іi])\s+(?P<person>\S.*)$", text, re.IGNORECASE)
    return (kazakh["unit"], kazakh["person"]) if kazakh else (text, "")


def _whole(akims: dict[str, NamedAkim], of: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for seat, akim in akims.items():
        names: Iterable[str] = getattr(akim, of)
        for name in names:
            found[fold(name)].add(seat)
    return found
