"""The year at a glance: bodies by months."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.utils.translation import gettext as _

from portal.bodies.choices import Post
from portal.bodies.facts.territories import tiles
from portal.bodies.models import Body
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kit import formats
from portal.kit.paging import PER_PAGE
from schedules.models import ScheduleEntry
from schedules.queries.rows import when_in_words
from schedules.querysets import Tally


@dataclass(frozen=True)
class Mark:
    """One meeting in a cell: a few letters to see, words to hear, and the page of the list below that tells it all."""

    entry: ScheduleEntry
    letters: str
    words: str
    page: int
    #: Whether its days are over. What is known of the meeting itself stands on its own page.
    is_over: bool = False


@dataclass(frozen=True)
class Cell:
    """A month; or a whole quarter (`span` 3) when no month is known, or when nothing is planned (`gap`)."""

    period: Period
    marks: tuple[Mark, ...] = ()
    span: int = 1
    gap: Period | None = None
    opens_quarter: bool = False
    #: Instead of marks, where there are too many: how many meetings begin in the month, and the month in words.
    count: int = 0
    words: str = ""


@dataclass(frozen=True)
class MonthColumn:
    """The head of a column: a short name to see, the full one to hear."""

    key: str
    name: str
    short: str
    opens_quarter: bool


@dataclass(frozen=True)
class MatrixRow:
    body: Body
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    months: tuple[MonthColumn, ...]
    rows: tuple[MatrixRow, ...]
    is_counted: bool = False
    #: How many bodies have no row, of many: those with the fewest meetings.
    left_out: int = 0
    #: What the letters of the marks stand for: letters and name, in the order of the letters.
    places: tuple[tuple[str, str], ...] = ()

    @property
    def has_over(self) -> bool:
        return any(mark.is_over for row in self.rows for cell in row.cells for mark in cell.marks)


def year_matrix(
    period: Period, bodies: Iterable[Body], entries: Sequence[ScheduleEntry], bound: Iterable[int] = ()
) -> Matrix:
    """Rows for `bodies`, from entries in the order of the list. No statement: places and officials must be loaded.

    `bound` are ids of bodies whose empty quarters are shown as gaps.
    """
    by_body: dict[int, list[Mark]] = defaultdict(list)
    places: dict[str, str] = {}
    for mark in _marks(entries):
        by_body[mark.entry.body_id].append(mark)
        places[mark.letters] = str(mark.entry.territory.region.name)
    shown_gaps = set(bound)
    return Matrix(
        months=_columns(period),
        rows=tuple(
            MatrixRow(
                body,
                tuple(
                    cell
                    for quarter in period.parts("quarter")
                    for cell in _quarter_cells(quarter, by_body[body.pk], shows_gap=body.pk in shown_gaps)
                ),
            )
            for body in bodies
        ),
        places=tuple(sorted(places.items())),
    )


def counted_matrix(period: Period, bodies: Iterable[Body], tallies: Iterable[Tally], *, left_out: int = 0) -> Matrix:
    """The same of a schedule of thousands: numbers by body and month. No statement."""
    counts: Counter[tuple[int, date]] = Counter()
    for tally in tallies:
        counts[tally.body, tally.month] += tally.entries
    opening = {quarter.start for quarter in period.parts("quarter")}
    months = [(month, month.start in opening, formats.month_year(month.start)) for month in period.parts("month")]
    rows = [
        MatrixRow(
            body,
            tuple(
                Cell(month, count=counts[body.pk, month.start], opens_quarter=opens, words=words)
                for month, opens, words in months
            ),
        )
        for body in bodies
    ]
    return Matrix(months=_columns(period), rows=tuple(rows), is_counted=True, left_out=left_out)


def _columns(period: Period) -> tuple[MonthColumn, ...]:
    opening = {quarter.start for quarter in period.parts("quarter")}
    language = formats.language()
    return tuple(
        MonthColumn(
            key=month.key,
            name=formats.month_name(month.start),
            short=format_date(month.start, "LLL", locale=language).rstrip("."),
            opens_quarter=month.start in opening,
        )
        for month in period.parts("month")
    )


def _marks(entries: Sequence[ScheduleEntry]) -> Iterable[Mark]:
    language, today = formats.language(), clock.today()
    letters = {tile.kato: tile.small[language] for tile in tiles()}  # type: ignore[index]
    for number, entry in enumerate(entries):
        region = entry.territory.region
        place = str(entry.territory.name)
        yield Mark(
            entry=entry,
            letters=letters.get(region.kato, str(region.short)),
            words=_("%(when)s: %(place)s") % {"when": when_in_words(entry), "place": place},
            page=number // PER_PAGE + 1,
            is_over=entry.when.end <= today,
        )


def _quarter_cells(quarter: Period, marks: Sequence[Mark], *, shows_gap: bool) -> list[Cell]:
    here = tuple(mark for mark in marks if quarter.contains(mark.entry.span_start))
    if shows_gap and not any(mark.entry.official.post == Post.FIRST_HEAD for mark in here):
        return [Cell(quarter, here, span=3, gap=quarter, opens_quarter=True)]
    if here and all(mark.entry.quarter_key for mark in here):
        return [Cell(quarter, here, span=3, opens_quarter=True)]
    # A meeting known only by its quarter stands in the quarter's first month, and its words say so.
    return [
        Cell(
            month,
            tuple(mark for mark in here if month.contains(mark.entry.span_start)),
            opens_quarter=number == 0,
        )
        for number, month in enumerate(quarter.parts("month"))
    ]
