"""Decree No. 826 as amended, from January 2024: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.kernel import clock
from portal.kernel.periods import Period
from portal.law import catalogue
from portal.law.counting.due import Bound
from portal.law.counting.events import Event
from portal.law.decree_826_akims.calendar import CALENDAR
from portal.law.decree_826_akims.progress import PROGRESS
from portal.law.duty import Confidence
from portal.law.owner_decisions import SETTLED, SHIPPED
from portal.law.printed.plain import exempt_bodies
from portal.law.registry import rule_for
from portal.law.stating import AKIMS
from tests.law.asking import event_day, keys_of, stands, version

#: What was read in the edition in force; the frequencies are known from news, the rest is presumed to be as before.
CONFIRMED = ["C-1", "C-2.1"]


def test_duties_are_those_of_the_first_edition() -> None:
    assert sorted(keys_of("C2")) == sorted(keys_of("C1"))


def test_only_what_is_known_of_the_amendment_is_confirmed() -> None:
    confirmed = [duty.key for duty in catalogue.of_act("C2") if duty.confidence is Confidence.VERIFIED]
    assert confirmed == CONFIRMED
    assert all(duty.doubt is not None for duty in catalogue.of_act("C2") if duty.key not in CONFIRMED)


@pytest.mark.parametrize(
    ("instant", "ended_on", "due_on"),
    [
        # Clocks still showed UTC+6: half past eleven in the evening of 28 February, half past midnight of the 29th.
        (datetime(2024, 2, 28, 17, 30, tzinfo=UTC), date(2024, 2, 28), date(2024, 3, 9)),
        (datetime(2024, 2, 28, 18, 30, tzinfo=UTC), date(2024, 2, 29), date(2024, 3, 10)),
        # The hour in which the country went over to UTC+5: by the new clock 1 March began at 19:00 UTC.
        (datetime(2024, 2, 29, 17, 59, tzinfo=UTC), date(2024, 2, 29), date(2024, 3, 10)),
        (datetime(2024, 2, 29, 19, 0, tzinfo=UTC), date(2024, 3, 1), date(2024, 3, 11)),
        (datetime(2024, 3, 1, 18, 59, tzinfo=UTC), date(2024, 3, 1), date(2024, 3, 11)),
        (datetime(2024, 3, 1, 19, 0, tzinfo=UTC), date(2024, 3, 2), date(2024, 3, 12)),
    ],
)
def test_end_of_a_meeting_is_dated_by_the_clock_of_its_day(instant: datetime, ended_on: date, due_on: date) -> None:
    day = clock.civil_date(instant)
    assert day == ended_on
    assert event_day("C-3.5c", {Event.MEETING_ENDED: day, Event.RECEPTION_ENDED: day}) == due_on


def test_akims_announce_fourteen_or_seven_days_before_and_nobody_both() -> None:
    early = set(version("C-3.4d-14", date(2027, 1, 1)).addressee.groups)
    late = set(version("C-3.4d-7", date(2027, 1, 1)).addressee.groups)
    assert early == {"regional_akimats", "districts", "regional_cities", "district_cities"}
    assert late == {"villages", "rural_districts", "city_districts"}


def test_frequencies_rest_on_news_and_say_so() -> None:
    doubts = {key: version(key, date(2024, 1, 1)).doubt for key in ("C-cov", "cov-1", "cov-2", "cov-3", "cov-4")}
    assert {key for key, doubt in doubts.items() if doubt and "из новостей" in doubt.ru} == set(doubts)


@pytest.mark.parametrize("on", [date(2023, 5, 1), date(2027, 1, 1)])
def test_progress_is_owed_by_akims_of_all_levels(on: date) -> None:
    progress = version("C-3.5d", on)
    assert set(progress.addressee.groups) == set(AKIMS.groups)
    assert "портале электронного правительства" in progress.wording.ru


def test_ministries_and_companies_owe_the_same_under_both_decrees_and_nobody_is_exempt() -> None:
    before, now = version("A-12.5", date(2021, 1, 1)), version("C-5.3", date(2027, 1, 1))
    assert before.addressee == now.addressee
    assert exempt_bodies(before) == exempt_bodies(now) == ()


def test_maslikhat_is_notified() -> None:
    assert "уведомляют об этом маслихат" in version("C-2.1", date(2024, 1, 1)).wording.ru
    assert "уведомляют об этом маслихат" in version("C-2.1c", date(2024, 1, 1)).wording.ru


@pytest.mark.parametrize(
    ("key", "often"),
    [
        ("cov-1", "at least once a year"),
        ("cov-2", "at least once a year"),
        ("cov-3", "at least once a half-year"),
        ("cov-4", "at least once a half-year"),
        ("cov-5", "at least once a half-year"),
    ],
)
def test_norms_are_lower(key: str, often: str) -> None:
    assert version(key, date(2024, 1, 1)).wording.en.endswith(f" {often}.")


def test_2027_stands_by_the_amended_edition() -> None:
    found = stands(date(2027, 1, 1), SETTLED)
    assert {key for key, each in found.items() if each.duty.act.key == "C2"} == set(keys_of("C2"))
    assert found["C-2.1"].due_on == date(2027, 1, 15)
    assert found["C-2.2"].due_on == date(2027, 1, 19)
    assert found["C-5.1"].due_on == date(2027, 1, 31)


def test_calendar_for_2027_is_due_before_15_january_by_the_act_and_inclusive_on_the_portal() -> None:
    rule = rule_for("C-2.1", Period.year(2027), SHIPPED)
    assert rule.duty.due is not None
    assert rule.duty.due.bound is Bound.BEFORE
    assert rule.act_due_on == date(2027, 1, 14)
    assert rule.due_on == date(2027, 1, 15)
    assert rule.is_by_act


def test_unconfirmed_clause_is_in_shares_only_because_it_is_ordered() -> None:
    assert PROGRESS.confidence is Confidence.UNVERIFIED
    assert CALENDAR.confidence is Confidence.VERIFIED
    ordered, plain = (rule_for("C-3.5d", Period.quarter(2026, 4), orders) for orders in (SHIPPED, ()))
    assert (ordered.is_public, ordered.is_apart) == (True, False)
    assert (plain.is_public, plain.is_apart) == (True, True)
