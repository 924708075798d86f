"""Whether the sweep is alive."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.deadlines.models import SweepRun


def last_sweep() -> SweepRun | None:
    """The last sweep that came to its end. One statement."""
    return SweepRun.objects.finished().order_by("-finished_at").first()


def sweep_age(now: datetime) -> timedelta | None:
    """How long ago a sweep came to its end; None when none ever did. One statement."""
    run = last_sweep()
    if run is None or run.finished_at is None:
        return None
    return now - run.finished_at
