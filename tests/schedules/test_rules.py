"""Rules over plain values, without a database."""

from __future__ import annotations

from datetime import date

import pytest

from portal.kernel.periods import Period
from portal.kernel.when import When
from schedules import rules

YEAR = Period.year(2027)


def line(key: int, when: date | Period, *, body: int = 1, official: int = 1, region: int = 1) -> rules.Line:
    named = When(period=when) if isinstance(when, Period) else When((when,))
    return rules.Line(key=key, body=body, official=official, region=region, when=named, first_head=True)


@pytest.mark.parametrize(
    ("done_on", "days"),
    [(date(2026, 11, 30), 0), (date(2026, 12, 1), 0), (date(2026, 12, 2), 1), (date(2027, 1, 1), 31)],
)
def test_days_late_counts_days_after_the_last_day_in_time(done_on: date, days: int) -> None:
    assert rules.days_late(done_on, date(2026, 12, 1)) == days


def test_answer_due_on_counts_from_the_day_after() -> None:
    assert rules.answer_due_on(date(2026, 12, 4)) == date(2026, 12, 9)


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 12, 31)])
def test_plannable_years_are_the_next_and_the_running(today: date) -> None:
    assert rules.plannable_years(today) == ("2027", "2026")


def texts(**given: str) -> dict[str, str]:
    empty = {f"{name}_{language}": "" for name in rules.PAIRED_TEXTS for language in rules.PUBLISHED_LANGUAGES}
    return {**empty, **given}


@pytest.mark.parametrize(
    ("given", "gaps"),
    [
        ({}, (("subject", "kk"), ("subject", "ru"))),
        ({"subject_kk": "Су", "subject_ru": "Вода"}, ()),
        ({"subject_kk": "Су", "subject_ru": "  "}, (("subject", "ru"),)),
        ({"subject_kk": "Су", "subject_ru": "Вода", "venue_ru": "Зал"}, (("venue", "kk"),)),
        ({"subject_kk": "Су", "subject_ru": "Вода", "ground_kk": "Өтініштер"}, (("ground", "ru"),)),
    ],
)
def test_text_gaps_asks_for_the_subject_and_for_the_other_half_of_a_pair(given, gaps) -> None:
    assert rules.text_gaps(texts(**given)) == gaps


def test_line_concerns_name_what_deserves_a_look() -> None:
    holiday = date(2027, 5, 9)
    lines = [
        line(1, date(2027, 5, 20)),
        line(2, date(2027, 5, 20)),
        line(3, holiday, official=2),
        line(4, date(2028, 1, 5), official=3),
        line(5, date(2027, 1, 15), official=4),
        line(6, Period.month(2027, 4)),
        line(7, date(2027, 5, 20), official=5),
    ]
    found = rules.line_concerns(lines, period=YEAR, today=date(2027, 1, 15), days_off=frozenset({holiday}))
    assert found == {1: ("same_day",), 2: ("same_day",), 3: ("day_off",), 4: ("outside",), 5: ("past",)}


def test_clashes_are_different_bodies_in_one_region_on_one_day() -> None:
    day = date(2027, 5, 20)
    first, second = line(1, day), line(2, day, body=2)
    others = [
        line(3, day, body=3, region=2),
        line(4, date(2027, 5, 21), body=4),
        line(5, day, region=3),
        line(6, day, region=3),
    ]
    undated = line(7, Period.month(2027, 4), body=5)
    assert rules.clashes([first, second, *others, undated]) == ((first, second),)


def test_unvisited_keeps_the_order_given() -> None:
    assert rules.unvisited([3, 1, 2], [line(1, date(2027, 5, 20), region=1)]) == (3, 2)


def test_canonical_is_one_spelling_whatever_the_order_of_keys() -> None:
    assert rules.canonical({"б": 1, "а": [None, "ә"]}) == '{"а":[null,"ә"],"б":1}'.encode()
    assert rules.canonical({"а": [None, "ә"], "б": 1}) == rules.canonical({"б": 1, "а": [None, "ә"]})


def test_fingerprint_is_the_hash_of_the_canonical_json() -> None:
    assert rules.fingerprint({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
