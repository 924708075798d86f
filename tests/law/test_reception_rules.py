"""Rules on personal reception, from August 2026: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

from datetime import date

import pytest

from portal.law import catalogue
from portal.law.duty import Confidence
from portal.law.errors import NoDay
from tests.law.asking import act_day, keys_of, version


def test_duties_are_those_of_the_page() -> None:
    assert keys_of("P") == ["P-3", "P-13", "P-19", "P-21", "P-26", "P-37", "P-40/41"]
    assert {duty.confidence for duty in catalogue.of_act("P")} == {Confidence.UNVERIFIED}


def test_results_are_quarterly_with_no_day() -> None:
    with pytest.raises(NoDay):
        act_day("P-40/41", "2026-Q4")
    assert version("P-40/41", date(2026, 10, 1)).recipients == ("control_government", "control_president")
