"""Decree No. 826, first edition, to December 2023: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from datetime import date

import pytest

from portal.law import catalogue
from portal.law.duty import Confidence
from tests.law.asking import keys_of, stands, version

KEYS = [
    *("C-1", "C-2.1", "C-2.1c", "C-2.2", "C-3.1", "C-3.2", "C-3.3", "C-3.4a", "C-3.4b", "C-3.4c", "C-3.4d-14"),
    *("C-3.4d-7", "C-3.5a", "C-3.5b", "C-3.5c", "C-3.5d", "C-4", "C-5.1", "C-5.2", "C-5.3", "C-cov"),
    *("cov-1", "cov-2", "cov-3", "cov-4", "cov-5"),
]


def test_duties_are_those_of_the_page() -> None:
    assert sorted(keys_of("C1")) == sorted(KEYS)
    assert {duty.confidence for duty in catalogue.of_act("C1")} == {Confidence.VERIFIED}


def test_maslikhat_agrees() -> None:
    assert "согласованию с маслихатом" in version("C-2.1", date(2023, 1, 1)).wording.ru
    assert "согласованию с маслихатом" in version("C-2.1c", date(2023, 5, 1)).wording.ru


@pytest.mark.parametrize(
    ("key", "often"),
    [
        ("cov-1", "at least once a half-year"),
        ("cov-2", "at least once a quarter"),
        ("cov-3", "at least once a quarter"),
        ("cov-4", "at least once a quarter"),
        ("cov-5", "at least once a quarter"),
    ],
)
def test_norms_say_how_often(key: str, often: str) -> None:
    norm = version(key, date(2023, 5, 1))
    assert norm.wording.en.endswith(f" {often}.")
    assert norm.coverage is not None
    assert norm.coverage.meetings == 1
    assert norm.coverage.is_visit is (key != "cov-5")


def test_day_of_the_editions_change_falls_between_two_quarters() -> None:
    assert stands(date(2023, 12, 31))["cov-2"].duty.act.key == "C1"
    assert stands(date(2024, 1, 1))["cov-2"].duty.act.key == "C2"
