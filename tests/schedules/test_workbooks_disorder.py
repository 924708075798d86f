"""The reader against disorder made by a seed: nearly everything is read, and nothing is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import pytest

from portal.bodies.facts.territories import in_force
from portal.kernel.periods import Period
from schedules.workbooks import Owner, PlaceIndex, ReadRow, Unreadable, read_workbook
from schedules.workbooks.sentences import NOTES
from tests.schedules.disorder import make
from tests.schedules.disorder_builds import BUILDS
from tests.schedules.disorder_truth import Truth

YEAR = Period.parse("2027")
#: The titles of the ordinary books name no ministry, or this one.
OWNER = Owner(("Министерство сельского хозяйства", "Ауыл шаруашылығы министрлігі"))
WANTED = 0.98


@dataclass
class Score:
    rows: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    builds: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)


def is_right(row: ReadRow, truth: Truth) -> bool:
    place, when, mode = row.problem("place"), row.problem("date"), row.problem("format")
    return (
        row.territory == truth.territory
        and row.format == truth.format
        and row.dates == truth.dates
        and row.period_key == truth.period
        and (place.code if place else "") == truth.place_code
        and (when.code if when else "") == truth.date_code
        and (mode.code if mode else "") == truth.format_code
        and {problem.field for problem in row.problems} <= {"place", "date", "format"}
        and truth.post in (None, row.post)
        and tuple(row.note_codes) == truth.notes
        and tuple(row.unused.values()) == truth.unused
    )


def is_invented(row: ReadRow, truth: Truth) -> bool:
    """Something is said of the place or the time that the workbook does not say."""
    place = row.territory is not None and row.territory != truth.territory
    when = bool(row.dates or row.period_key) and (row.dates, row.period_key) != (truth.dates, truth.period)
    # What was set aside, called off or meant for somebody else is never taken over without a word.
    noted = row.is_understood and bool(truth.notes)
    who = bool(row.post) and truth.post is not None and row.post != truth.post
    return noted or who or place or when or (row.format is not None and row.format != truth.format)


def judge(seeds: range) -> Score:
    places = PlaceIndex(in_force(date(2026, 11, 24)))
    score = Score()
    for seed in seeds:
        made = make(seed)
        score.rows += len(made.truth)
        score.builds.add(made.build)
        score.notes.update(code for truth in made.truth.values() for code in truth.notes)
        try:
            reading = read_workbook(BytesIO(made.content), period=YEAR, places=places, owner=OWNER)
        except Unreadable as refusal:
            score.wrong.append(f"seed {seed}: {refusal}")
            continue
        read = {(f"{row.sheet}|{row.column}" if row.column else row.sheet, row.row): row for row in reading.rows}
        for where, truth in made.truth.items():
            row = read.pop(where, None)
            if row is not None and is_right(row, truth):
                score.right += 1
                continue
            told = f"seed {seed}, {where}: {truth} was read as {row}"
            score.wrong.append(told)
            if row is not None and is_invented(row, truth):
                score.invented.append(told)
        score.invented += [f"seed {seed}: {row}" for row in read.values() if row.is_understood]
        score.wrong += [f"seed {seed}: {row} is no meeting" for row in read.values()]
    return score


def test_read_workbook_of_further_disorder_reads_nearly_all_and_invents_nothing() -> None:
    score = judge(range(100))
    assert score.builds == {"", *(build.__name__ for build in BUILDS)}
    # Names of akims stand in calendars alone.
    assert score.notes == set(NOTES) - {"akim_name"}
    assert score.invented == []
    assert score.right / score.rows >= WANTED, "\n".join(score.wrong[:10])


@pytest.mark.slow
def test_read_workbook_of_much_more_disorder_reads_nearly_all_and_invents_nothing() -> None:
    score = judge(range(1_000, 3_000))
    assert score.invented == []
    assert score.right / score.rows >= WANTED, "\n".join(score.wrong[:10])
