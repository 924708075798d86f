"""Decree No. 190, 2016 to 2022: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from datetime import date

import pytest

from portal.kernel.periods import Period
from portal.law import catalogue
from portal.law.counting.planning import Group
from portal.law.duty import Confidence
from portal.law.owner_decisions import SETTLED
from portal.law.printed.plain import exempt_bodies
from portal.law.registry import rule_for
from portal.law.stating import AKIMS
from tests.law.asking import keys_of, stands, version

BEFORE_2020 = ["A-1", "A-2", "A-12.5", "A-r"]


def test_duties_are_those_of_the_page() -> None:
    assert keys_of("A") == ["A-1", "A-2", "A-2h", "A-2p", "A-5.1", "A-6", "A-7", "A-12.5", "A-r"]


@pytest.mark.parametrize("act", ["A16", "A18"])
def test_before_2020_there_is_what_was_retold_and_nothing_is_confirmed(act: str) -> None:
    assert list(dict.fromkeys(keys_of(act))) == BEFORE_2020
    assert {duty.confidence for duty in catalogue.of_act(act)} == {Confidence.UNVERIFIED}


def test_2018_has_the_duties_of_its_own_edition_and_of_the_law() -> None:
    found = stands(date(2018, 5, 1), SETTLED)
    assert sorted(found) == sorted([*BEFORE_2020, "L-9.3"])
    assert {each.duty.act.key for key, each in found.items() if key != "L-9.3"} == {"A18"}
    assert found["A-1"].due_on == date(2018, 6, 30)
    assert all(each.is_by_act for each in found.values())


def test_2020_has_what_the_edition_of_its_february_added() -> None:
    found = stands(date(2020, 5, 1), SETTLED)
    assert sorted(found) == sorted([*keys_of("A"), "L-9.3"])
    assert found["A-7"].due_on == date(2020, 7, 10)


def test_akims_reported_by_their_level_until_2020() -> None:
    levels = {
        period: set(rule_for("A-2", Period.parse(period), ()).duty.addressee.groups)
        for period in ("2018", "2018-H1", "2018-Q1", "2020")
    }
    assert levels == {
        "2018": {Group.REGIONAL_AKIMATS},
        "2018-H1": {Group.DISTRICTS, Group.REGIONAL_CITIES, Group.CITY_DISTRICTS},
        "2018-Q1": {Group.DISTRICT_CITIES, Group.RURAL_DISTRICTS, Group.VILLAGES},
        "2020": set(AKIMS.groups),
    }
    assert levels["2018"] | levels["2018-H1"] | levels["2018-Q1"] == levels["2020"]


def test_last_report_of_the_decree_stands_until_its_day() -> None:
    assert stands(date(2022, 1, 10))["A-7"].due_on == date(2022, 1, 10)
    assert "A-7" not in stands(date(2022, 1, 11))


def test_ministers_were_on_television_and_a_third_ministry_was_left_out() -> None:
    of_2018 = version("A-1", date(2018, 1, 1)).wording.ru
    assert "в прямом эфире республиканского телеканала" in of_2018
    assert "а до 24 февраля 2020 года – и оборонной и аэрокосмической промышленности" in of_2018


def test_two_ministries_are_exempt_from_what_binds_ministries() -> None:
    for year in (2016, 2018, 2021):
        assert exempt_bodies(version("A-1", date(year, 1, 1))) == ("defence", "foreign")
    assert exempt_bodies(version("A-2", date(2021, 1, 1))) == ()
    # The exemption stands in clause 1 alone.
    assert exempt_bodies(version("A-12.5", date(2021, 1, 1))) == ()


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("A-1", "интернет-ресурсе, определяемом уполномоченным органом"),
        ("A-1", "Содержание отчёта"),
        ("A-2", "Содержание отчёта"),
        ("A-5.1", "личных аккаунтах министров и акимов"),
        ("A-6", "Акимы городов районного значения"),
        ("A-r", "Закон № 401-V"),
    ],
)
def test_what_the_text_says_is_not_lost(key: str, said: str) -> None:
    assert said in version(key, date(2021, 1, 1)).wording.ru
