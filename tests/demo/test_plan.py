"""What the demonstration plans, without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.bodies.facts.territories import in_force
from portal.demo.content.subjects import subjects
from portal.demo.content.venues import cities
from portal.demo.plan import EXTRA_VISITS, Ground, Visit, visits
from portal.demo.record import deed, progress
from portal.demo.season import UNFINISHED, LastSeason, NextSeason
from portal.kernel.periods import Period
from portal.law.counting.calendar import WorkingCalendar

AUTUMN = date(2026, 11, 24)
DAYS = [AUTUMN, date(2027, 1, 1), date(2027, 1, 12), date(2027, 6, 15), date(2026, 12, 31), date(2028, 2, 29)]
SLUGS = sorted(subjects())


def _visits(today: date, year: int) -> list[Visit]:
    return visits(Period.year(year), SLUGS, Ground(in_force(today), WorkingCalendar(), today))


def test_content_every_ministry_has_a_subject_for_each_quarter_in_three_languages():
    assert {slug: len(lines) for slug, lines in subjects().items()} == dict.fromkeys(SLUGS, 4)
    assert all(text for lines in subjects().values() for line in lines for text in (line.kk, line.ru, line.en))


def test_content_every_region_has_its_city():
    assert set(cities()) == {place.kato for place in in_force(AUTUMN) if place.is_first_rank}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_visits_on_any_day_cover_every_quarter_of_every_ministry_and_every_region(today: date):
    planned = _visits(today, today.year)

    quarters = {(slug, quarter) for slug in SLUGS for quarter in Period.year(today.year).parts("quarter")}
    assert len(planned) == len(SLUGS) * 4 + EXTRA_VISITS
    assert {(visit.slug, visit.quarter) for visit in planned} == quarters
    assert {visit.kato[:2] for visit in planned} == {kato[:2] for kato in cities()}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_visits_on_any_day_have_no_two_in_a_region_or_of_a_minister_on_a_day(today: date):
    dated = [visit for visit in _visits(today, today.year) if isinstance(visit.when, date)]

    assert len({(visit.kato[:2], visit.when) for visit in dated}) == len(dated)
    assert len({(visit.slug, visit.when) for visit in dated}) == len(dated)


def test_visits_of_the_past_have_their_day_and_time():
    past = [visit for visit in _visits(AUTUMN, 2026) if visit.quarter.end <= AUTUMN]

    assert past
    assert all(isinstance(visit.when, date) and visit.start_time for visit in past)


def test_visits_far_ahead_have_some_months_and_quarters_only():
    kinds = {visit.when.kind if isinstance(visit.when, Period) else "day" for visit in _visits(AUTUMN, 2027)}

    assert kinds == {"day", "month", "quarter"}


def test_visits_of_the_same_day_are_the_same_and_of_another_day_are_not():
    assert _visits(AUTUMN, 2026) == _visits(AUTUMN, 2026)
    assert _visits(AUTUMN, 2026) != _visits(AUTUMN + timedelta(days=1), 2026)


def test_last_season_steps_follow_one_another_and_keep_to_the_law():
    season = LastSeason(Period.year(2027))

    steps = [
        season.filed_on("transport", 0),
        season.accepted_on,
        season.agreement_on,
        season.answered_on,
        season.remarks_answered_on,
        season.silent_on,
        season.sent_on,
        season.approved_on,
        season.published_on,
    ]
    assert steps == sorted(steps)
    assert season.filed_on("water", 3) == date(2026, 11, 27)
    assert season.sent_on == date(2026, 12, 14)
    assert season.published_on <= date(2026, 12, 31)


@pytest.mark.parametrize(
    ("today", "filed", "accepted", "returned", "late"),
    [
        (date(2026, 9, 1), 0, 0, 0, 0),
        (date(2026, 9, 16), 0, 0, 0, 0),
        (date(2026, 9, 17), 10, 2, 1, 0),
        (date(2026, 11, 24), 10, 2, 1, 0),
        (date(2026, 12, 1), 10, 2, 1, 0),
        (date(2026, 12, 2), 10, 2, 1, 0),
        (date(2026, 12, 3), 11, 2, 1, 1),
        (date(2026, 12, 15), 12, 2, 1, 2),
        (date(2026, 12, 16), 18, 18, 0, 0),
    ],
    ids=str,
)
def test_next_season_goes_on_with_the_days(today: date, filed: int, accepted: int, returned: int, late: int):
    season = NextSeason(Period.year(2027), today)

    filings = season.filings(SLUGS)

    assert len(filings) == filed
    assert sum(filing.accepted_on is not None for filing in filings) == accepted
    assert sum(filing.returned_on is not None for filing in filings) == returned
    assert sum(filing.filed_on > season.due_on for filing in filings) == late
    assert UNFINISHED not in {filing.slug for filing in filings}
    assert all(
        filing.filed_on <= (filing.returned_on or filing.accepted_on or filing.filed_on) <= today for filing in filings
    )


def test_deed_is_the_same_whenever_it_is_asked():
    asked = {"duty": "B-1.7", "period_key": "2026-Q2", "due_on": date(2026, 7, 10), "since": date(2025, 7, 1)}

    first = {slug: deed(slug=slug, today=date(2026, 11, 24), **asked) for slug in SLUGS}
    later = {slug: deed(slug=slug, today=date(2026, 12, 24), **asked) for slug in SLUGS}

    assert first == later
    assert all(first.values())


def test_deed_never_lies_in_the_future_or_before_the_beginning():
    since, today, due_on = date(2026, 7, 8), date(2026, 7, 12), date(2026, 7, 10)

    deeds = [
        deed(duty="C-3.5d", slug=f"akimat-{kato}", period_key="2026-Q2", due_on=due_on, since=since, today=today)
        for kato in cities()
    ]

    assert all(since <= done.on <= today for done in deeds if done is not None)


QUARTERS = {"2025-Q4": date(2026, 1, 10), "2026-Q1": date(2026, 4, 10), "2026-Q2": date(2026, 7, 10)}


def _progress(slug: str, key: str, today: date) -> date | None:
    found = progress(slug=slug, period_key=key, due_on=QUARTERS[key], since=date(2025, 7, 1), today=today)
    return found.on if found else None


@pytest.mark.parametrize("key", QUARTERS)
def test_quarter_is_published_on_a_working_day_of_the_last_week_and_by_two_bodies_after_it(key: str):
    due_on, over = QUARTERS[key], Period.parse(key)
    days = {slug: _progress(slug, key, date.max) for slug in (*SLUGS, "akimat-434835000", "akimat-434600000")}

    late = {slug: (on - due_on).days for slug, on in days.items() if on > due_on}
    assert set(late) == {"akimat-434600000", "tourism"}
    assert 3 <= late["akimat-434600000"] <= 9 < late["tourism"]
    in_time = [on for on in days.values() if on <= due_on]
    assert all(on.weekday() < 5 and over.end <= on for on in in_time)
    assert len(set(in_time)) > 2


def test_quarter_is_not_published_before_its_day_comes_and_always_on_the_same():
    on = _progress("energy", "2026-Q2", date.max)

    assert _progress("energy", "2026-Q2", on - timedelta(days=1)) is None
    assert _progress("energy", "2026-Q2", on) == _progress("energy", "2026-Q2", on + timedelta(days=90)) == on


def test_quarter_is_published_by_nobody_before_joining_the_portal():
    found = progress(
        slug="energy", period_key="2026-Q2", due_on=date(2026, 7, 10), since=date(2026, 7, 10), today=date.max
    )

    assert found.on == date(2026, 7, 10)
