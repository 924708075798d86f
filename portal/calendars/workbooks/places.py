"""Which place of a region a name means, for the akim who goes there. Two that it may mean are asked about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from portal.calendars.queries.named_places import NamedPlace, NamedRegion
from portal.calendars.rules.unit_words import LONGEST_NAME, WORD_OF_KIND, UnitName, unit_name
from portal.kernel.folding import fold
from schedules.workbooks import Found

#: Between a place and what it lies in.
_PARTS = re.compile(r"[;,()\n|]|\s[/\\]\s|\s-\s")
_NONE = re.compile(r"уточн|накты|согласован|келис|не определ|белгиленбе|аныкта|^нет$|^жок$|tbd")
_ALL = re.compile(r"\b(?:все|всех|барлык)\b")
_MOST_CHOICES = 6
#: Units that are the place of their name, whatever lies around it.
_OF_ONE_PLACE = ("city", "town", "settlement", "village")


class RegionPlaces:
    """Every place of a region by its names."""

    def __init__(self, region: NamedRegion) -> None:
        self.root = region.root
        self._places = {place.kato: place for place in region.places}
        self._children: dict[str, list[str]] = defaultdict(list)
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for place in self._named(region.places):
            self._children[place.parent].append(place.kato)
            for name in place.names:
                self._whole[fold(name)].add(place.kato)
                units, stem = unit_name(name)
                self._stems[stem][place.kato] |= units & _words_of(place) or units

    def __contains__(self, kato: str) -> bool:
        return kato in self._places

    def __getitem__(self, kato: str) -> NamedPlace:
        return self._places[kato]

    def _named(self, places: Iterable[NamedPlace]) -> Iterator[NamedPlace]:
        """Without the place in which an administration sits where the unit itself bears its name."""
        for place in places:
            above = self._places.get(place.parent)
            if place.has_akim or above is None or above.kind not in _OF_ONE_PLACE or not _stems(place) & _stems(above):
                yield place

    def above(self, kato: str) -> Iterator[NamedPlace]:
        """The place and what it lies in, from below."""
        while kato in self._places:
            place = self._places[kato]
            yield place
            kato = place.parent

    def units_below(self, unit: str) -> list[str]:
        """Units with an akim right below another."""
        return [kato for kato in self._children[unit] if self._places[kato].has_akim]

    def is_within(self, kato: str, unit: str) -> bool:
        return any(place.kato == unit for place in self.above(kato))

    def called(self, text: str) -> set[str]:
        """Codes of every place that one name may mean."""
        whole = self._whole.get(fold(text))
        if whole:
            return set(whole)
        return self._by_stem(unit_name(text))

    def _by_stem(self, name: UnitName) -> set[str]:
        if not name.stem:
            return set()
        bearers = self._stems.get(name.stem, {})
        return {kato for kato, units in bearers.items() if not name.units or name.units & units}

    def find(self, written: str, akim: str) -> Found:
        """The place that is meant where the akim of `akim` goes: in the own units first, then anywhere below."""
        text = fold(written)
        if len(text) > LONGEST_NAME:
            return Found(None, "unknown_place")
        if not re.search(r"\w", text) or _NONE.search(text):
            return Found(None, "no_place")
        if _ALL.search(text):
            return Found(None, "all_places")
        meant = self.called(written)
        if not meant:
            meant, code = self._in_parts(written)
            if code:
                return Found(None, code, tuple(sorted(meant))[:_MOST_CHOICES])
        if not meant:
            return Found(None, "unknown_place", self._near(written, akim))
        return self._nearest(meant, akim, is_bare=not unit_name(written).units)

    def _nearest(self, meant: set[str], akim: str, *, is_bare: bool) -> Found:
        below = {kato for kato in meant if self.is_within(kato, akim)}
        if not below:
            return Found(None, "not_of_akim", tuple(sorted(meant))[:_MOST_CHOICES])
        own = {kato for kato in below if kato != akim and self._places[kato].parent == akim}
        first = own or below - {akim} or below
        if len(first) == 1:
            (kato,) = first
            # «Тасарық» is the rural district and the village in it; a village of another district is asked about.
            if not is_bare or all(self.is_within(other, kato) or other == akim for other in below):
                return Found(kato)
            first = below
        return Found(None, "ambiguous", tuple(sorted(first))[:_MOST_CHOICES])

    def _in_parts(self, written: str) -> tuple[set[str], str]:
        """«Тасарық а., Тасарық а.о.» is a place and what it lies in; two places beside each other are asked about."""
        parts = [part for part in _PARTS.split(written) if re.search(r"\w", part)]
        if len(parts) < 2:
            return set(), ""
        each = [self.called(part) for part in parts]
        if not all(each):
            return set(), ""
        for meant in each:
            inner = {kato for kato in meant if all(any(self.is_within(kato, up) for up in others) for others in each)}
            if inner:
                return inner, ""
        return set().union(*each), "several_places"

    def _near(self, written: str, akim: str) -> tuple[str, ...]:
        """Places of a like name below the akim, to choose from."""
        stem = unit_name(written).stem
        names = get_close_matches(stem, self._stems, n=8, cutoff=0.75) if stem else []
        near = [kato for name in names for kato in sorted(self._stems[name]) if self.is_within(kato, akim)]
        return tuple(dict.fromkeys(near))[:_MOST_CHOICES]


def _stems(place: NamedPlace) -> set[str]:
    return {unit_name(name).stem for name in place.names}


def _words_of(place: NamedPlace) -> frozenset[str]:
    word = WORD_OF_KIND.get(place.kind)
    return frozenset({word}) if word else frozenset()
