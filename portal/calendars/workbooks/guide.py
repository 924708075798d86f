"""What the reader of workbooks is to know of akim calendars: akims and units of one region, a district to a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from portal.bodies.models import Body
from portal.calendars.queries.named_places import NamedRegion, named_region
from portal.calendars.rules.unit_words import WORD_OF_KIND, unit_name
from portal.calendars.workbooks.akims import Named, RegionAkims
from portal.calendars.workbooks.headers import CALENDAR_WORDS
from portal.calendars.workbooks.places import RegionPlaces
from portal.kernel.folding import fold, words
from portal.kernel.periods import Period
from portal.sheets.reading import Sheet
from schedules.choices import MeetingFormat
from schedules.workbooks import CellProblem, Found, Note, ReadRow

#: Rows that may stand over a table and say whose it is.
_TITLE_ROWS = 12
#: A name shorter than this is found in words it has nothing to do with.
_SHORTEST_NAME = 3
_OF_PLACE_AND_WHO = ("place", "who")


def akim_guide(body: Body, period: Period, on: date) -> AkimGuide:
    """The guide to calendars of the region whose akimat this is, for the year planned. Three statements."""
    assert body.territory is not None
    return AkimGuide.of(named_region(body.territory, max(on, period.start)))


class AkimGuide:
    """Reads names in a calendar of one region. On a sheet of a district they are those of the district."""

    words = CALENDAR_WORDS

    def __init__(self, places: RegionPlaces, akims: RegionAkims, sheet: str = "", trouble: str = "") -> None:
        self._places, self._akims = places, akims
        self._sheet, self._trouble = sheet, trouble
        self._named: dict[str, Named] = {}
        self._found: dict[tuple[str, str], Found] = {}

    @classmethod
    def of(cls, region: NamedRegion) -> AkimGuide:
        places = RegionPlaces(region)
        return cls(places, RegionAkims(region, places))

    def __contains__(self, kato: str) -> bool:
        return kato in self._places

    def of_sheet(self, sheet: Sheet) -> AkimGuide:
        """The unit is told by the name of the sheet, else by the title. Where they differ neither is believed."""
        named = self._district(sheet.name)
        titled = {kato for text in _titles(sheet) if (kato := self._district_in(text))}
        if named and titled and titled != {named}:
            return AkimGuide(self._places, self._akims, trouble="sheet_differs")
        unit = named or (titled.pop() if len(titled) == 1 else "")
        return AkimGuide(self._places, self._akims, unit)

    def find(self, written: str, *, language: str) -> Found:
        return self._place(written, self._sheet or self._places.root)

    def settled(self, row: ReadRow, *, language: str) -> ReadRow:
        """The row with its akim and its unit, which tell each other."""
        written = row.written.get("place", "")
        named = self._who(row.written.get("who", ""))
        seat = named.seat
        if named.levels and not self._trouble:
            seat, place = self._told_by_place(written, named.levels)
        else:
            place = self._place(written, seat or self._sheet or self._places.root)
        problems = [problem for problem in row.problems if problem.field not in _OF_PLACE_AND_WHO]
        broken = next((each for each in row.problems if each.field == "place" and each.code in _BROKEN), None)
        if broken is not None:
            problems.append(broken)
        elif place.kato is None:
            problems.append(_at(row, "place", place.code, place.choices))
        if not seat:
            problems.append(_at(row, "who", self._trouble or named.code or "unknown_akim"))
        notes = [note for note in row.notes if note.code != "body"]
        if seat and named.person:
            held = self._akims.is_held_by(seat, named.person)
            if held is None:
                notes.append(Note("akim_name", row.cells.get("who", ""), named.person[:200]))
            elif not held:
                problems.append(_at(row, "who", "another_akim"))
        row = self._with_format(row)
        problems = [each for each in problems if each.code != "no_format" or "format" in row.cells]
        return replace(row, territory=place.kato, seat=seat, problems=tuple(problems), notes=tuple(notes))

    def _with_format(self, row: ReadRow) -> ReadRow:
        """A calendar without a column of formats is of meetings in the place itself."""
        return row if "format" in row.cells else replace(row, format=MeetingFormat.ON_SITE.value)

    def _told_by_place(self, written: str, levels: frozenset[str]) -> tuple[str, Found]:
        """«Ауылдық округ әкімі»: the one in whose unit the place lies."""
        scope = self._sheet or self._places.root
        found = self._place(written, scope)
        if found.kato is None and found.code != "ambiguous":
            return "", found
        meant = [found.kato] if found.kato else list(found.choices)
        seats = {self._akim_of(kato, levels, scope) for kato in meant} - {""}
        if len(seats) != 1:
            return "", found
        seat = seats.pop()
        return seat, self._place(written, seat)

    def _akim_of(self, kato: str, levels: frozenset[str], scope: str) -> str:
        for place in self._places.above(kato):
            if place.kato == scope:
                return ""
            if place.has_akim and WORD_OF_KIND.get(place.kind) in levels:
                return place.kato
        return ""

    def _who(self, written: str) -> Named:
        if written not in self._named:
            self._named[written] = self._akims.read(written, self._sheet)
        return self._named[written]

    def _place(self, written: str, akim: str) -> Found:
        if (written, akim) not in self._found:
            self._found[written, akim] = self._places.find(written, akim)
        return self._found[written, akim]

    def _district(self, name: str) -> str:
        """The district, city or region that a name alone tells; of a sheet it may be cut."""
        first = self._first_rank(self._places.called(name))
        return next(iter(first)) if len(first) == 1 else ""

    def _district_in(self, text: str) -> str:
        """The same of a line that says more: «… күнтізбесі, Бейнеу ауданы»."""
        if district := self._district(text):
            return district
        told = {kato for part in text.replace("\n", ",").split(",") if (kato := self._district(part))}
        if not told:
            said = words(text)
            told = {unit for unit in self._units() if any(_stands_in(name, said) for name in self._places[unit].names)}
            if len(told) > 1:
                told -= {self._places.root}
        return told.pop() if len(told) == 1 else ""

    def _units(self) -> Iterable[str]:
        return [self._places.root, *self._places.units_below(self._places.root)]

    def _first_rank(self, meant: Iterable[str]) -> set[str]:
        units = set(self._units())
        return {kato for kato in meant if kato in units}


#: What stands in the cell is no name at all.
_BROKEN = ("no_value", "formula_error")


def _at(row: ReadRow, field: str, code: str, choices: Iterable[str] = ()) -> CellProblem:
    cell = row.cells.get(field) or row.cells.get("place", "")
    return CellProblem(cell, code, field, row.written.get(field, "")[:200], tuple(choices))


def _titles(sheet: Sheet) -> list[str]:
    """Lines over the table: those of one text alone."""
    lines = []
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        if number > _TITLE_ROWS or len(cells) > 2:
            break
        lines += [value for value in cells.values() if isinstance(value, str)]
    return lines


def _stands_in(name: str, said: tuple[str, ...]) -> bool:
    """Whether a whole official name stands in a line, with its unit word."""
    wanted = words(name)
    if not unit_name(name).units or len(fold(name)) < _SHORTEST_NAME:
        return False
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))
