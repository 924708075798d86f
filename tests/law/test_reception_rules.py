"""Rules on personal reception, from August 2026: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.law import catalogue
from portal.law.counting.planning import BodyFacts, Group, Span, is_obliged
from portal.law.duty import Confidence
from portal.law.errors import NoDay
from portal.law.listing import rule_for
from tests.law.asking import act_day, keys_of, version

_EVER = Span(date(2020, 1, 1))


def test_duties_are_those_of_the_page() -> None:
    assert keys_of("P") == ["P-3", "P-13", "P-19", "P-21", "P-26", "P-37", "P-40/41"]
    assert keys_of("P0") == ["P-3"]


@pytest.mark.parametrize("act", ["P0", "P"])
def test_everything_is_confirmed(act: str) -> None:
    assert {duty.confidence for duty in catalogue.of_act(act)} == {Confidence.VERIFIED}


def test_monthly_reception_stands_by_the_code_until_the_rules_have_a_whole_month() -> None:
    acts = {month: rule_for("P-3", f"2026-{month:02}", ()).duty.act.key for month in range(1, 13)}
    assert acts == {**dict.fromkeys(range(1, 9), "P0"), **dict.fromkeys(range(9, 13), "P")}


def test_results_are_quarterly_with_no_day() -> None:
    with pytest.raises(NoDay):
        act_day("P-40/41", "2026-Q4")


@pytest.mark.parametrize(
    ("groups", "receivers"),
    [
        ({Group.REGIONAL_AKIMATS, Group.REGIONS}, ("control_government",)),
        ({Group.REGIONAL_AKIMATS, Group.REPUBLICAN_CITIES}, ("control_government",)),
        ({Group.MINISTRIES, Group.STATE_BODIES}, ("control_president",)),
        ({Group.STATE_BODIES}, ("control_president",)),
    ],
)
def test_results_of_regions_go_elsewhere(groups: set[Group], receivers: tuple[str, ...]) -> None:
    results = version("P-40/41", date(2026, 10, 1))
    assert results.recipients_for(groups) == receivers
    assert results.recipients == ("control_president", "control_government")


def test_duty_that_parts_nobody_goes_to_all_it_names() -> None:
    assert version("D-1.4", date(2027, 1, 1)).recipients_for({Group.MINISTRIES}) == ("authorised_information",)


@pytest.mark.parametrize(
    ("key", "period", "left_out", "kept"),
    [
        ("P-3", "2026-05", "control_government", "control_president"),
        ("P-3", "2027-05", "control_government", "control_president"),
        # Nobody sends to itself; the Government Apparatus sends to the Administration.
        ("P-40/41", "2027-Q1", "control_president", "control_government"),
    ],
)
def test_holder_of_a_function_is_left_out_while_it_holds_it(key: str, period: str, left_out: str, kept: str) -> None:
    term = rule_for(key, period, ()).term()
    body = BodyFacts(1, frozenset({Group.STATE_BODIES}), _EVER, date(2026, 1, 1))
    assert is_obliged(term, body)
    assert is_obliged(term, replace(body, functions=((kept, _EVER),)))
    assert not is_obliged(term, replace(body, functions=((left_out, _EVER),)))
    assert is_obliged(term, replace(body, functions=((left_out, Span(date(2020, 1, 1), date(2021, 1, 1))),)))
