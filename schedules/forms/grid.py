"""A row typed or pasted into our own table, as texts by column: understood, or refused cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.bodies.models import Official
from portal.kernel.errors import Invalid
from portal.kernel.folding import fold, in_one_line, tidy, typed
from portal.kernel.wording import LANGUAGES
from portal.kit import formats
from portal.kit.texts import columns_of, longest
from portal.sheets.days import read_lines
from portal.sheets.times import leaves_open, read_time
from schedules.choices import MeetingFormat
from schedules.models import Proposal, ProposalRow
from schedules.queries.grid import is_long, official_labels, place_label, row_cells
from schedules.queries.row_bodies import officials_for, places_for
from schedules.queries.rows import places
from schedules.services.imports_rows import official_named
from schedules.services.rows_data import RowData
from schedules.workbooks import Guide, ReadRow, guide_to
from schedules.workbooks.formats import format_of
from schedules.workbooks.places import PlaceIndex
from schedules.workbooks.sentences import PROBLEMS
from schedules.workbooks.venues import is_venue

#: The columns of texts, and how long each may be; the other cells are names and dates.
_LONGEST = {name: longest(ProposalRow, name[:-3]) for name in columns_of(ProposalRow)}
#: At which cell a refusal of the services is shown.
CELL_OF = {
    "day": "when",
    "more_days": "when",
    "month_key": "when",
    "quarter_key": "when",
    "half_key": "when",
    "start_time": "time",
    "territory": "place",
}


class CellReader:
    """Understands rows of one proposal. Three statements, however many rows."""

    def __init__(self, proposal: Proposal, on: date) -> None:
        self._period = proposal.period
        self._language = formats.language()
        officials = officials_for(proposal, on)
        # Also in the other languages: rows are pasted from texts in either, and kept while the page changes its own.
        self._all_officials = officials
        labelled = [pair for language in LANGUAGES for pair in _labelled(officials, language)]
        self._officials = _unique([(label, official) for official, label in labelled])
        self._titles = _unique(_named(officials, "title"))
        self._names = _unique(_named(officials, "full_name"))
        self._guide = None
        if is_long(proposal):
            # The words of workbooks: the akim and the place of a row tell each other.
            self._guide = guide_to(proposal.kind, proposal.body, proposal.period, on)
            self._heads = {row.body.territory.kato: row for row in officials if row.body.territory is not None}
            everywhere = places_for(proposal, on)
        else:
            regions, districts = places(max(on, proposal.period.start))
            everywhere = [*regions, *districts]
        self._by_code = {place.kato: place for place in everywhere}
        self._labels = _unique([(place_label(place), place) for place in everywhere])
        self._index = PlaceIndex([] if self._guide is not None else everywhere)
        self._periods = {
            fold(formats.period_name(part.key, language)): part
            for kind in ("month", "quarter", "half")
            for part in self._period.parts(kind)  # type: ignore[arg-type]
            for language in LANGUAGES
        }

        self._formats = {fold(name): each.value for each in MeetingFormat for name in (each.value, *_labels_of(each))}

    def read(self, cells: Mapping[str, str], row: ProposalRow | None = None) -> RowData:
        """Typed content. What the table has no column for, and names that stand in the row already, are the row's.

        Raises Invalid with every cell that was not understood.
        """
        errors: dict[str, list[Any]] = {}
        given: dict[str, Any] = {}
        if self._guide is not None:
            given, errors = self._guided(self._guide, cells, row)
        for name, reading, settled in (
            ("official", self._official, tidy),
            ("place", self._place, in_one_line),
            ("when", self._when, str.strip),
            ("time", self._time, tidy),
            ("format", self._format, tidy),
        ):
            if self._guide is not None and name in ("official", "place"):
                continue
            try:
                given |= reading(settled(typed(cells.get(name, ""))), row)
            except _Unread as unread:
                errors[name] = [str(unread)]
        texts: dict[str, Any] = {name: _text(name, cells, row) for name in _LONGEST}
        for name, text in texts.items():
            if len(text) > _LONGEST[name]:
                errors[name] = [PROBLEMS["too_long"]]
        when = given.pop("when_time", None)
        given["start_time"] = given.get("start_time") or when
        if errors:
            raise Invalid(_("Some cells were not understood."), errors=errors, code="cells")
        return RowData(**given, **texts)

    def _guided(
        self, guide: Guide, cells: Mapping[str, str], row: ProposalRow | None
    ) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        """Akim and place as a calendar of the region names them; what stands in the row already is the row's."""
        who, place = tidy(typed(cells.get("official", ""))), in_one_line(typed(cells.get("place", "")))
        if row is not None:
            kept = row_cells(row, ("official", "place"), {}, inside_region=True)
            if (fold(who), fold(place)) == (fold(kept["official"]), fold(kept["place"])):
                return {"official": row.official, "territory": row.territory}, {}
        read = guide.settled(
            ReadRow("", 0, written={"who": who, "place": place}, cells={"who": "", "place": "", "format": ""}),
            language=self._language,
        )
        given = {"official": self._heads.get(read.seat), "territory": self._by_code.get(read.territory or "")}
        errors: dict[str, list[Any]] = {}
        for problem in read.problems:
            choices = [
                place_label(self._by_code[code], inside_region=True)
                for code in problem.choices
                if code in self._by_code
            ]
            sentence = str(_Unread(_sentence(problem.code, problem.written), choices))
            errors.setdefault("official" if problem.field == "who" else problem.field, [sentence])
        if given["official"] is None:
            errors.setdefault("official", [_sentence("unknown_akim", who)])
        if given["territory"] is None:
            errors.setdefault("place", [_sentence("unknown_place", place)])
        return given, errors

    # -- one cell each; `row` is the row as it was before -----------------------------------------------------------
    def _official(self, text: str, row: ProposalRow | None) -> dict[str, Any]:
        if not text:
            raise _Unread(_("Choose who meets the people."))
        wanted = fold(text)
        found = self._officials.get(wanted) or self._titles.get(wanted) or self._names.get(wanted)
        if found is None and row is not None and wanted in map(fold, official_labels([row.official]).values()):
            found = row.official
        # The words of workbooks: «Министр» is whoever holds that post alone.
        found = found or official_named(self._all_officials, text, None)
        if found is None:
            raise _Unread(_("There is no such person in this list: “%(written)s”. Choose one.") % {"written": text})
        return {"official": found}

    def _place(self, text: str, row: ProposalRow | None) -> dict[str, Any]:
        place = self._labels.get(fold(text))
        if place is None and row is not None and fold(place_label(row.territory)) == fold(text):
            place = row.territory
        if place is not None:
            return {"territory": place}
        found = self._index.find(text, language="kk" if self._language == "kk" else "ru")
        if found.kato in self._by_code:
            return {"territory": self._by_code[found.kato]}
        choices = [place_label(self._by_code[code]) for code in found.choices if code in self._by_code]
        raise _Unread(_sentence(found.code or "unknown_place", text), choices)

    def _when(self, text: str, row: ProposalRow | None) -> dict[str, Any]:
        part = self._periods.get(fold(text))
        if part is not None:
            return {f"{part.kind}_key": part.key}
        when = read_lines(text, self._period)
        if when.code:
            raise _Unread(_sentence(when.code, text))
        return {
            "day": when.dates[0] if when.dates else None,
            "more_days": when.dates[1:],
            "month_key": when.month,
            "quarter_key": when.quarter,
            "half_key": when.half,
            "when_time": when.start_time,
        }

    def _time(self, text: str, row: ProposalRow | None) -> dict[str, time | None]:
        found = read_time(text)
        if found is None and not leaves_open(text):
            raise _Unread(_sentence("unclear_time", text))
        return {"start_time": found}

    def _format(self, text: str, row: ProposalRow | None) -> dict[str, str]:
        found = self._formats.get(fold(text)) or format_of(text)
        if found is None:
            raise _Unread(_sentence("unknown_format" if text else "no_format", text))
        return {"format": found}


class _Unread(ValueError):
    """A cell that was not understood: a sentence for the person, and names to choose from."""

    def __init__(self, sentence: str, choices: list[str] | None = None) -> None:
        super().__init__(f"{sentence} {'; '.join(choices)}" if choices else sentence)


def _sentence(code: str, written: str) -> str:
    return str(PROBLEMS[code]) % {"written": written, "cell": ""}


def _labelled(officials: list[Official], language: str) -> list[tuple[Official, str]]:
    with translation.override(language):
        labels = official_labels(officials)
    return [(official, labels[official.pk]) for official in officials]


def _named(officials: list[Official], name: str) -> list[tuple[str, Any]]:
    said = [(getattr(official, f"{name}_{language}"), official) for official in officials for language in LANGUAGES]
    return [(text, official) for text, official in said if text]


def _unique(named: list[tuple[str, Any]]) -> dict[str, Any]:
    """By folded name; a name that several bear names none."""
    found: dict[str, list[Any]] = {}
    for name, thing in named:
        things = found.setdefault(fold(name), [])
        if thing not in things:
            things.append(thing)
    return {name: things[0] for name, things in found.items() if len(things) == 1}


def _labels_of(each: MeetingFormat) -> list[str]:
    labels = []
    for language in LANGUAGES:
        with translation.override(language):
            labels.append(str(each.label))
    return labels


def _text(name: str, cells: Mapping[str, str], row: ProposalRow | None) -> str:
    if name not in cells:
        return getattr(row, name) if row is not None else ""
    text = typed(cells[name]).strip()
    # Subjects and venues are one line; the reasons may have paragraphs.
    if _LONGEST[name] <= 300:
        text = " ".join(text.split())
    # What stands in the row already was accepted as it stands.
    is_new = row is None or getattr(row, name) != text
    return "" if is_new and name.startswith("venue_") and not is_venue(text) else text
