from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from portal.kernel import clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        # UTC+5 since 1 March 2024
        (datetime(2026, 12, 1, 18, 59, 59, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 1, 19, 0, tzinfo=UTC), date(2026, 12, 2)),
        # UTC+6 before
        (datetime(2023, 12, 1, 17, 59, 59, tzinfo=UTC), date(2023, 12, 1)),
        (datetime(2023, 12, 1, 18, 0, tzinfo=UTC), date(2023, 12, 2)),
        # the night of the change: 1 March began by the earlier clock, which was then set back an hour
        (datetime(2024, 2, 29, 17, 59, 59, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2024, 2, 29, 18, 30, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2024, 2, 29, 19, 0, tzinfo=UTC), date(2024, 3, 1)),
    ],
)
def test_civil_date_at_instant_is_kazakhstans_day(instant: datetime, day: date) -> None:
    assert clock.civil_date(instant) == day


def test_local_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.local(datetime(2026, 12, 1, 12, 0))  # noqa: DTZ001 - the very thing refused


def test_today_late_evening_in_utc_is_already_tomorrow_in_kazakhstan() -> None:
    with time_machine.travel(datetime(2026, 11, 30, 20, 0, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2027, 1, 10), datetime(2027, 1, 10, 3, 0, tzinfo=UTC)),
        (date(2023, 1, 10), datetime(2023, 1, 10, 2, 0, tzinfo=UTC)),
    ],
)
def test_at_names_the_instant_of_kazakhstans_clock_face(day: date, instant: datetime) -> None:
    assert clock.at(day, 8) == instant
    assert clock.local(clock.at(day, 8)).hour == 8
