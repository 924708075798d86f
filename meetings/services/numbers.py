"""Numbers of meetings: the year and six digits, in the order they are taken."""

from __future__ import annotations

from portal.kit.yearly import next_numbers


def take_numbers(*, year: int, count: int) -> list[str]:
    """The next `count` numbers of `year`, none of them ever given before.

    A village that announces one meeting does not stand behind the schedule of the country.
    """
    return [f"{year:04d}-{number:06d}" for number in next_numbers("meetings_number", year, count)]
