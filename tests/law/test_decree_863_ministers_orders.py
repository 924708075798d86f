"""Meetings of heads of central executive bodies: what its texts and lists say; its days are in `situations`."""

from __future__ import annotations

import pytest

from portal.kernel.periods import Period
from portal.law import registry
from portal.law.decree_863_ministers import schedule

YEAR_2027 = Period.year(2027)


@pytest.mark.parametrize("key", ["B-1.4-prop", "B-1.4-plan", "B-6.1", "B-1.7"])
def test_duty_of_the_draft_never_binds_by_the_act(key: str) -> None:
    kind = registry.duty(key).period_kind
    for year in (2021, 2022, 2023, 2024, 2027):
        assert not registry.duty(key).binds_by_act(Period.of(kind, year))


def test_ministries_are_obliged_and_exempt_under_b() -> None:
    for duty in (schedule.PROPOSALS, schedule.DEPARTMENTAL_PLAN, schedule.PROGRESS):
        assert duty.addressee.group == "ministries"
        assert duty.exempt_under == "B"
    assert schedule.DRAFT_SCHEDULE.addressee.function == "authorised_information"
    assert schedule.SCHEDULE_APPROVAL.addressee.function == "schedule_approval"
