"""How long before a meeting its holder is to tell people: of each act by the level of the akim, and with decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.kernel.wording import Lines
from portal.law.counting.due import Bound
from portal.law.counting.events import DaysBefore
from portal.law.counting.planning import Group
from portal.law.notice import is_spoken_of, norm_for
from portal.law.owner_decisions import Order

DAY = date(2027, 3, 9)
ORDER = Order(
    number=99, duty="C-3.4d-7", wording=Lines("", "", ""), ground=Lines("", "", ""), applies_from=date(2027, 1, 1)
)


@pytest.mark.parametrize(
    ("group", "day", "expected"),
    [
        (Group.REGIONAL_AKIMATS, DAY, ("C-3.4d-14", date(2027, 2, 23), 14)),
        (Group.DISTRICTS, DAY, ("C-3.4d-14", date(2027, 2, 23), 14)),
        (Group.REGIONAL_CITIES, DAY, ("C-3.4d-14", date(2027, 2, 23), 14)),
        (Group.DISTRICT_CITIES, DAY, ("C-3.4d-14", date(2027, 2, 23), 14)),
        (Group.RURAL_DISTRICTS, DAY, ("C-3.4d-7", date(2027, 3, 2), 7)),
        (Group.VILLAGES, DAY, ("C-3.4d-7", date(2027, 3, 2), 7)),
        (Group.CITY_DISTRICTS, DAY, ("C-3.4d-7", date(2027, 3, 2), 7)),
        (Group.MINISTRIES, DAY, None),
        # A month, while Decree 190 was in force.
        (Group.MINISTRIES, date(2021, 5, 10), ("A-5.1", date(2021, 4, 10), 30)),
        (Group.MINISTRIES, date(2021, 3, 31), ("A-5.1", date(2021, 2, 28), 31)),
        (Group.RURAL_DISTRICTS, date(2021, 5, 10), ("A-5.1", date(2021, 4, 10), 30)),
        (Group.MASLIKHATS, DAY, None),
    ],
)
def test_each_act_asks_for_its_days(group: Group, day: date, expected: tuple[str, date, int] | None) -> None:
    norm = norm_for([group], day, ())
    assert (None if norm is None else (norm.duty.key, norm.last_day, norm.days)) == expected
    assert is_spoken_of([group]) == (group is not Group.MASLIKHATS)


def test_a_decision_lifts_it_hides_it_or_counts_it_otherwise() -> None:
    village = [Group.RURAL_DISTRICTS]
    assert norm_for(village, DAY, [replace(ORDER, stands=False)]) is None
    assert norm_for(village, DAY, [replace(ORDER, visibility="internal")]) is None
    longer = norm_for(village, DAY, [replace(ORDER, counting=DaysBefore(10, Bound.BY))])
    assert longer is not None
    assert (longer.days, longer.last_day) == (10, date(2027, 2, 27))
    # Two decisions that say two things name no day.
    assert norm_for(village, DAY, [replace(ORDER, stands=True), replace(ORDER, number=98, stands=False)]) is None
    assert norm_for(village, date(2026, 12, 1), [replace(ORDER, stands=False)]) is not None
