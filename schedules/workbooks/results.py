"""What reading a workbook gives: rows, what is wrong at which cell, and what was passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from portal.kernel.periods import Period
from schedules.workbooks import sentences

#: Columns of a plan as the reader knows them.
FIELDS = ("number", "place", "kato", "date", "time", "who", "format", "venue", "subject", "ground", "note")


@dataclass(frozen=True)
class CellProblem:
    """Something at a cell that was not understood, or is understood and cannot be.

    `field` is one of FIELDS; `written` is what stands in the cell; `choices` are codes of places (KATO) to ask about.
    """

    cell: str
    code: str
    field: str
    written: str = ""
    choices: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """A sentence in the active language."""
        return str(sentences.PROBLEMS[self.code]) % {"written": self.written, "cell": self.cell}


@dataclass(frozen=True)
class Note:
    """Why a row must not be taken over without a word, though it may read well. `code` is one of `sentences.NOTES`."""

    code: str
    cell: str = ""
    written: str = ""

    @property
    def message(self) -> str:
        return str(sentences.NOTES[self.code]) % {"written": self.written, "cell": self.cell}


@dataclass(frozen=True)
class ReadRow:
    """One meeting as read. What is unknown is None or empty, and then a problem says why.

    Of `dates`, `month`, `quarter` and `half` (period keys) at most one is given. `texts` maps "subject_kk" and so on;
    `post` is a value of `bodies.choices.Post`, or empty when `who` names none. `cells` and `written` map fields to the
    cell's address and to what stands there; `unused` maps the addresses of cells that were not read to their texts.
    `column` names the column of places of a table that stands beside another; `seat` is the code of the place whose
    first head meets the people, where a kind of plan names them so.
    """

    sheet: str
    row: int
    territory: str | None = None
    format: str | None = None
    dates: tuple[date, ...] = ()
    month: str = ""
    quarter: str = ""
    half: str = ""
    start_time: time | None = None
    who: str = ""
    post: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[CellProblem, ...] = ()
    #: The row, or a column of the table, is hidden in the workbook: read all the same, and told.
    is_hidden: bool = False
    seat: str = ""
    notes: tuple[Note, ...] = ()
    unused: Mapping[str, str] = field(default_factory=dict)
    column: str = ""

    @property
    def is_understood(self) -> bool:
        """Whether the row can become a meeting without a further word."""
        return not self.problems and not self.notes

    @property
    def note_codes(self) -> list[str]:
        return list(dict.fromkeys(note.code for note in self.notes))

    @property
    def period_key(self) -> str:
        """Key of the month, quarter or half-year; empty when days are named or nothing is."""
        return self.month or self.quarter or self.half

    def problem(self, of: str) -> CellProblem | None:
        """The first problem of a field."""
        return next((problem for problem in self.problems if problem.field == of), None)


@dataclass(frozen=True)
class Skipped:
    """A row, or a whole sheet (row 0), that is no meeting. `why` is a stable code."""

    sheet: str
    row: int
    why: str
    written: str = ""

    @property
    def message(self) -> str:
        return str(sentences.SKIPPED[self.why])


@dataclass(frozen=True)
class Reading:
    """The whole workbook. `sha256` is of the file as it was given; `language` is that of most sheets, "kk" or "ru"."""

    rows: list[ReadRow]
    skipped: list[Skipped]
    period: Period
    sha256: str
    language: str

    @property
    def understood(self) -> list[ReadRow]:
        return [row for row in self.rows if row.is_understood]

    @property
    def puzzling(self) -> list[ReadRow]:
        return [row for row in self.rows if not row.is_understood]
