"""A row as read, as kept while it is mended, and as a meeting of the proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from portal.bodies.models import Official, Territory
from portal.kernel.folding import fold
from portal.kernel.when import When
from schedules.models import Import, ImportRow, Planned, Proposal
from schedules.models.imports import WHOLE_ROW
from schedules.queries.row_bodies import officials_for
from schedules.services.rows_data import RowData, lies_in_unit_of
from schedules.workbooks.officials import Officials

if TYPE_CHECKING:
    from schedules.workbooks import ReadRow

_TEXT_NAMES = tuple(f"{name}_{language}" for name in ("subject", "venue", "ground") for language in ("kk", "ru", "en"))


#: Notes that a problem of the cell says as well: whoever mends the cell has answered both.
_SAID_AT_THE_CELL = {"cancelled": "cancelled", "weekday": "weekday_differs"}


class Resolver:
    """Finds the officials and places a reading names. Two statements, however many rows."""

    def __init__(self, proposal: Proposal, today: date, codes: Iterable[str]) -> None:
        self._rows = proposal.its_kind.rows
        on = max(today, proposal.period.start)
        self._officials = officials_for(proposal, on) or officials_for(proposal, today)
        self._heads = {head.body.territory.kato: head for head in self._officials if head.body.territory is not None}
        in_force = Territory.objects.in_force(on if self._rows.of_bodies_below else today).filter(kato__in=codes)
        self._places = {place.kato: place for place in in_force}

    def territory(self, kato: str | None) -> Territory | None:
        return self._places.get(kato) if kato else None

    def official(self, row: ReadRow) -> Official | None:
        """The one official the cell names; of an empty cell whom rows of this kind are of by default.

        Where places are told by their heads, the head of the place.
        """
        if self._rows.of_bodies_below:
            return self._heads.get(row.seat)
        return official_named(self._officials, row.who, self._rows.by_default)


def official_named(officials: Iterable[Official], who: str, post: str | None) -> Official | None:
    """The one of them that a text names; of no text who alone holds the post; nothing when unsure.

    What an imported cell and one pasted into our own table both mean by «Министр».
    """
    known = Officials(officials)
    return known.find(who) if fold(who) else known.holder(post or "")


def stored(imported: Import, row: ReadRow, resolver: Resolver) -> ImportRow:
    """The row as it is kept for the preview; an official or place that is not found becomes a problem at its cell."""
    official, territory = resolver.official(row), resolver.territory(row.territory)
    problems: list[dict[str, Any]] = [
        {
            "field": problem.field,
            "cell": problem.cell,
            "code": problem.code,
            "written": problem.written,
            "choices": list(problem.choices),
        }
        for problem in row.problems
    ]
    problems += [
        {"field": WHOLE_ROW, "cell": note.cell, "code": note.code, "written": note.written, "choices": []}
        for note in row.notes
        if not any(problem["code"] == _SAID_AT_THE_CELL.get(note.code) for problem in problems)
    ]
    if official is None and not any(problem["field"] == "who" for problem in problems):
        problems.append(_problem(row, "who", "unknown_official"))
    if territory is None and not any(problem["field"] == "place" for problem in problems):
        problems.append(_problem(row, "place", "unknown_place"))
    return ImportRow(
        of=imported,
        sheet=row.sheet,
        number=row.row,
        column=row.column,
        official=official,
        territory=territory,
        days=[day.isoformat() for day in row.dates],
        period_when=row.period_key,
        start_time=row.start_time,
        format=row.format or "",
        texts=dict(row.texts),
        note=row.note,
        cells=dict(row.cells),
        written=dict(row.written),
        unused=dict(row.unused),
        problems=problems,
    )


def _problem(row: ReadRow, field: str, code: str) -> dict[str, Any]:
    return {
        "field": field,
        "cell": row.cells.get(field, ""),
        "code": code,
        "written": row.written.get(field, ""),
        "choices": [],
    }


def outside_unit(row: ImportRow, fields: Collection[str]) -> list[dict[str, Any]]:
    """A problem at each of `fields` that tells who or where, when the place lies outside the akim's unit."""
    if row.official is None or row.territory is None or lies_in_unit_of(row.official, row.territory):
        return []
    written = {"code": "not_of_akim", "written": row.written.get("place", ""), "choices": []}
    return [{"field": name, "cell": row.cells.get(name, ""), **written} for name in ("who", "place") if name in fields]


def without_notes(problems: Iterable[Mapping[str, Any]], codes: Collection[str]) -> list[Mapping[str, Any]]:
    """Problems of a row but those notes, which somebody has confirmed."""
    return [problem for problem in problems if problem["field"] != WHOLE_ROW or problem["code"] not in codes]


def row_data(row: ImportRow) -> RowData:
    """Typed content of an understood row."""
    assert row.official is not None
    assert row.territory is not None
    days = row.dates
    when = When(tuple(days)) if days else When.parse(row.period_when)
    return RowData(
        official=row.official,
        territory=row.territory,
        day=when.days[0] if days else None,
        more_days=when.days[1:],
        month_key=when.key_of("month"),
        quarter_key=when.key_of("quarter"),
        half_key=when.key_of("half"),
        start_time=row.start_time if days else None,
        format=row.format,
        **{name: row.texts[name] for name in _TEXT_NAMES if row.texts.get(name)},
    )


class Known:
    """Rows that stand already, by what a person would call the same meeting by."""

    def __init__(self, rows: Iterable[Planned]) -> None:
        self._rows: dict[tuple[Any, ...], list[Planned]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row: Planned) -> None:
        self._rows[_key(row)].append(row)

    def like(self, row: Planned, texts: Mapping[str, str]) -> Any:
        """The row that says the same, word for word in the texts that are given: a book may have them in one language.

        Nothing when there is none.
        """
        said = {name: text for name, text in texts.items() if name in _TEXT_NAMES}
        alike = self._rows.get(_key(row), ())
        return next((each for each in alike if all(getattr(each, name) == text for name, text in said.items())), None)


def _key(row: Planned) -> tuple[Any, ...]:
    return row.official_id, row.territory_id, row.when, row.start_time, row.format
