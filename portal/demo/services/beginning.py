"""From which day on the demonstration keeps each duty: it shows a record that could be real, not a sea of red."""

from __future__ import annotations

from datetime import date

from portal.deadlines.models import DutyStart
from portal.kernel.periods import Period
from portal.law import registry
from portal.law.counting.events import Event
from portal.law.counting.planning import Group
from portal.law.duty import Duty, OnEvents
from portal.law.evidence import Evidence
from portal.law.stating import AKIMS

#: Kept since the first day of the demonstration: those of the planning season.
_FROM_THE_FIRST_DAY = ("B-1.4-prop", "B-1.4-plan", "B-6.1", "B-4.3", "B-1.7", "C-2.1", "C-2.2", "C-3.5d")
_MEETING = frozenset({Event.MEETING_PLANNED, Event.MEETING_ENDED})


def begin_duties(*, running: Period, today: date) -> None:
    """Write from which due day on each duty is kept; those of the planning season are kept from the first day."""
    begun = Period.containing("month", today).start
    DutyStart.objects.bulk_create(
        (
            DutyStart(duty=key, since=_since(registry.duty(key), running, begun))
            for key in registry.KEYS
            if key not in _FROM_THE_FIRST_DAY
        ),
        ignore_conflicts=True,
    )


def _since(duty: Duty, running: Period, begun: date) -> date:
    groups = set(duty.addressee.groups)
    of_akims = bool(groups) and groups <= set(AKIMS.groups)
    if duty.coverage is not None or (of_akims and Evidence.ANNOUNCEMENT in duty.evidence):
        return running.start
    if of_akims and _is_about_meetings(duty):
        # Hundreds of meetings of akims, and nobody of the demonstration writes what else is owed about each: the next
        # calendar is the first for which it is.
        return running.end
    # What no primary text confirms is seen by officials alone, and has just begun. So has what every body of state
    # owes: nobody of the demonstration writes for the maslikhats and two of the ministries.
    return begun if duty.doubt is not None or Group.STATE_BODIES in groups else running.start


def _is_about_meetings(duty: Duty) -> bool:
    """Owed by whoever holds a meeting, about that meeting."""
    opens = duty.opens
    return isinstance(opens, OnEvents) and not opens.of_others and not _MEETING.isdisjoint(opens.events)
