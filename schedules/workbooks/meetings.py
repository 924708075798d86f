"""What the cells of one meeting say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time

from portal.kernel.folding import fold, has_kazakh_letters, in_one_line, typed
from portal.kernel.periods import Period
from portal.sheets.cells import Cells, shown
from portal.sheets.days import When
from portal.sheets.reading import ErrorValue, Trouble, Value
from portal.sheets.times import leaves_open, read_time
from schedules.workbooks.formats import format_of
from schedules.workbooks.guides import Found, Guide
from schedules.workbooks.headers import IN_LANGUAGES, date_role
from schedules.workbooks.officials import post_of
from schedules.workbooks.results import CellProblem, ReadRow
from schedules.workbooks.sections import Section
from schedules.workbooks.venues import is_venue
from schedules.workbooks.whens import DateCell, Readable, when_of

#: What fits into a row of a proposal.
LONGEST = {"venue": 250, "subject": 300, "ground": 2000}
#: Words and endings that Kazakh has not: with them Kazakh letters are those of a name («посещение области Ұлытау»).
_RUSSIAN = re.compile(
    r"\b(?:и|в|во|по|на|для|из|с|о|об|от|при|не)\b|(?:ение|ения|ание|ания|ость|ости|ский|ская|ской|ского|ных|ого)\b"
)


def read_meeting(cells: Cells, *, period: Period, places: Guide, section: Section, is_hidden: bool) -> ReadRow:
    """The meeting that the cells tell of, with a problem for each cell that is not understood."""
    reader = _Reader(cells, period, places, section)
    territory = reader.place()
    when = reader.when()
    start_time = reader.time(when)
    form = reader.format()
    who = reader.who()
    texts = reader.texts()
    keys = cells.header.columns
    return ReadRow(
        sheet=cells.sheet.name,
        row=cells.row,
        territory=territory,
        format=form,
        dates=when.dates,
        month=when.month,
        quarter=when.quarter,
        half=when.half,
        start_time=start_time,
        who=who,
        post=post_of(who),
        texts=texts,
        note=reader.text("note"),
        cells={key: cells.address(key) for key in keys},
        written={
            key: " | ".join(shown(value) for _column, value in found) for key in keys if (found := cells.found(key))
        },
        problems=tuple(reader.problems),
        is_hidden=is_hidden,
    )


class _Reader:
    """Reads fields one by one and gathers the problems."""

    def __init__(self, cells: Cells, period: Period, places: Guide, section: Section) -> None:
        self._cells, self._period, self._places, self._section = cells, period, places, section
        self.problems: list[CellProblem] = []

    def _report(self, key: str, code: str, choices: Iterable[str] = ()) -> None:
        # A table without the column is reported at the place, where the eye finds the row.
        cell = self._cells.address(key) or self._cells.address("place")
        written = self.written(key)[:200]
        self.problems.append(CellProblem(cell, code, key.partition("_")[0], written, tuple(choices)))

    def written(self, key: str) -> str:
        """What stands in the cell of a field, or in its cells."""
        return " | ".join(shown(value) for _column, value in self._cells.found(key))

    def _usable(self, key: str) -> Value | None:
        """The value, when it is one; a formula without a value is reported."""
        value = self._cells.value(key)
        if isinstance(value, Trouble):
            self._report(key, "no_value")
        elif isinstance(value, ErrorValue):
            self._report(key, "formula_error")
        else:
            return value
        return None

    def _is_broken(self, key: str) -> bool:
        return isinstance(self._cells.value(key), Trouble | ErrorValue)

    def _several(self, key: str) -> list[tuple[int, Readable]] | None:
        """Every usable value of a field by its column; None when one is broken, which is reported."""
        usable: list[tuple[int, Readable]] = []
        for column, value in self._cells.found(key):
            if isinstance(value, Trouble | ErrorValue):
                self._report(key, "no_value" if isinstance(value, Trouble) else "formula_error")
                return None
            usable.append((column, value))
        return usable

    def place(self) -> str | None:
        values = self._several("place")
        if values is None:
            return None
        text = ", ".join(dict.fromkeys(_line(value) for _column, value in values))
        found = self._in_section(text)
        code = shown(self._cells.value("kato"))
        if code in self._places:
            # The code beside the name settles what the name leaves open; two places are asked about.
            if found.kato in (None, code) and (found.code != "several_places"):
                return code
            found = Found(None, "ambiguous", tuple(filter(None, (code, found.kato))))
        if found.kato is None:
            self._report("place", found.code, found.choices)
        return found.kato

    def _in_section(self, text: str) -> Found:
        """The place of a cell, in the region that heads this part of the table where it has one."""
        language = self._cells.header.language
        found = self._places.find(text, language=language)
        section = self._section
        if not section.kato or found.code in ("several_places", "all_places"):
            return found
        if found.kato is not None and (found.kato.endswith("0000000") or found.kato[:2] == section.kato[:2]):
            return found
        if found.code == "no_place" and not text:
            return Found(section.kato)
        inside = self._places.find(f"{section.place}, {text}", language=language)
        if inside.kato is not None and inside.kato != section.kato:
            return inside
        return Found(None, "several_places", (found.kato, section.kato)) if found.kato is not None else found

    def when(self) -> When:
        values = self._several("date")
        if values is None:
            return When()
        texts = self._cells.header.texts
        cells = [DateCell(value, date_role(texts.get(column, ""))) for column, value in values]
        when = when_of(cells, self._period, self._section.month)
        if when.code:
            self._report("date", when.code)
            return When()
        return when

    def time(self, when: When) -> time | None:
        value = self._usable("time")
        if value is None:
            return when.start_time
        found = _time_of(_plain(value))
        if found is None and not leaves_open(shown(value)):
            self._report("time", "unclear_time")
        elif found is not None and not when.dates:
            if when.month or when.quarter or when.half:
                self._report("time", "time_needs_day")
            return None
        return found or when.start_time

    def format(self) -> str | None:
        values = self._several("format")
        if values is None:
            return None
        said = {found for _column, value in values if (found := format_of(shown(value)))}
        if len(said) != 1:
            self._report("format", "unknown_format" if values else "no_format")
            return None
        return said.pop()

    def who(self) -> str:
        values = self._several("who")
        return ", ".join(dict.fromkeys(shown(value) for _column, value in values)) if values else ""

    def text(self, key: str) -> str:
        return shown(self._usable(key))

    def texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for key in self._cells.header.columns:
            name, _underscore, language = key.partition("_")
            if name not in IN_LANGUAGES:
                continue
            text = _as_written(self._usable(key))
            if not text or (name == "venue" and not self._is_ours and not is_venue(text)):
                continue
            if len(text) > LONGEST[name]:
                self._report(key, "too_long")
            texts[f"{name}_{language or self._language(text)}"] = text
        return texts

    @property
    def _is_ours(self) -> bool:
        """Our own export, known by its codes of places: what stands there was accepted as it stands."""
        return "kato" in self._cells.header.columns

    def _language(self, text: str) -> str:
        """That of the table; in a Russian one a text with Kazakh letters is Kazakh, unless its words are Russian."""
        if self._cells.header.language == "kk":
            return "kk"
        return "kk" if has_kazakh_letters(text) and not _RUSSIAN.search(fold(text)) else "ru"


def _as_written(value: Value | None) -> str:
    """A text for people keeps its dashes and lines; only its edges are settled."""
    if not isinstance(value, str):
        return shown(value)
    return typed(value).strip()


def _line(value: Value) -> str:
    return in_one_line(value) if isinstance(value, str) else shown(value)


def _plain(value: Value) -> str | float | datetime:
    assert not isinstance(value, Trouble | ErrorValue)
    return value


def _time_of(value: str | float | datetime) -> time | None:
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, float) and value >= 1:
        return time(int(value)) if value == int(value) and 6 <= value <= 23 else None
    if isinstance(value, float):
        minutes = round(value * 24 * 60)
        return time(*divmod(minutes, 60)) if 0 < value < 1 and minutes < 24 * 60 else None
    return read_time(value)
