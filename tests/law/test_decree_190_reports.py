"""Decree No. 190, 2016 to 2022: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from datetime import date

from portal.law.owner_decisions import SETTLED
from portal.law.printed.plain import exempt_bodies
from tests.law.asking import keys_of, stands, version


def test_duties_are_those_of_the_page() -> None:
    assert keys_of("A") == ["A-1", "A-2", "A-2h", "A-2p", "A-5.1", "A-6", "A-7", "A-12.5", "A-r"]


def test_2018_has_the_duties_of_the_decree_and_of_the_law() -> None:
    found = stands(date(2018, 5, 1), SETTLED)
    assert sorted(found) == sorted([*keys_of("A"), "L-9.3"])
    assert found["A-1"].due_on == date(2018, 6, 30)
    assert found["A-7"].due_on == date(2018, 7, 10)
    assert all(each.is_by_act for each in found.values())


def test_last_report_of_the_decree_stands_until_its_day() -> None:
    assert stands(date(2022, 1, 10))["A-7"].due_on == date(2022, 1, 10)
    assert "A-7" not in stands(date(2022, 1, 11))


def test_two_ministries_are_exempt_from_what_binds_ministries() -> None:
    assert exempt_bodies(version("A-1", date(2018, 5, 1))) == ("defence", "foreign")
    assert exempt_bodies(version("A-2", date(2018, 5, 1))) == ()
