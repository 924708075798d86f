"""Which year's schedule is being worked on."""

from __future__ import annotations

from datetime import date

from portal.kernel.periods import Period
from schedules.models import Schedule


def planning_year(on: date) -> str:
    """The running year while its schedule is on the way and not published, else the next one. One statement."""
    running = Period.containing("year", on)
    if Schedule.objects.for_period(running.key).unfinished().exists():
        return running.key
    return running.next().key
