"""The law on access to information: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from datetime import date

from portal.kernel.periods import Period
from portal.law import catalogue
from portal.law.duty import Confidence
from portal.law.printed.plain import exempt_bodies
from portal.law.registry import rule_for
from tests.law.asking import keys_of, stands, version


def test_duties_are_those_of_the_page() -> None:
    assert list(dict.fromkeys(keys_of("L"))) == ["L-6-2", "L-9.3", "L-16.3", "L-19-1"]


def test_report_to_the_population_is_owed_once_a_year() -> None:
    found = stands(date(2027, 1, 10))["L-9.3"]
    assert (found.rule and found.rule.period_key, found.due_on) == ("2027", date(2027, 12, 31))


def test_once_a_year_is_sure_from_2021() -> None:
    years = {year: rule_for("L-9.3", Period.year(year), ()).duty.confidence for year in (2016, 2020, 2021, 2027)}
    assert years == {
        2016: Confidence.UNVERIFIED,
        2020: Confidence.UNVERIFIED,
        2021: Confidence.VERIFIED,
        2027: Confidence.VERIFIED,
    }


def test_two_ministries_are_exempt_although_five_are_under_the_resolution() -> None:
    assert exempt_bodies(version("L-9.3", date(2027, 1, 1))) == ("defence", "foreign")


def test_nobody_is_exempt_from_the_site() -> None:
    assert exempt_bodies(version("L-16.3", date(2027, 1, 1))) == ()


def test_heads_of_universities_stand_in_the_text_only() -> None:
    for duty in catalogue.versions("L-9.3"):
        assert "национальных высших учебных заведений" in duty.wording.ru
        assert "national_universities" not in duty.addressee.groups


def test_yearly_report_goes_to_the_president() -> None:
    assert version("L-6-2", date(2027, 1, 1)).recipients == ("control_president",)
