"""Outcome of a claim and score of an issue, from plain values."""

from __future__ import annotations

from datetime import date

import pytest

from issues.choices import HighKind, Outcome
from issues.rules.high import DUTIES
from issues.rules.outcome import Tally, outcome
from issues.rules.score import MOST, score
from issues.rules.times import answered_until
from portal.law.catalogue import versions


@pytest.mark.parametrize(
    ("tally", "running", "over"),
    [
        (Tally(), "open", "silent"),
        (Tally(askers_yes=3), "open", "confirmed"),
        (Tally(askers_yes=300, others_yes=40, askers_no=1), "disputed", "disputed"),
        (Tally(others_no=1), "open", "disputed"),
        (Tally(others_no=1, others_yes=1), "open", "disputed"),
        (Tally(others_no=1, askers_yes=1, others_yes=1), "open", "confirmed"),
        (Tally(others_yes=1), "open", "confirmed"),
        (Tally(askers_yes=2, held=1), "open", "open"),
        (Tally(askers_no=1, held=5), "disputed", "disputed"),
    ],
)
def test_outcome(tally: Tally, running: str, over: str) -> None:
    assert (outcome(tally, is_over=False), outcome(tally, is_over=True)) == (running, over)
    assert {running, over} <= set(Outcome.values)


def test_people_answer_for_fourteen_days() -> None:
    assert answered_until(date(2027, 3, 15)) == date(2027, 3, 29)


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ({"affected": None, "repeats": 0, "risk": "", "days_open": 0}, 0),
        ({"affected": 1800, "repeats": 5, "risk": "life", "days_open": 214}, 30 + 25 + 20 + 14),
        ({"affected": 9, "repeats": 0, "risk": "health", "days_open": 29}, 16),
        ({"affected": 10_000, "repeats": 90, "risk": "life", "days_open": 9000}, MOST),
        ({"affected": 10, "repeats": 0, "risk": "", "days_open": 0, "by_hand": 88}, 88),
    ],
)
def test_score(values: dict[str, int], total: int) -> None:
    assert score(**values).total == total  # type: ignore[arg-type]


def test_each_act_above_the_regions_has_its_duty_and_meets_it_in_the_period_of_the_law() -> None:
    assert set(DUTIES) == set(HighKind.values)
    for owed in DUTIES.values():
        for version in versions(owed.duty) if owed.duty else ():
            assert (version.period_kind, owed.genre in version.evidence) == (owed.period, True), owed
